"""Checked content becomes a sealed edition."""
