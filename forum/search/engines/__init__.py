"""The places that keep documents: memory for tests, Whoosh by default, PostgreSQL for many machines."""
