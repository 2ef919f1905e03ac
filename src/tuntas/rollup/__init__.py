"""Many cities at once: tables of buildings or RT on disk, scored by the column path within bounded memory."""
