"""Searches that members keep under a name, to repeat them or to be told of what is new."""
