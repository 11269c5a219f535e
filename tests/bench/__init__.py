"""How fast pages are read, measured against a page that does nothing (``./dev bench``)."""
