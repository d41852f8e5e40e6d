"""Questions and forms over a page."""
