"""Textual and POSIX terminals: driver, output and signals. Nothing here is about exercises."""
