"""Programs, exercises and topics as text."""
