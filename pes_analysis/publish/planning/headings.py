"""What stands at the head of each kind of page: title, subtitle, description, in the page's language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from pes_analysis.publish.planning.outline import (
    Case,
    Comparison,
    County,
    DirectoryUnit,
    Organisation,
    Outline,
    Unit,
    voivodeship,
)

Kind = TypeVar("Kind", County, Organisation, Comparison, DirectoryUnit, Case)


@dataclass(frozen=True)
class Heading:
    """What stands at the head of a page.

    Parameters
    ----------
    title, subtitle, description : str
        Plain text; the description is for search engines and lists of links.
    """

    title: str
    subtitle: str
    description: str


HeadingMaker: TypeAlias = Callable[[Outline, Unit | None, str], Heading]


def _expected(unit: Unit | None, kind: type[Kind]) -> Kind:
    if not isinstance(unit, kind):
        raise TypeError(f"the page is of a {kind.__name__}, not of {unit!r}")
    return unit


def county_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head the diagnosis of a county."""
    county = _expected(unit, County)
    city = county.kind == "city"
    name = county.name if city else f"Powiat {county.name}"
    if sum(other.name == county.name for other in outline.counties) > 1:
        # Ten names occur twice in Poland; titles of pages must tell them apart.
        name = f"{name} ({county.voivodeship_name})"
    if language == "pl":
        kind = "Miasto na prawach powiatu" if city else "Powiat ziemski"
        return Heading(
            name,
            f"{kind}. Diagnoza potrzeb i wsparcia, edycja {outline.year}",
            f"{name}: problemy społeczne, wsparcie i pieniądze na tle podobnych powiatów.",
        )
    kind = "City with county rights" if city else "County (powiat)"
    return Heading(
        name,
        f"{kind}. Diagnosis of needs and support, {outline.year} edition",
        f"{name}: social problems, support and money beside similar counties.",
    )


def cooperation_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head the page of cooperation in a county."""
    county = county_heading(outline, unit, language).title
    if language == "pl":
        return Heading(
            f"Współpraca: {county[:1].lower()}{county[1:]}"
            if county.startswith("Powiat")
            else f"Współpraca: {county}",
            f"Kto z kim współpracuje i jak, edycja {outline.year}",
            f"{county}: sieć współpracy organizacji i samorządu, jej rodzaj i ocena.",
        )
    return Heading(
        f"Cooperation: {county}",
        f"Who works with whom, and how, {outline.year} edition",
        f"{county}: the network of entities and local government, its kind and rating.",
    )


def region_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head the page of the region."""
    if language == "pl":
        return Heading(
            f"Województwo {outline.region_name}",
            f"Raport roczny, edycja {outline.year}",
            f"Województwo {outline.region_name}: ekonomia społeczna, usługi i różnice między powiatami.",
        )
    name = voivodeship(outline.region_name)
    return Heading(
        name,
        f"The yearly report, {outline.year} edition",
        f"{name}: the social economy, services and differences between counties.",
    )


def fixed_heading(pl: Heading, en: Heading) -> HeadingMaker:
    """Head a page of which there is one, whatever the edition."""

    def heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
        return pl if language == "pl" else en

    return heading


def start_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head the first page."""
    region = outline.region_name
    if language == "pl":
        return Heading(
            "Potrzeby i wsparcie w powiatach",
            f"Województwo {region}, {outline.year}",
            f"Województwo {region}, powiat po powiecie: potrzeby, usługi i to, czego nie wiemy.",
        )
    return Heading(
        "Needs and support in the counties",
        f"{voivodeship(region)}, {outline.year}",
        f"{voivodeship(region)}, county by county: needs, services and what is not known.",
    )


def organisation_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head the card of an organisation; generated figures are named as such at once."""
    organisation = _expected(unit, Organisation)
    name = organisation.name
    if name in outline.repeated_names:
        name = f"{name} ({organisation.id})"
    kind = organisation.type.upper()
    if language == "pl":
        marked = " · dane demonstracyjne" if organisation.generated else ""
        return Heading(
            name,
            f"{kind} · karta kondycji, edycja {outline.year}{marked}",
            f"{name}: ogólny obraz, mocne strony, co poprawić, na tle podobnych organizacji.",
        )
    marked = " · demonstration data" if organisation.generated else ""
    return Heading(
        name,
        f"{kind} · condition card, {outline.year} edition{marked}",
        f"{name}: the general picture, strengths, what to improve, beside similar organisations.",
    )


def comparison_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head a comparison."""
    title = _expected(unit, Comparison).title[language]
    if language == "pl":
        return Heading(title, f"Porównanie, edycja {outline.year}", f"{title}: tabela, profile i różnice.")
    return Heading(title, f"Comparison, {outline.year} edition", f"{title}: table, profiles and differences.")


def unit_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head the page of a unit of the directory; the card of the same organisation has another title."""
    entry = _expected(unit, DirectoryUnit)
    name = entry.name
    if sum(other.name == name for other in outline.units) > 1:
        name = f"{name} ({entry.id})"
    kind = entry.type.upper()
    if language == "pl":
        marked = " · dane demonstracyjne" if entry.generated else ""
        return Heading(
            f"{name}: kontakt",
            f"{kind} · baza teleadresowa{marked}",
            f"{name}: kontakt, usługi, dla kogo, wolne miejsca.",
        )
    marked = " · demonstration data" if entry.generated else ""
    return Heading(
        f"{name}: contact",
        f"{kind} · directory{marked}",
        f"{name}: contact, services, for whom, free places.",
    )


def case_heading(outline: Outline, unit: Unit | None, language: str) -> Heading:
    """Head a case study."""
    title = _expected(unit, Case).title[language]
    if language == "pl":
        return Heading(title, "Dobra praktyka", f"{title}: problem, partnerzy, wynik.")
    return Heading(title, "Case study", f"{title}: problem, partners, result.")
