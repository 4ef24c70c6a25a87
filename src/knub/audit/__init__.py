"""Who did what, when; facts only, no foreign keys to rooms above."""
