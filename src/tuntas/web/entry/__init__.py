"""Entering one RT: the list of what is left, the form with its drafts, checking, and correcting what was accepted."""
