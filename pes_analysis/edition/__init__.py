"""What an edition holds: tables with provenance, the packaged demonstration, parameters."""
