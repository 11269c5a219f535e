"""Moderators look after search: what people miss, and which words mean the same."""
