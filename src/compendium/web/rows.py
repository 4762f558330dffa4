"""What has to be known of the database that holds the rows which change."""

from __future__ import annotations

from django.db import connection


def leave_no_trace() -> None:
    """Empty SQLite's log of writes, where what was deleted would stand until it fills.

    Others who read at the moment are waited for briefly; then the next time does it.
    PostgreSQL clears up by itself.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
