"""The pain rule: its inputs, its verdicts, and where a person stands."""
