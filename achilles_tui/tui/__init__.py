"""The full-screen program, built on Textual. Screens show values and pass keys on; they hold no rules."""
