"""Beside whom: peers, positions, trends."""
