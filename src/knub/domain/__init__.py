"""What is true: pure functions on frozen dataclasses and arrays."""
