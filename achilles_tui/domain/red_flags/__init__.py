"""The warning signs, and what their answers allow."""
