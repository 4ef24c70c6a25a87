"""The pages of areas and lists, one module per page."""
