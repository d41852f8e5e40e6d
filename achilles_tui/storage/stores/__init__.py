"""One store per kind of file."""
