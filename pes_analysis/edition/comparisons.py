"""Comparisons that an edition asks for: a few organisations or counties side by side, or a whole group."""

import re
from difflib import get_close_matches
from typing import Annotated, Literal

import pandas as pd
from pydantic import AfterValidator, Field, model_validator

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.entries import Frozen, Text
from pes_analysis.catalogue.validation import BilingualValueError
from pes_analysis.edition.organisations.organisations import SOCIAL_ENTERPRISE
from pes_analysis.edition.organisations.schema import TYPES
from pes_analysis.edition.schema import TERYT
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.names import ORGANISATION_ID, check_edition_id

LEAST_MEMBERS, MOST_MEMBERS = 2, 10
_CODES = "|".join((*TYPES, SOCIAL_ENTERPRISE))
_GROUPS = {"organisations": ("type", "county", "place"), "counties": ("counties",)}


class ComparisonError(PesError):
    """A comparison of something that is not there, or of too little."""


def _id(name: str) -> str:
    try:
        return check_edition_id(name)
    except PesError as error:
        raise BilingualValueError(
            f"„{name}” nie może być identyfikatorem. Użyj liter a–z, cyfr i łączników.",
            f"'{name}' cannot be an id. Use letters a–z, digits and hyphens.",
        ) from error


class Group(Frozen):
    """All organisations of one type, or the counties of one kind in the region.

    Attributes
    ----------
    type : str, optional
        Of organisations: their type, or "ps" for social enterprises.
    county, place : str, optional
        Of organisations: only those of this county; only "urban" or "rural" ones.
    counties : {"land", "city", "all"}, optional
        Of counties: which of the region.
    """

    type: Annotated[str, Field(pattern=f"^({_CODES})$")] | None = None
    county: Annotated[str, Field(pattern=f"^{TERYT}$")] | None = None
    place: Literal["urban", "rural"] | None = None
    counties: Literal["land", "city", "all"] | None = None


class Comparison(Frozen):
    """One comparison.

    Attributes
    ----------
    id : str
        Its id, also the name of its page.
    kind : {"organisations", "counties"}
    members : tuple of str
        From 2 to 10 ids of organisations or codes of counties; empty where there is a group.
    group : Group, optional
    title : Text, optional
        `title_of` says what stands where there is none.

    Examples
    --------
    >>> given = {"id": "cis", "kind": "organisations", "group": {"type": "cis"}}
    >>> Comparison.model_validate(given).group.type
    'cis'
    """

    id: Annotated[str, AfterValidator(_id)]
    kind: Literal["organisations", "counties"]
    members: tuple[str, ...] = ()
    group: Group | None = None
    title: Text | None = None

    @model_validator(mode="after")
    def _members_or_group(self) -> "Comparison":
        if ("members" in self.model_fields_set) == (self.group is not None):
            raise BilingualValueError(
                "podaj „members” (kogo porównać) albo „group” (całą grupę), jedno z dwojga.",
                "give 'members' (whom to compare) or 'group' (a whole group), one of the two.",
            )
        if self.group is None:
            self._check_members()
        else:
            self._check_group(self.group)
        return self

    def _check_members(self) -> None:
        different = len(set(self.members))
        if not LEAST_MEMBERS <= different <= MOST_MEMBERS or different < len(self.members):
            raise BilingualValueError(
                f"potrzeba od {LEAST_MEMBERS} do {MOST_MEMBERS} pozycji, każdej jeden raz.",
                f"{LEAST_MEMBERS} to {MOST_MEMBERS} items are needed, each once.",
                ("members",),
            )
        wanted = re.compile(TERYT if self.kind == "counties" else ORGANISATION_ID)
        for position, member in enumerate(self.members):
            if not wanted.fullmatch(member):
                raise BilingualValueError(
                    f"„{member}” nie jest kodem powiatu ani identyfikatorem organizacji.",
                    f"'{member}' is no code of a county and no id of an organisation.",
                    ("members", position),
                )

    def _check_group(self, group: Group) -> None:
        main, *rest = _GROUPS[self.kind]
        if getattr(group, main) is None or not group.model_fields_set <= {main, *rest}:
            also = f" (można dodać: {', '.join(rest)})" if rest else ""
            can_add = f" (also possible: {', '.join(rest)})" if rest else ""
            raise BilingualValueError(
                f"przy „kind: {self.kind}” grupę określa klucz „{main}”{also}.",
                f"with 'kind: {self.kind}' a group is given by the key '{main}'{can_add}.",
                ("group",),
            )


