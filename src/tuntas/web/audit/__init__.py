"""Reading the audit trail of a city: who did what to which thing, and whether the trail is whole."""
