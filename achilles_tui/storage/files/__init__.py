"""Files as such: written whole, locked, set aside, found by their dates."""
