"""E-mail alerts: what changed between two editions, for what somebody chose to follow."""
