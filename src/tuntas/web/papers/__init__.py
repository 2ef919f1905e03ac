"""Paper to take along: bahan paparan of a city, a kelurahan or an RT, and the printed survey forms."""
