"""Sentences of the reports: facts in, one finished Markdown sentence out, in Polish or English.

No sentence declines the name of an indicator: names stand in the nominative, in bold, before a colon.
"""
