"""Units, harmless text, errors and faults: what every other room of the domain builds on."""
