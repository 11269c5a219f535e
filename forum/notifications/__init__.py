"""Following things, and being told about them on the site and by mail."""
