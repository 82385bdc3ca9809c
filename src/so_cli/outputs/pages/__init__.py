"""What stands where on paper: Packet, Checklist, Letter -> Document, the same for every format."""
