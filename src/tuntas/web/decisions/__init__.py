"""The mayor's session: ranking and weights, meetings with their lists, and the tasks that come of them."""
