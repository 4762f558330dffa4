"""Effects and a date → status, with its reasons. Pure: no clock, no file, no database."""
