"""Packet -> Markdown and JSON, and the one place that writes files."""
