"""Textual and POSIX terminals: the driver, its output, its signals. It knows nothing of Achilles."""
