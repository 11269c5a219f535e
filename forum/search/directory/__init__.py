"""People and local authorities as results of a search: adapters for areas that stand below search."""
