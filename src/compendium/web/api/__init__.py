"""Open data for programs: /api/v1, declared once, parsed and documented from that."""
