"""Fictional cases, drawn from the bank, and ways to break them."""
