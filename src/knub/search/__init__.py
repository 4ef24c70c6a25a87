"""One table of documents and words; rights come from the room that asks."""
