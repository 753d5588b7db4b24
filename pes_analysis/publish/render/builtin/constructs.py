"""The classes and attributes a page may use: Quarto's that we render, and those of our theme."""

from dataclasses import dataclass, field

from pes_analysis.publish.render.builtin.refusal import refusal

# Each has its look in theme/report.css, so that both renderers show it alike.
THEME_CLASSES = frozenset(
    {
        "lead",  # the opening sentences of a page
        "findings",  # the few things worth knowing
        "source-note",  # year, source and reliability under a chart or table
        "table-legend",  # what the signs in the table above mean
        "only-screen",  # left out in print
        "only-print",  # shown in print alone
        "wide",  # as wide as charts
        "facts",  # a short row of figures under the title
        "columns-2",  # two columns where the screen allows
        "part",  # what stands in one of them
        "muted",  # less important
        "better",  # the better side, always beside a word or mark
        "worse",  # the worse side, always beside a word or mark
        "nowrap",  # never broken over two lines
        "unit-finder",  # where a script of the theme builds the search of the directory
        "unit-list",  # what it takes the place of
        "tag",  # a short label: a level of certainty, a kind of data
    }
)
OUTPUT_CLASSES = frozenset({"cell-output", "cell-output-stdout", "cell-output-stderr", "cell-output-display"})
HEADING_CLASSES = frozenset({"unnumbered", "unlisted"})
IMAGE_CLASSES = frozenset({"pes-chart", "wide"})


@dataclass(frozen=True)
class Attributes:
    """Identifier, classes and attributes of one node."""

    identifier: str
    classes: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)


def read_attributes(
    attributes: list[object],
    where: str,
    what: str,
    classes: frozenset[str] = frozenset(),
    keys: frozenset[str] = frozenset(),
) -> Attributes:
    """Read pandoc's attributes and refuse those that no one would show.

    Parameters
    ----------
    attributes : list
        ``[identifier, classes, [[key, value], …]]``.
    where, what : str
        The source file and the element, for the error message.
    classes, keys : frozenset of str
        What this element may carry; ``lang`` is always allowed.

    Raises
    ------
    PesError
        For a class or attribute that is not allowed here.

    Examples
    --------
    >>> read_attributes(["a", ["lead"], []], "a.qmd", "div", THEME_CLASSES).classes
    ('lead',)
    >>> try:
    ...     read_attributes(["", ["column-margin"], []], "a.qmd", "div", THEME_CLASSES)
    ... except Exception as error:
    ...     print(error.en.partition(",")[0])
    a.qmd: the div has 'column-margin'
    """
    identifier, found, pairs = attributes
    assert isinstance(identifier, str)
    assert isinstance(found, list)
    assert isinstance(pairs, list)
    values = dict(pairs)
    unknown = [name for name in found if name not in classes]
    unknown += [name for name in values if name not in keys and name != "lang"]
    if unknown:
        raise refusal(
            where,
            f"element „{what}” ma „{unknown[0]}”, czego wbudowany renderer nie zna. "
            "Usuń to albo złóż stronę w Quarto.",
            f"the {what} has '{unknown[0]}', which the built-in renderer does not know. "
            "Remove it or render with Quarto.",
        )
    return Attributes(identifier, tuple(found), values)
