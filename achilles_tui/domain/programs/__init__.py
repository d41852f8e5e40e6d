"""Programs, exercises, doses, and the plan of one session."""
