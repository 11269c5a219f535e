"""What happened: who did what to what, when. Append only."""
