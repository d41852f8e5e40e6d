"""The past day by day: planned, done and felt."""
