"""Finding colleagues: who can help with what, how they are reached, and topics that nobody knows yet."""
