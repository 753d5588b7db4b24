"""``pes questionnaire``: a workbook to send to organisations."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pes_analysis.commands.handing_out import check_ending, hand_out
from pes_analysis.commands.speech import say
from pes_analysis.protect.errors import PesError

if TYPE_CHECKING:
    from pes_analysis.edition import Edition
    from pes_analysis.intake.questionnaire_workbook import Known


def questionnaire(
    kind: Annotated[
        str, typer.Option("--type", help="SS, CIS, KIS, WTZ, ZAZ, NGO, OWES, OPS, PCPR, UP. / Type.")
    ] = "",
    year: Annotated[
        int | None, typer.Option(min=2000, max=2100, help="Rok odpowiedzi. / Year of the answers.")
    ] = None,
    edition: Annotated[
        str, typer.Option(help="Edycja: kto pyta i w którym województwie. / Edition: who asks, and where.")
    ] = "",
    organisation: Annotated[
        str, typer.Option(help="Id organizacji z edycji: wpisz, co wiadomo. / Id: write in what is known.")
    ] = "",
    social_enterprise: Annotated[
        bool, typer.Option("--social-enterprise", help="Z pytaniami do PS. / With questions to PS.")
    ] = False,
    output: Annotated[Path | None, typer.Option(help="Plik .xlsx. / The .xlsx file.")] = None,
    language: Annotated[
        Literal["pl", "en"], typer.Option(help="Język pytań. / Language of the questions.")
    ] = "pl",
) -> None:
    """Utwórz kwestionariusz XLSX dla organizacji. / Make an XLSX questionnaire for organisations."""
    from pes_analysis.catalogue import load_catalogue
    from pes_analysis.edition import open_edition_data, read_snapshot
    from pes_analysis.edition.organisations.asking import county_names
    from pes_analysis.intake.questionnaire import questionnaire as questions_to
    from pes_analysis.intake.questionnaire_workbook import Known, questionnaire_bytes

    opened = open_edition_data(edition) if edition else None
    year = year or (opened.parameters.year if opened else None)
    if organisation:
        about = _about(opened, organisation, year, language)
        kind, social_enterprise, known = about.type, social_enterprise or about.social_enterprise, about.known
    else:
        known = Known(*_asker(opened, language))
    if not kind or year is None:
        raise PesError(
            "Podaj typ organizacji i rok, na przykład: pes questionnaire --type CIS --year 2024.",
            "Give the type of organisations and the year, for example: "
            "pes questionnaire --type CIS --year 2024.",
        )
    catalogue = load_catalogue()
    asked = questions_to(catalogue, kind, year, social_enterprise=social_enterprise)
    snapshot = opened.snapshot if opened else read_snapshot()
    counties = county_names(snapshot.counties, opened.parameters.region if opened else None)
    path = output or Path(f"kwestionariusz-{organisation or asked.entity_type.id}-{year}.xlsx")
    check_ending(path, (".xlsx",))
    hand_out(path, questionnaire_bytes(asked, catalogue, counties, language, known))
    say(
        f"Pytania: {len(asked.variables)}, wersja {asked.version}. Plik: {path}",
        f"Questions: {len(asked.variables)}, version {asked.version}. File: {path}",
    )


@dataclass(frozen=True)
class _About:
    """What an edition knows of the organisation to ask."""

    type: str
    social_enterprise: bool
    known: "Known"


def _about(
    opened: "Edition | None", organisation: str, year: int | None, language: Literal["pl", "en"]
) -> _About:
    from pes_analysis.edition.organisations.asking import known_identity, last_year_figures
    from pes_analysis.intake.questionnaire_words import NO, YES
    from pes_analysis.intake.questionnaire_workbook import Known

    if opened is None or year is None:
        raise PesError(
            "Do --organisation potrzebna jest edycja: dodaj --edition NAZWA.",
            "--organisation needs an edition: add --edition NAME.",
        )
    id_ = opened.check_organisation(organisation)
    row = opened.organisations.entities.loc[id_]
    words = YES.in_language(language), NO.in_language(language)
    known = Known(
        *_asker(opened, language),
        identity=known_identity(opened.organisations, id_, *words),
        last_year=last_year_figures(opened.organisations, id_, year),
    )
    return _About(str(row["type"]), bool(row["ps_status"]), known)


def _asker(opened: "Edition | None", language: Literal["pl", "en"]) -> tuple[str, str]:
    """Give who asks and where to ask back."""
    if opened is None:
        return "", ""
    publisher = opened.parameters.publisher
    return publisher.name.in_language(language), publisher.email or ""
