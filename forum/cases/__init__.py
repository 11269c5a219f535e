"""The innovation library: what authorities tried, with numbers, and who else did it with what success."""
