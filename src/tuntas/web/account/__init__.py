"""Signing in and out, the second factor, the one-time link, one's own password."""
