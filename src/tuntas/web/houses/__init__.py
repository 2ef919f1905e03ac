"""The register of unfit houses by name by address, and the register of fields with personal data."""
