"""Dossiers: read-only pictures across all stages, for web, API and reports alike."""
