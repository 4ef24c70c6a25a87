"""Pages that show several rooms, one module per page."""
