"""Finds sessions without opening all files, and keeps what the older days left behind."""
