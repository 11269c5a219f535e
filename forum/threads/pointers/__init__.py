"""A question asked before points to where it is answered, and what is pointed to most becomes the FAQ."""
