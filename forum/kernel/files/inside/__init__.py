"""Code that opens hostile bytes. It runs only in the limited process that ``opening`` starts."""
