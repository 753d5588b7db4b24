"""What a county and a region need."""
