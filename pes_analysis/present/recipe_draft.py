"""A recipe drafted for a table: its columns as indicators, and every key and option with what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, TypeAlias

import yaml

from pes_analysis.catalogue.entries import Text
from pes_analysis.present.language import Language
from pes_analysis.present.numbers import number
from pes_analysis.present.recipe_options import Option, Section, recipe_options
from pes_analysis.protect.escape import clean

Code: TypeAlias = Literal["pl", "en"]

WIDTH = 100
# Not a polarity: a recipe in which nobody has chosen is refused.
UNCHOSEN = "stimulant|destimulant|nominant"


@dataclass(frozen=True)
class DraftColumn:
    """A numeric column of the table.

    Attributes
    ----------
    name : str
    known, missing : int
        How many cells hold a number, and how many none.
    lowest, highest : float
    """

    name: str
    known: int
    missing: int
    lowest: float
    highest: float


def draft_recipe(columns: Sequence[DraftColumn], groups: Sequence[str], file: str, language: Language) -> str:
    r"""Write a recipe in which only the polarities must still be chosen.

    Parameters
    ----------
    columns : sequence of DraftColumn
    groups : sequence of str
        Columns of text, by which units may be grouped.
    file : str
        The name of the table.
    language : Language
        Of the comments.

    Returns
    -------
    str
        YAML. What is said if nothing else is stands in it; other options are commented out.

    Examples
    --------
    >>> text = draft_recipe([DraftColumn("jobs", 9, 1, 0.5, 7)], ["region"], "data.csv", Language.EN)
    >>> print(text[text.index("indicators:"):text.index("\nsteps:")])
    indicators:
      # values: 9, gaps: 1, from 0.5 to 7
      - {name: jobs, polarity: stimulant|destimulant|nominant}
    <BLANKLINE>
    """
    words, code, file = recipe_options(), language.code, clean(file, limit=100)
    lines = _comment(words.head.in_language(code).format(file=file), "")
    lines += [f"# {words.then.in_language(code).format(file=file)}", "#"]
    lines += _comment(words.indicator.title.in_language(code), "")
    lines += [line for option in words.indicator.options for line in _told(option, code)]
    if groups:
        lines += _comment(language.text("Columns of groups: {names}.", names=", ".join(groups)), "")
    lines += ["", f"name: {language.text('index')}", *_section(words.years, code, ""), "indicators:"]
    for column in columns:
        lines += [
            f"  # {_range(column, language)}",
            f"  - {{name: {_scalar(column.name)}, polarity: {UNCHOSEN}}}",
        ]
    lines += ["", "steps:"]
    for step in words.steps:
        own = step.title, step.methods
        lines += [*_titled(*own, code, "  "), f"  {step.key}:", f"    method: {next(iter(step.methods))}"]
        lines += [line for option in step.options for line in _option(option, code, "    ")]
    lines += ["", *_titled(words.robustness.title, {}, code, ""), "robustness:"]
    lines += [line for option in words.robustness.options for line in _option(option, code, "  ")]
    return "\n".join(lines) + "\n"


def _section(section: Section, code: Code, indent: str) -> list[str]:
    return [
        *_titled(section.title, section.methods, code, indent),
        *(line for option in section.options for line in _option(option, code, indent)),
    ]


def _titled(title: Text, methods: Mapping[str, Text], code: Code, indent: str) -> list[str]:
    lines = _comment(title.in_language(code), indent)
    widest = max(map(len, methods), default=0)
    return lines + [
        f"{indent}#   {name:<{widest}}  {words.in_language(code)}" for name, words in methods.items()
    ]


def _option(option: Option, code: Code, indent: str) -> list[str]:
    """Write an option with its meaning beside it, or above where it has no room."""
    sign = "" if option.default else "# "
    words = option.pl if code == "pl" else option.en
    written = option.example.splitlines()
    beside = f"{indent}{sign}{written[0]}"
    if not words:
        return [beside]
    if len(written) == 1 and len(beside) + len(words) + 4 <= WIDTH:
        return [f"{beside}  # {words}"]
    return [*_comment(words, indent), *(f"{indent}{sign}{line}" for line in written)]


def _told(option: Option, code: Code) -> list[str]:
    words = option.pl if code == "pl" else option.en
    first, *others = wrap(f"{option.example:<23}  {words}", WIDTH - 4)
    return [f"#   {first}", *(f"#   {'':<23}  {other}" for other in others)]


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in wrap(text, WIDTH - len(indent) - 2, break_on_hyphens=False)]


def _range(column: DraftColumn, language: Language) -> str:
    low, high = (_shown(value, language) for value in (column.lowest, column.highest))
    return language.text(
        "values: {known}, gaps: {missing}, from {low} to {high}",
        known=number(column.known, 0, language),
        missing=number(column.missing, 0, language),
        low=low,
        high=high,
    )


def _shown(value: float, language: Language) -> str:
    text = f"{value:.10f}".rstrip("0")
    return number(value, min(len(text.split(".")[1]), 4), language)


def _scalar(name: str) -> str:
    """Write a name as YAML that is read back as this very text, also inside braces."""
    plain = yaml.safe_dump({"name": name}, allow_unicode=True, default_flow_style=True, width=10_000).strip()
    return plain[len("{name: ") : -1]
