"""What the program knows: data/*.yaml, read, checked and given meaning."""
