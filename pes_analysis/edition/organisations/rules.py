"""What must hold between the cells of organisations' tables, beyond what each cell may hold."""

from collections.abc import Collection

import pandas as pd

from pes_analysis.catalogue.states import State
from pes_analysis.edition.organisations.schema import GENERATED_PREFIX, PUBLIC_UNIT_TYPES
from pes_analysis.edition.schema import DATE
from pes_analysis.edition.table_rules import Rule
from pes_analysis.protect.names import RESERVED_ORGANISATION_IDS

NUMBER_STATES = [str(state) for state in State if state.is_number]


def entity_rules(counties: pd.Index) -> list[Rule]:
    """Give the rules of the table of organisations.

    Examples
    --------
    >>> rows = pd.DataFrame({"consent": ["public", "none"], "consent_on": ["", ""]})
    >>> [rule.broken(rows).tolist() for rule in entity_rules(pd.Index([])) if "consent" in rule.en]
    [[True, False]]
    """
    return [
        Rule(
            lambda t: t["organisation_id"].isin(RESERVED_ORGANISATION_IDS),
            "ten identyfikator jest zastrzeżony; nadaj organizacji inny",
            "this id is reserved; give the organisation another",
        ),
        Rule(lambda t: ~t["teryt"].isin(counties), "nieznany kod w „teryt”", "unknown code in 'teryt'"),
        Rule(
            lambda t: t["public_code"].duplicated(),
            "ten „public_code” ma już inna organizacja",
            "another organisation has this 'public_code'",
        ),
        Rule(
            lambda t: t["public_code"].str.split("-").str[0] != t["type"].str.upper(),
            "„public_code” zaczyna się typem organizacji, na przykład CIS-07",
            "a 'public_code' begins with the type of the organisation, for example CIS-07",
        ),
        Rule(
            lambda t: t["ps_goal_reintegration"] & ~t["ps_status"],
            "cel reintegracyjny PS może mieć tylko przedsiębiorstwo społeczne („ps_status” = true)",
            "only a social enterprise ('ps_status' = true) can have the goal of reintegration",
        ),
        Rule(
            lambda t: t["ps_status"] & t["type"].isin(PUBLIC_UNIT_TYPES),
            "jednostka publiczna nie może być przedsiębiorstwem społecznym",
            "a public unit cannot be a social enterprise",
        ),
        Rule(
            lambda t: (t["consent"] == "public") != (t["consent_on"] != ""),
            "zgoda na publikację („public”) musi mieć datę, a jej brak – nie",
            "a consent to publish ('public') must have its date, and no consent must not",
        ),
        Rule(
            lambda t: t["generated"] != t["organisation_id"].str.startswith(GENERATED_PREFIX),
            f"identyfikatory na „{GENERATED_PREFIX}” są dla organizacji wygenerowanych i tylko dla nich",
            f"ids that begin with '{GENERATED_PREFIX}' are for generated organisations and only for them",
        ),
        Rule(
            lambda t: t["generated"] & (not t["generated"].all()),
            "organizacje wygenerowane i prawdziwe nie mogą stać w jednej tabeli",
            "generated and real organisations cannot stand in one table",
        ),
    ]


def known_organisation(organisations: Collection[str]) -> list[Rule]:
    """Give the rule that a row is about an organisation of the table of organisations."""
    return [
        Rule(
            lambda t: ~t["organisation_id"].isin(organisations),
            "tej organizacji nie ma w entities.csv",
            "this organisation is not in entities.csv",
        )
    ]


def finding_rules(organisations: Collection[str]) -> list[Rule]:
    """Give the rule of findings, which may be about a file of nobody knows whom."""
    return known_organisation({"", *organisations})


def return_rules() -> list[Rule]:
    """Give the rules of the table of returns."""
    return [
        Rule(
            lambda t: (t["status"] == "none") != (t["received_on"] == ""),
            "data otrzymania musi stać dokładnie tam, gdzie zwrot nadszedł",
            "the day of receipt must stand exactly where a return came",
        ),
        Rule(
            lambda t: (t["answered"] > t["asked"]) | ((t["status"] == "none") & (t["answered"] > 0)),
            "odpowiedzi jest więcej niż pytań",
            "there are more answers than questions",
        ),
    ]


def observation_rules(
    received: Collection[str], variables: Collection[str], sources: Collection[str]
) -> list[Rule]:
    """Give the rules of the figures of one year.

    Parameters
    ----------
    received : collection of str
        Organisations whose return of that year came.
    variables, sources : collection of str
        Ids that may stand in the table.
    """
    return [
        Rule(
            lambda t: ~t["organisation_id"].isin(received),
            "w returns.csv nie ma zwrotu tej organizacji za ten rok",
            "returns.csv has no return of this organisation for this year",
        ),
        Rule(
            lambda t: ~t["variable"].isin(variables),
            "tej zmiennej organizacji nie ma w katalogu",
            "the catalogue has no such variable of organisations",
        ),
        Rule(
            lambda t: ~t["source"].isin(sources),
            "źródła nie ma w sources.csv",
            "the source is not in sources.csv",
        ),
        Rule(
            lambda t: ~t["collected_on"].str.fullmatch(DATE),
            "„collected_on” nie jest datą RRRR-MM-DD",
            "'collected_on' is not a date YYYY-MM-DD",
        ),
        Rule(
            lambda t: t["state"].isin(NUMBER_STATES) != t["value"].notna(),
            "liczba musi stać dokładnie tam, gdzie stan to value albo zero",
            "a number must stand exactly where the state is value or zero",
        ),
        Rule(
            lambda t: (t["state"] == State.ZERO) != (t["value"] == 0),
            "stan zero musi stać dokładnie tam, gdzie wartość to 0",
            "the state zero must stand exactly where the value is 0",
        ),
    ]
