"""The screens of a live session."""
