"""Home, about, help, accessibility, what is new."""
