"""The machine: clocks, time zone, editor, voice and environment variables."""
