"""Questions and forms that open over a page."""
