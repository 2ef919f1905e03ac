"""Tuntas: slum upgrading from survey to handover, for Indonesian cities."""

__version__ = "0.3.0"
