"""Uploads: checked, stored outside the web root, served after a rights check by the room that asks."""
