"""Follow-up of published papers: what was asked of whom, what they answered, what was done."""
