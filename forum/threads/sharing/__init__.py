"""Who has the same problem as the one who asked, and whom an answer served too."""
