"""What must hold between the cells of the tables of ties, beyond what each cell may hold."""

from collections.abc import Collection

import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.cooperation_survey import FORMS, CooperationSurvey
from pes_analysis.edition.table_rules import Rule
from pes_analysis.edition.ties.schema import TRUST

PAIR = ["respondent_id", "partner_id", "year"]


def unit_rules(counties: pd.Index, types: Collection[str]) -> list[Rule]:
    """Give the rules of the table of units.

    Examples
    --------
    >>> rows = pd.DataFrame({"naming": ["public", "none"], "public_code": ["", ""]})
    >>> [rule.broken(rows).tolist() for rule in unit_rules(pd.Index([]), []) if "shown" in rule.en]
    [[False, True]]
    """
    return [
        Rule(lambda t: ~t["teryt"].isin(counties), "nieznany kod w „teryt”", "unknown code in 'teryt'"),
        Rule(lambda t: ~t["type"].isin(types), "nieznany typ jednostki", "unknown type of unit"),
        Rule(
            lambda t: (t["naming"] == "none") & (t["public_code"] == ""),
            "nazwy nie wolno pokazać, więc potrzebny jest „public_code”",
            "the name may not be shown, so 'public_code' is needed",
        ),
        Rule(
            lambda t: (t["public_code"] != "") & t["public_code"].duplicated(),
            "ten „public_code” ma już inna jednostka",
            "another unit has this 'public_code'",
        ),
        Rule(
            lambda t: t["generated"] & (not t["generated"].all()),
            "jednostki wygenerowane i prawdziwe nie mogą stać w jednej tabeli",
            "generated and real units cannot stand in one table",
        ),
        Rule(
            lambda t: (
                t.duplicated(["name", "type"], keep=False)
                & ~t.duplicated(["name", "type", "teryt"], keep=False)
            ),
            "ta sama jednostka (nazwa i typ) stoi w dwóch powiatach; zostaw powiat jej siedziby",
            "the same unit (name and type) stands in two counties; keep the county of its seat",
        ),
    ]


def asked_rules(units: Collection[str]) -> list[Rule]:
    """Give the rules of the list of those asked."""
    return [
        Rule(
            lambda t: ~t["unit_id"].isin(units),
            "tej jednostki nie ma w units.csv",
            "this unit is not in units.csv",
        ),
        Rule(
            lambda t: t["answered"] != (t["answered_on"] != ""),
            "dzień odpowiedzi musi stać dokładnie tam, gdzie odpowiedź nadeszła",
            "the day of the answer must stand exactly where an answer came",
        ),
    ]


def tie_rules(units: Collection[str], asked: pd.DataFrame, survey: CooperationSurvey) -> list[Rule]:
    """Give the rules of the ties that were told."""
    return [
        *_answer_rules(asked),
        Rule(
            lambda t: ~t["partner_id"].isin(units),
            "partnera nie ma w units.csv",
            "the partner is not in units.csv",
        ),
        Rule(
            lambda t: t["respondent_id"] == t["partner_id"],
            "powiązanie jednostki z nią samą",
            "a tie of a unit with itself",
        ),
        *(_trust_rule(name, survey.highest_trust) for name in TRUST),
    ]


def _trust_rule(name: str, highest: int) -> Rule:
    return Rule(
        lambda t: (t[name] > highest).fillna(False).astype(bool),
        f"„{name}” ma skalę od 1 do {highest}",
        f"'{name}' has a scale from 1 to {highest}",
    )


def form_rules(ties: pd.DataFrame, catalogue: Catalogue) -> list[Rule]:
    """Give the rules of the forms of cooperation."""
    known = [item.id for item in catalogue.closed_list(FORMS).items]
    told = pd.MultiIndex.from_frame(ties[PAIR])
    return [
        Rule(
            lambda t: ~pd.Series(pd.MultiIndex.from_frame(t[PAIR]).isin(told), t.index),
            "w ties.csv nie ma tego powiązania",
            "ties.csv has no such tie",
        ),
        Rule(
            lambda t: ~t["form"].isin(known),
            "tej formy nie ma na liście form współpracy",
            "this form is not on the list of forms of cooperation",
        ),
    ]


def rating_rules(asked: pd.DataFrame, survey: CooperationSurvey) -> list[Rule]:
    """Give the rules of the answers to the cooperation quality index."""
    return [
        *_answer_rules(asked),
        Rule(
            lambda t: ~t["question"].isin(list(survey.questions)),
            "takiego pytania nie ma w katalogu",
            "the catalogue has no such question",
        ),
        Rule(
            lambda t: t["rating"] > survey.highest_rating,
            f"ocena ma skalę od 1 do {survey.highest_rating}",
            f"a rating has a scale from 1 to {survey.highest_rating}",
        ),
    ]


def _answer_rules(asked: pd.DataFrame) -> list[Rule]:
    came = asked[asked["answered"]]
    answered = set(zip(came["unit_id"], came["year"], strict=True))
    return [
        Rule(
            lambda t: pd.Series(
                [pair not in answered for pair in zip(t["respondent_id"], t["year"], strict=True)],
                t.index,
                dtype=bool,
            ),
            "według asked.csv ta jednostka w tym roku nie odpowiedziała",
            "asked.csv says that this unit did not answer in this year",
        )
    ]
