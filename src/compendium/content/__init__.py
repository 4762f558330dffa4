"""Content files and the records they hold: reading, writing, and the rules they keep."""
