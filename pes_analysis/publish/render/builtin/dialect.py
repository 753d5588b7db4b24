r"""pandoc's Markdown without the constructs that a page does not hold: the same tree in half the time.

pandoc tries every construct of its dialect at every paragraph, and a definition list or a line block is
looked for to the end of it. What a construct cannot do without is seen in the source beforehand: without a
dollar sign there is no formula, without a backslash before a letter no TeX.
"""

import re
from collections.abc import Mapping

# Quarto reads the same dialect. Whatever a report must not hold (maths, TeX, HTML) stays switched on where
# it could stand, so that the writer meets it by name and refuses it instead of printing it.
DIALECT = "markdown"
# A backslash before punctuation prints it, and takes from it all it might have begun.
_PRINTED = re.compile(r"\\[^A-Za-z0-9\n]")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CAPTION = re.compile(r"(?m)^(\|.*\n\n): ")
# Sets of extensions, and what one of them would need to have anything to do.
_NEEDS: Mapping[str, re.Pattern[str]] = {
    "-definition_lists": re.compile(r"(?m)^[ \t>]*[:~][ \t]"),
    "-line_blocks": re.compile(r"(?m)^[ \t>]*\| (?!.*\|[ \t]*$)"),
    "-raw_tex-latex_macros": re.compile(r"\\[A-Za-z]"),
    "-tex_math_dollars": re.compile(r"\$"),
    "-citations-example_lists": re.compile(r"@"),
    "-grid_tables-multiline_tables-simple_tables": re.compile(
        r"(?m)^[ \t>]*(\+[-=:]|-{2,}[ \t]*-|-{3,}[ \t]*$)"
    ),
    "-raw_html-markdown_in_html_blocks-native_divs-native_spans": re.compile("<"),
}


def dialect_of(markdown: str) -> str:
    r"""Name the dialect that reads a text as pandoc's Markdown would.

    Parameters
    ----------
    markdown : str
        The source of a page.

    Returns
    -------
    str
        For ``pandoc --from``.

    Examples
    --------
    >>> dialect_of("Cena: 5 $").count("tex_math_dollars"), dialect_of(r"Cena: 5 \$").count("tex_math_dollars")
    (0, 1)
    """
    bare = _CAPTION.sub(r"\1", _PRINTED.sub("", _FRONT_MATTER.sub("", markdown)))
    return DIALECT + "".join(without for without, needed in _NEEDS.items() if not needed.search(bare))
