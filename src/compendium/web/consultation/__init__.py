"""Requests to the Advisory Board: the only rows of this site that change."""
