"""Commands of ``pes`` that have a module of their own.

A module holds plain functions whose signature is the command's; ``cli`` registers them with
``app.command()(function)``. What takes time to import is imported inside the function, and what the command
does lives elsewhere: a module here only reads arguments, calls, and tells what happened.
"""
