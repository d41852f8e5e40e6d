"""The pure core: what a session is and what may happen in it. It knows no screen, no file and no clock."""
