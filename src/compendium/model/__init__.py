"""Frozen records: one typed shape from content file to edition to page."""
