"""Reading and writing TOML, and reporting what is wrong with a file."""
