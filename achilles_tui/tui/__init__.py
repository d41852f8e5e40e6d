"""The full-screen program: the only folder that knows Textual. Screens hold no rules; they show values, send keys."""