def members_of(
    comparison: Comparison, entities: pd.DataFrame, counties: pd.DataFrame, region: str
) -> tuple[str, ...]:
    """Find whom a comparison compares.

    Parameters
    ----------
    comparison : Comparison
    entities : DataFrame
        Indexed by ``organisation_id``: ``type, ps_status, teryt, place``.
    counties : DataFrame
        Indexed by ``teryt``: ``kind, voivodeship``.
    region : str
        Code of the voivodeship whose counties make a group.

    Returns
    -------
    tuple of str
        Members in the order in which they were given; those of a group in the order of ids.

    Raises
    ------
    ComparisonError
        Someone is not there, or a group has fewer than two members.
    """
    known = counties if comparison.kind == "counties" else entities
    group = comparison.group
    if group is None:
        found = comparison.members
        for member in found:
            if member not in known.index:
                close = get_close_matches(member, [str(one) for one in known.index], n=1)
                hint_pl = f" Czy chodzi o „{close[0]}”?" if close else ""
                hint_en = f" Did you mean '{close[0]}'?" if close else ""
                raise ComparisonError(
                    f"Porównanie „{comparison.id}”: nie ma „{member}”.{hint_pl} Popraw „members”.",
                    f"The comparison '{comparison.id}': there is no '{member}'.{hint_en} Correct 'members'.",
                )
        return found
    chosen = _of_group(group, known, region)
    if len(chosen) < LEAST_MEMBERS:
        raise ComparisonError(
            f"Porównanie „{comparison.id}”: do grupy należy {len(chosen)}, a trzeba co najmniej "
            f"{LEAST_MEMBERS}. Rozszerz grupę albo usuń porównanie.",
            f"The comparison '{comparison.id}': the group has {len(chosen)}, and at least {LEAST_MEMBERS} "
            "are needed. Widen the group or remove the comparison.",
        )
    return chosen


def _of_group(group: Group, known: pd.DataFrame, region: str) -> tuple[str, ...]:
    if group.counties is not None:
        inside = (known["voivodeship"] == region) & known["kind"].isin(
            ["land", "city"] if group.counties == "all" else [group.counties]
        )
    elif group.type == SOCIAL_ENTERPRISE:
        inside = known["ps_status"].astype(bool)
    else:
        inside = known["type"] == group.type
    for column, wanted in (("teryt", group.county), ("place", group.place)):
        if wanted is not None:
            inside &= known[column] == wanted
    return tuple(sorted(str(one) for one in known.index[inside]))


def title_of(comparison: Comparison, catalogue: Catalogue) -> Text:
    """Give the title of a comparison: its own, or one made of what it compares.

    Examples
    --------
    >>> from pes_analysis.catalogue import load_catalogue
    >>> group = {"id": "cis", "kind": "organisations", "group": {"type": "cis"}}
    >>> title_of(Comparison.model_validate(group), load_catalogue()).pl
    'Centra integracji społecznej'
    """
    if comparison.title is not None:
        return comparison.title
    if comparison.group is not None and comparison.group.type is not None:
        plural = catalogue.entity_type(comparison.group.type).plural
        return Text(pl=_capital(plural.pl), en=_capital(plural.en))
    if comparison.kind == "counties":
        return Text(pl="Porównanie powiatów", en="Counties compared")
    return Text(pl="Porównanie organizacji", en="Organisations compared")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
