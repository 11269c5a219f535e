"""Taking part in a workshop: registering with something to bring, waiting, moving up, giving the place back."""
