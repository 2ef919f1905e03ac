"""Paper: slides, pages and pictures of what the city knows, and the forms it is surveyed with."""
