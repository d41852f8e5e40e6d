"""Forms: their fields, what can be typed, and their results."""
