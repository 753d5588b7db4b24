"""From the public figures, as their publishers and collectors give them, to the packaged tables.

``python -m pes_analysis.edition.retabulate SOURCE_DIR`` writes the figures anew. Each module reads
one family of sources and knows its traps; no file is copied, every cell is re-tabulated with its
year, source and state.
"""
