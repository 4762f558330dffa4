"""The desk: one editor, on this machine, compares drafts with their letters, field by field."""
