"""Plots and heat maps."""
