"""The Markdown template of a case study: coded header fields with what may stand in them, and two stories."""

from pes_analysis.catalogue import Catalogue
from pes_analysis.edition.case_studies import AREAS, Header

BLANK = "…"
_TWO = '{pl: "…", en: "…"}'
# Key: what to write, in Polish and English; and what stands there beforehand.
_FIELDS: dict[str, tuple[str, str, str]] = {
    "title": ("Tytuł, najwyżej 60 znaków.", "Title, 60 characters at most.", _TWO),
    "practice": (
        "Co się robi: jedno zdanie na początek strony.",
        "What is done: one sentence for the top of the page.",
        _TWO,
    ),
    "problem": ("Jaki problem to rozwiązuje i czyj.", "Which problem it solves, and whose.", _TWO),
    "result": (
        "Co się zmieniło; najlepiej z liczbą i rokiem.",
        "What changed; best with a number and a year.",
        _TWO,
    ),
    "area": ("Temat, jeden z listy:", "The theme, one of the list:", "vocational_reintegration"),
    "indicators": (
        "Wskaźniki, których przypadek dotyczy, poza wskaźnikami tematu; identyfikatory, może być puste.",
        "Indicators it is about, besides those of its theme; ids, may stay empty.",
        "[]",
    ),
    "county": (
        "Kod powiatu, cztery cyfry w cudzysłowie.",
        "Code of the county, four digits in quotes.",
        '"1201"',
    ),
    "year": ("Rok, w którym się to działo.", "The year in which it happened.", "2023"),
    "partners": (
        "Kto brał udział: rodzaj albo publiczna nazwa jednostki, nigdy nazwisko. Co najmniej jeden.",
        "Who took part: the kind or public name of a unit, never a person. At least one.",
        f"\n  - {_TWO}\n  - {_TWO}",
    ),
    "transferability": (
        "Czy da się powtórzyć: easy (łatwo), with_conditions (pod warunkami), hard (trudno).",
        "Whether it can be repeated: easy, with_conditions, hard.",
        "with_conditions",
    ),
    "conditions": ("Czego trzeba, żeby to powtórzyć.", "What it takes to repeat it.", _TWO),
    "author": ("Kto opisał: funkcja, nigdy nazwisko.", "Who wrote it: a function, never a name.", _TWO),
    "quotes": (
        "Cytaty, mogą być puste: []. who: funkcja. consent: public albo none; bez zgody nie trafi na stronę.",
        "Quotes, may be empty: []. who: a function. consent: public or none; without it nothing is shown.",
        f"\n  - text: {_TWO}\n    who: {_TWO}\n    consent: none",
    ),
    "generated": (
        "„true” tylko dla przypadku zmyślonego na pokaz.",
        '"true" only for a case made up for show.',
        '"false"',
    ),
}


def case_template(catalogue: Catalogue) -> str:
    """Write the template.

    Parameters
    ----------
    catalogue : Catalogue
        For the list of themes.

    Returns
    -------
    str
        A file that reads as a case once its dots are replaced.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> case_template(load_catalogue()).splitlines()[0]
    '---'
    """
    assert set(_FIELDS) == set(Header.model_fields)
    lines = [
        "---",
        "# Skopiuj plik pod nową nazwą (a–z, 0–9, łączniki) do folderu case_studies edycji.",
        "# Copy the file under a new name (a–z, 0–9, hyphens) into the folder case_studies of the edition.",
        "# Bez nazwisk, numerów, telefonów i adresów e-mail: akapit z nimi zostanie wstrzymany.",
        "# No names, numbers, phones and e-mail addresses: a paragraph with them is held back.",
    ]
    for key, (pl, en, value) in _FIELDS.items():
        lines += ["", f"# {pl}", f"# {en}"]
        if key == "area":
            items = catalogue.closed_list(AREAS).items
            lines += [f"#   {item.id}: {item.name.pl} / {item.name.en}" for item in items]
        lines.append(f"{key}:{value}" if value.startswith("\n") else f"{key}: {value}")
    lines += ["---", "# pl", "", BLANK, "", "# en", "", BLANK, ""]
    return "\n".join(lines)
