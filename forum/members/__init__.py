"""People: accounts, sign-in, invitations, profiles."""
