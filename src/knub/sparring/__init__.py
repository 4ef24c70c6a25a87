"""Questions between colleagues, their answers, and who can help."""
