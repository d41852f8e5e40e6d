"""TOML in and out, and what is said of a file that is wrong."""
