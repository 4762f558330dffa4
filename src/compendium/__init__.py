"""The California CSEC Policy Compendium: a general engine for policy over time."""

__version__ = "0.1.0"
