"""A living style sheet: every component with short and long names, 0, 1, 2, 11 and 100 of everything."""
