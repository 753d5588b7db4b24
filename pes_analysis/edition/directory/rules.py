"""What must hold between the cells of the directory's tables, beyond what each cell may hold."""

from collections.abc import Collection

import pandas as pd

from pes_analysis.edition.directory.schema import SECTOR_OF_TYPE
from pes_analysis.edition.organisations.schema import GENERATED_PREFIX
from pes_analysis.edition.table_rules import Rule
from pes_analysis.protect.names import RESERVED_ORGANISATION_IDS

# Pages of the directory that are no unit.
RESERVED_UNIT_IDS = RESERVED_ORGANISATION_IDS | {"dokad-skierowac"}
# Ends of addresses that the rules of the internet keep out of use.
DEAD_ENDS = (".example", ".invalid", ".test", ".localhost")
DATES = ("status_checked_on", "free_places_on", "checked_on")


def unit_rules(counties: pd.Index) -> list[Rule]:
    """Give the rules of the table of units.

    Parameters
    ----------
    counties : Index of str
        Codes in which units may be.

    Examples
    --------
    >>> rows = pd.DataFrame({"type": ["cis", "ops"], "sector": ["jst", "jst"]})
    >>> [rule.broken(rows).tolist() for rule in unit_rules(pd.Index([])) if "sector" in rule.en]
    [[True, False]]
    """
    return [
        Rule(
            lambda t: t["unit_id"].isin(RESERVED_UNIT_IDS),
            "ten identyfikator jest zastrzeżony; nadaj jednostce inny",
            "this id is reserved; give the unit another",
        ),
        Rule(lambda t: ~t["teryt"].isin(counties), "nieznany kod w „teryt”", "unknown code in 'teryt'"),
        Rule(
            lambda t: t["sector"] != t["type"].map(SECTOR_OF_TYPE),
            "„sector” nie zgadza się z typem jednostki („pes”, „jst”, a dla LGD „mixed”)",
            "'sector' does not agree with the type of the unit ('pes', 'jst'; 'mixed' for LGD)",
        ),
        Rule(
            lambda t: (t["status_checked_on"] == "") != (t["status_method"] == ""),
            "data i sposób sprawdzenia statusu stoją razem albo wcale",
            "the date and the way a status was checked stand together or not at all",
        ),
        Rule(
            lambda t: (t["status"] != "unknown") & (t["status_checked_on"] == ""),
            "status, którego nie sprawdzono, to „unknown”",
            "a status that was not checked is 'unknown'",
        ),
        Rule(
            lambda t: t["free_places"].notna() != (t["free_places_on"] != ""),
            "liczba wolnych miejsc i jej data stoją razem albo wcale",
            "the number of free places and its date stand together or not at all",
        ),
        Rule(
            lambda t: (t["contact_consent"] == "public") & (t["contact_person"] == ""),
            "zgoda na nazwisko jest, a osoby nie podano",
            "there is a consent to a name, and no person",
        ),
        *(
            Rule(
                lambda t, name=name: _no_such_day(t[name]),  # type: ignore[misc]
                f"w „{name}” nie ma takiego dnia w kalendarzu",
                f"'{name}' is no day of the calendar",
            )
            for name in DATES
        ),
        Rule(
            lambda t: ~t["generated"] & (_is_dead_phone(t["phone"]) | _is_dead_address(t["email"])),
            "tego numeru albo adresu nie może mieć nikt (zera na początku, „.example”)",
            "nobody can have this number or address (leading zeros, '.example')",
        ),
        Rule(
            lambda t: t["generated"] != t["unit_id"].str.startswith(GENERATED_PREFIX),
            f"identyfikatory na „{GENERATED_PREFIX}” są dla jednostek wygenerowanych i tylko dla nich",
            f"ids that begin with '{GENERATED_PREFIX}' are for generated units and only for them",
        ),
        Rule(
            lambda t: t["generated"] & (not t["generated"].all()),
            "jednostki wygenerowane i prawdziwe nie mogą stać w jednej tabeli",
            "generated and real units cannot stand in one table",
        ),
    ]


def _no_such_day(days: pd.Series) -> "pd.Series[bool]":
    return (days != "") & pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").isna()


def _is_dead_phone(phones: pd.Series) -> "pd.Series[bool]":
    return phones.str.contains(r"(?:^|, |\+48 )0", regex=True)


def _is_dead_address(addresses: pd.Series) -> "pd.Series[bool]":
    return addresses.str.lower().str.contains("|".join(rf"\{end}(?:$|,)" for end in DEAD_ENDS), regex=True)


def known_unit(units: Collection[str]) -> Rule:
    """Give the rule that a row is about a unit of the table of units."""
    return Rule(
        lambda t: ~t["unit_id"].isin(units),
        "tej jednostki nie ma w units.csv",
        "this unit is not in units.csv",
    )


def known_item(column: str, items: Collection[str], closed_list: str) -> Rule:
    """Give the rule that a cell is an item of a closed list."""
    return Rule(
        lambda t: ~t[column].isin(items),
        f"„{column}”: tej pozycji nie ma na liście „{closed_list}” katalogu",
        f"'{column}': the catalogue's list '{closed_list}' has no such item",
    )


def place_rules(units: pd.DataFrame, counties: pd.Index) -> list[Rule]:
    """Give the rules of the table of counties served: known ones, and not the unit's own."""
    own = units.set_index("unit_id")["teryt"].to_dict()
    return [
        Rule(lambda t: ~t["teryt"].isin(counties), "nieznany kod w „teryt”", "unknown code in 'teryt'"),
        Rule(
            lambda t: t["teryt"] == t["unit_id"].map(own),
            "to własny powiat jednostki; wpisuje się tu tylko inne",
            "this is the unit's own county; only others stand here",
        ),
    ]
