"""Pure drawing: numbers and words in, rows of characters out. Knows no terminal and no Textual."""
