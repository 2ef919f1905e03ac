"""Survey files: brought, previewed, accepted or returned, and their history."""
