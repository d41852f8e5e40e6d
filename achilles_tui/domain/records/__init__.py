"""What was recorded: sessions, entries of a day, corrections."""
