"""Check a document: the workspace without an account."""
