"""Import from the user's own table."""
