"""Many cases to many outputs, on this machine or on a cluster."""
