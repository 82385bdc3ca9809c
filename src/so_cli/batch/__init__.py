"""Many cases: read, made into outputs, counted."""
