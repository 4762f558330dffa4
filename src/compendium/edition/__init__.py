"""The sealed edition: its form, its colophon, and how to read it."""
