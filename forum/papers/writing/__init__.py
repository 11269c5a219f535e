"""One editor at a time a section, visibly; and what is typed is kept on the server before it is saved."""
