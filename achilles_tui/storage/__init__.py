"""Reads and writes all files: programs, records, settings and the lock of the live session.

It must not import screens, the runner or the command line, and never asks for the time.
"""
