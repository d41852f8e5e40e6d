"""The JSON that commands write for other programs, one module for what one command writes; imported only for that."""
