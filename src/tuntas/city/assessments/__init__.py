"""Assessments: stored results that can be repeated for ever, and the figures of larger areas."""
