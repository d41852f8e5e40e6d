"""The report for a physiotherapist: its value, its sections, its pictures and its formats."""
