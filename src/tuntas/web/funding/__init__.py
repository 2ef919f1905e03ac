"""The room of funding and financing: sources, envelopes, the money book; instruments, schemes, loans, upkeep."""
