"""Signals made up for the demonstration, read in through the same form as real ones."""
