"""Proposals of agencies, kelurahan and musrenbang, with their trail through the budget year."""
