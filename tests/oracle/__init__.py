"""A second, independent reading of the pain rule, written from the project's rules alone, and random logs to judge."""
