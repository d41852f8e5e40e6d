"""The machine: its clocks, its zone, its editor, its voice, its environment."""
