"""Reminding: before a date passes, those who have not spoken hear of it once."""
