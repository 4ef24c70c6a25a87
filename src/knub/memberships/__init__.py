"""Networks, seasons, which municipality is a member, when and at what price."""
