"""Sessions in which the mayor decides, with the advice beside the choice, and what was asked of whom."""
