"""The doors for programs: the JSON interface, version 1."""
