"""What councils chose is taken up: workshops and an issue file, in one step."""
