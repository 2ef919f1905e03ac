"""The RT of a campaign: list, export, and the page of one."""
