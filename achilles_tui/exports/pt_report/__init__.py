"""The report for a PT, in all its formats."""
