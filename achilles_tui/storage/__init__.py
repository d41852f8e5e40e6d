"""The only folder that touches files: programs, records, settings and the lock around the live session.

It must not know a screen, a runner or a command line, and never asks for the time.
"""
