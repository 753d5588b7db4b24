"""Where figures come from, in one note: publisher, title, years, day of collection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pes_analysis.present.blocks import SourceNote
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Inline, Markup, join, link
from pes_analysis.present.numbers import day, years
from pes_analysis.protect.errors import PesError


@dataclass(frozen=True)
class Source:
    """One publication that figures were taken from.

    Parameters
    ----------
    publisher, title : str
        In the language of the page.
    first_year, last_year : int
        Years of the figures used.
    collected_on : date or None
        None where the source gives no day.
    url : str
        Empty when there is no page to link to.
    """

    publisher: str
    title: str
    first_year: int
    last_year: int
    collected_on: date | None
    url: str = ""


def source_note(sources: Sequence[Source], language: Language) -> SourceNote:
    r"""Write the note under a chart or a table.

    Parameters
    ----------
    sources : sequence of Source
        At least one.
    language : Language

    Returns
    -------
    SourceNote

    Raises
    ------
    PesError
        There is no source: a figure without one is not published.

    Examples
    --------
    >>> bdl = Source("GUS", "Bank Danych Lokalnych, tabela P2392", 2022, 2022, date(2026, 3, 21))
    >>> note = source_note([bdl], Language.PL)
    >>> print(note.text.replace("\xa0", " "))
    Źródło: GUS, Bank Danych Lokalnych\, tabela P2392 (dane za 2022 r.; zebrano 21.03.2026).
    """
    if not sources:
        raise PesError(
            "Dane nie mają źródła. Podaj co najmniej jedno źródło z pliku sources.csv.",
            "The figures have no source. Give at least one source from sources.csv.",
        )
    listed = join((_one(source, language) for source in sources), "; ")
    if len(sources) == 1:
        return SourceNote(language.markdown("Source: {sources}.", sources=listed))
    return SourceNote(language.markdown("Sources: {sources}.", sources=listed))


def _one(source: Source, language: Language) -> Markup:
    title: Inline = link(source.title, source.url) if source.url else source.title
    values: dict[str, Inline] = {
        "publisher": source.publisher,
        "title": title,
        "years": Markup(years(source.first_year, source.last_year)),
    }
    if source.collected_on is None:
        return language.markdown("{publisher}, {title} (data for {years})", **values)
    values["day"] = Markup(day(source.collected_on, language))
    if source.first_year == source.last_year:
        return language.markdown("{publisher}, {title} (data for {years}; collected {day})", **values)
    return language.markdown("{publisher}, {title} (data for the years {years}; collected {day})", **values)
