"""Every page that shows several rooms: front pages, area, municipality, search."""
