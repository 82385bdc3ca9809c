"""What to ask next, and what an answer does to the case."""
