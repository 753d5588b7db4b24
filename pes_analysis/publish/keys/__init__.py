"""What reports are made from, as digests: whether one has to be made again, and why."""
