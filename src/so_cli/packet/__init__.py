"""Bank x case x date -> packet: pure, deterministic, no input or output."""
