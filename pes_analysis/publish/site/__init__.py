"""Finished reports put together into a site, checked, and put in the place of the old one."""
