"""Keeping an installation well: schema, backups, a look at its health, the processes that serve it."""
