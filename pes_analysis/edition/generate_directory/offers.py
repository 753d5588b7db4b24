"""What units of each type do and for whom, where they returned nothing about it."""

from collections.abc import Collection, Mapping, Sequence

from pes_analysis.catalogue import Text
from pes_analysis.edition.generate_organisations.draws import Draws

# Type → areas all of its units work in, and areas some of them do.
_AREAS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "ss": (["vocational_reintegration"], ["culture_education_local"]),
    "cis": (["social_reintegration", "vocational_reintegration"], ["addiction"]),
    "kis": (["social_reintegration", "vocational_reintegration"], ["addiction", "violence"]),
    "wtz": (["therapy_rehabilitation"], ["social_reintegration", "mental_health"]),
    "zaz": (["vocational_reintegration", "therapy_rehabilitation"], []),
    "ngo": (["culture_education_local"], ["children_youth", "senior_day_support", "disability_assistance"]),
    "owes": (["vocational_reintegration", "culture_education_local"], ["social_reintegration"]),
    "ops": (
        ["social_reintegration", "home_care", "family_foster_care", "violence"],
        ["senior_day_support", "homelessness", "housing", "addiction"],
    ),
    "pcpr": (
        ["family_foster_care", "violence", "therapy_rehabilitation"],
        ["disability_assistance", "housing", "children_youth"],
    ),
    "up": (["vocational_reintegration"], []),
    "cus": (
        ["home_care", "senior_day_support", "family_foster_care"],
        ["mental_health", "children_youth", "disability_assistance", "housing"],
    ),
    "rops": (["culture_education_local"], ["social_reintegration"]),
    "lgd": (["culture_education_local"], []),
}
_GROUPS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "ss": (["unemployed"], ["disability", "long_term_unemployed", "mental_disorders", "foreigners"]),
    "cis": (
        ["long_term_unemployed", "unemployed"],
        ["homelessness", "addictions", "leaving_prison", "mental_disorders", "foreigners", "disability"],
    ),
    "kis": (["unemployed", "long_term_unemployed"], ["addictions", "youth", "leaving_prison", "violence"]),
    "wtz": (["disability"], ["mental_disorders"]),
    "zaz": (["disability"], ["mental_disorders"]),
    "ngo": ([], ["everyone"]),
    "owes": (["organisations"], ["unemployed", "disability"]),
    "ops": (
        ["seniors", "families", "violence"],
        ["homelessness", "addictions", "carers", "disability", "leaving_prison", "foreigners"],
    ),
    "pcpr": (["families", "leaving_care", "violence", "disability"], ["foreigners", "carers"]),
    "up": (["unemployed", "long_term_unemployed", "disability", "youth"], ["foreigners", "leaving_prison"]),
    "cus": (["everyone", "seniors", "carers"], ["families", "disability", "mental_disorders"]),
    "rops": (["organisations"], []),
    "lgd": (["organisations", "everyone"], []),
}
# Area → the group it is usually for.
_GROUP_OF_AREA: Mapping[str, str] = {
    "home_care": "seniors",
    "disability_assistance": "disability",
    "therapy_rehabilitation": "disability",
    "senior_day_support": "seniors",
    "mental_health": "mental_disorders",
    "family_foster_care": "families",
    "children_youth": "youth",
    "homelessness": "homelessness",
    "addiction": "addictions",
    "violence": "violence",
}
_SOMETIMES = 0.4
# Type and area, or area alone → what the unit itself calls it.
_WORDS: Mapping[str, Sequence[Text]] = {
    "social_reintegration": (
        Text(pl="warsztaty umiejętności społecznych", en="workshops of social skills"),
        Text(pl="praca socjalna i grupa wsparcia", en="social work and a support group"),
    ),
    "vocational_reintegration": (
        Text(pl="nauka zawodu w pracowni", en="learning a trade in a workshop"),
        Text(pl="doradca zawodowy i praktyki", en="careers adviser and placements"),
    ),
    "up/vocational_reintegration": (
        Text(pl="pośrednictwo pracy, staże, szkolenia", en="job placement, internships, training"),
    ),
    "zaz/vocational_reintegration": (
        Text(pl="praca z trenerem w zakładzie", en="work with a job coach in the establishment"),
    ),
    "ss/vocational_reintegration": (
        Text(pl="praca w spółdzielni po przyuczeniu", en="a job in the cooperative after training"),
    ),
    "owes/vocational_reintegration": (
        Text(pl="dotacje na miejsca pracy i doradztwo", en="grants for jobs and advice"),
    ),
    "therapy_rehabilitation": (
        Text(pl="pracownie: ceramika, kuchnia, stolarnia", en="workshops: pottery, kitchen, carpentry"),
        Text(pl="terapia zajęciowa i fizjoterapia", en="occupational therapy and physiotherapy"),
    ),
    "pcpr/therapy_rehabilitation": (
        Text(pl="dofinansowanie sprzętu i turnusów", en="subsidies for equipment and stays"),
    ),
    "home_care": (Text(pl="opieka w domu, także w weekendy", en="care at home, also at weekends"),),
    "disability_assistance": (Text(pl="asystent osobisty", en="personal assistant"),),
    "senior_day_support": (Text(pl="klub seniora, obiady, dowóz", en="seniors' club, lunches, transport"),),
    "mental_health": (Text(pl="psycholog i grupa wsparcia", en="psychologist and a support group"),),
    "family_foster_care": (
        Text(pl="asystent rodziny i poradnictwo", en="family assistant and advice"),
        Text(pl="wsparcie rodzin zastępczych", en="support for foster families"),
    ),
    "children_youth": (Text(pl="świetlica i zajęcia po szkole", en="day room and after-school activities"),),
    "homelessness": (Text(pl="pomoc w znalezieniu schronienia", en="help in finding shelter"),),
    "addiction": (Text(pl="punkt konsultacyjny", en="consultation point"),),
    "violence": (Text(pl="poradnictwo prawne i psychologiczne", en="legal and psychological advice"),),
    "housing": (Text(pl="mieszkania treningowe", en="training flats"),),
    "culture_education_local": (
        Text(pl="kursy, wydarzenia, granty lokalne", en="courses, events, local grants"),
        Text(pl="szkolenia i doradztwo dla organizacji", en="training and advice for organisations"),
    ),
}


def areas_of(kind: str, draws: Draws) -> list[str]:
    """Draw the areas of a unit of a type."""
    always, sometimes = _AREAS[kind]
    return [*always, *(area for area in sometimes if draws.chance(_SOMETIMES))]


def groups_of(kind: str, areas: Collection[str], draws: Draws) -> list[str]:
    """Draw whom a unit of a type serves, given the areas it works in."""
    always, sometimes = _GROUPS[kind]
    drawn = [*always, *(group for group in sometimes if draws.chance(_SOMETIMES))]
    # What an organisation does tells whom it is for; a public unit's groups follow from its duties.
    by_area = [_GROUP_OF_AREA[area] for area in sorted(areas) if area in _GROUP_OF_AREA]
    groups = [*drawn, *(by_area if kind in ("ngo", "ss") else ())] or ["everyone"]
    return sorted(set(groups))


def words_of(kind: str, area: str, draws: Draws) -> Text:
    """Draw what the unit calls its service."""
    return draws.one_of(_WORDS.get(f"{kind}/{area}", _WORDS[area]))
