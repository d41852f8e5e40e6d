"""Pure drawing: numbers in, coloured cells out; no terminal, widget or clock."""
