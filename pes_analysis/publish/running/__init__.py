"""Notebooks run and checked, by one process or many; what they hold depends on nothing else of publish."""
