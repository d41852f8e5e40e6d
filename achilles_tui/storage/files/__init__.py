"""Files of any kind: writing them atomically, locking, setting aside, listing by date."""
