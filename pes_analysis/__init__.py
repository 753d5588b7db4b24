"""Diagnoses of Polish counties and social-economy entities (PES)."""
