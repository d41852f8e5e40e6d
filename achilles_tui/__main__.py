"""Runs the program as `python -m achilles_tui`."""

from achilles_tui.main import main

if __name__ == "__main__":
    main()
