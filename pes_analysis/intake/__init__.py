"""How figures come in: Polish numbers, figures files, checks."""
