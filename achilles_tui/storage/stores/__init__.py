"""One store a kind of file."""
