"""Programs, exercises and topics in words."""
