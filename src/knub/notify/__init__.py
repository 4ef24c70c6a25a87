"""Send a mail, once, and remember that it was sent."""
