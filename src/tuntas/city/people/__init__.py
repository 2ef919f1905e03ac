"""Cities as tenants, agencies, users, and what each may see and do."""
