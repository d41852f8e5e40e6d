"""One live session: a state machine over a script, its view, cues and phrases."""
