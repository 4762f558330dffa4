"""Commands of an operator, each a thin wrapper."""
