"""Widgets: the small parts that screens are made of."""
