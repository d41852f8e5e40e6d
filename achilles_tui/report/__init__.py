"""What is told of the records to people and to other programs. Values in, text out; it reads and writes no file."""
