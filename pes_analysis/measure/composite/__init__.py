"""Composite indices: a recipe, data of units (and years), and every step from raw values to scores."""
