"""Pages of people, roles, invitations and login."""
