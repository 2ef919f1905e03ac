"""A city's surveys: opened under a rule set, followed, announced for objections, closed."""
