"""Template tags: `ui` (frame and components), `formats` (numbers and dates), `charts` (drawings)."""
