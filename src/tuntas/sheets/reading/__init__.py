"""Survey sheets with one row a unit: our flat template and the flat KOTAKU sheet, as offices really fill them."""
