"""How a question that waits reaches people: peers after 72 hours, the coordinator, a consolidated reply, a workshop."""
