"""The operations of version 1, all of which only read."""
