"""The talk after an appointment: what was answered, and the opinion in parts to compare."""
