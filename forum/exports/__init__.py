"""Documents that leave the forum: one tree, several formats."""
