"""The steps that the rows have taken. Written by Django, kept for ever."""
