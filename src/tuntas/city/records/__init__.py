"""Papers with their files, and the audit trail that nobody can change unseen."""
