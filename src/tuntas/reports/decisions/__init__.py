"""Papers of meetings: the list of decisions, the list of tasks."""
