"""Surveys: campaigns, uploads, accepted records with every version of theirs, minutes, and the register of houses."""
