"""What came of a workshop: minutes, decisions, next steps, materials, and the note drafted from them."""
