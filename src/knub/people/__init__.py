"""Organisations, municipalities, persons, roles, login."""
