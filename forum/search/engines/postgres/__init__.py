"""The engine for many machines: PostgreSQL keeps the index, so every web server asks the same one.

``rows`` writes documents as rows, ``tables`` makes, counts and exchanges the
tables, ``candidates`` has the database choose documents, which the common
ranking then puts in order, and ``engine`` is what the product talks to.
"""

from forum.search.engines.postgres.engine import PostgresEngine

__all__ = ["PostgresEngine"]
