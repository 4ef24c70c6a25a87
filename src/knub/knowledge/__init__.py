"""Practices, rule interpretations, tools, talks, short advice and news: tagged, reviewed, searchable."""
