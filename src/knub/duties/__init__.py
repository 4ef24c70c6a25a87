"""Rule cards, an area's duties and deadlines, and how far a municipality is with them."""
