"""What is to be made: the outline of an edition, the kinds of pages, a list of jobs."""
