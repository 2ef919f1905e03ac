"""Words every room shares: quantities, places, problems and their wording. No Django, no files of users."""
