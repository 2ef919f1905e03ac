"""Official sheets: their figures, what was issued, and why it differs from the last report."""
