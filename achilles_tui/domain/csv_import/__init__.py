"""What a table of the user brings in."""
