"""The pages: Today, programs, history, learn, and what opens from them."""
