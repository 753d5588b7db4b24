"""What may be shown: escaping, checks of names and paths, errors a user can act on."""
