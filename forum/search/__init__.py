"""Search: one box that finds an answer however its words were typed."""
