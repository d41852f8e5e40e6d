"""Widgets: they take a view and post a message."""
