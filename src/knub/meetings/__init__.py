"""Meetings, their programme, and who comes."""
