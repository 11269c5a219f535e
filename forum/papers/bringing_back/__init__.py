"""A paper that was edited in a word processor comes back: read with care, compared, taken over section by section."""
