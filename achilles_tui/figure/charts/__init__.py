"""Plots, heat maps and the pain scale."""
