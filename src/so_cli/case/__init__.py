"""One person's answers so far: the model, the file, the lock."""
