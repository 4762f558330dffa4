"""Full-length county documents written from a grammar, each with its truth."""
