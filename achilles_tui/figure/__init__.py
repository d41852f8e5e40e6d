"""Pure drawing: numbers in, coloured cells out. Nothing here knows a terminal, a widget or a clock."""
