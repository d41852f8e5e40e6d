"""Reads and writes all files. It must not import screens, the runner or the command line, nor ask for the time."""
