"""Base page, components, formats, static files, htmx."""
