"""The JSON that commands write for other programs: one module per command, imported only when it is written."""
