"""Areas, official lists, figures; classified when shown."""
