"""The figure: its body, its postures and its motion."""
