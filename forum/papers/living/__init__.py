"""Living evidence: what happens to cited words after they were cited, and what a paper makes of it."""
