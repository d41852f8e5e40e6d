"""What the program does for its user: sessions, programs, agenda, history, settings, safety."""
