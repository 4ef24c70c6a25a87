"""Pages of memberships, seasons and contacts."""
