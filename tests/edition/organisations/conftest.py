"""Three organisations and a file of nobody, as an import would make them."""

import pandas as pd
import pytest

from pes_analysis.edition.organisations import Organisations, no_organisations

WOLA, DOLINA, OPS = "cis-wola", "ss-dolina", "ops-gaj"


def table(empty: pd.DataFrame, *rows: dict[str, object]) -> pd.DataFrame:
    """Fill an empty table; what a row leaves out is empty text or missing."""
    index = [empty.index.name] if empty.index.name else []
    whole = pd.DataFrame(list(rows), columns=[*index, *empty.columns])
    for name in whole.columns:
        if name in empty and pd.api.types.is_string_dtype(empty[name].dtype):
            whole[name] = whole[name].astype(object).where(whole[name].notna(), "")
    typed = whole.astype({name: empty[name].dtype for name in empty if empty[name].dtype != "category"})
    return typed.set_index(index) if index else typed


def observed(organisation: str, variable: str, value: float | None, state: str) -> dict[str, object]:
    return {
        "organisation_id": organisation,
        "year": 2024,
        "variable": variable,
        "value": value,
        "state": state,
        "source": "organisation_returns",
        "collected_on": "2025-02-14",
    }


@pytest.fixture
def organisations() -> Organisations:
    empty = no_organisations()
    known = {"place": "rural", "status": "active", "ps_goal_reintegration": False, "generated": False}
    returned = {"year": 2024, "received_on": "2025-02-14", "asked": 40, "questionnaire": "2024-1"}
    return Organisations(
        entities=table(
            empty.entities,
            known
            | {"organisation_id": WOLA, "public_code": "CIS-07", "name": "CIS „Wola”; koło, żuk"}
            | {"type": "cis", "ps_status": False, "teryt": "1201", "consent": "none", "founding_year": 2009},
            known
            | {"organisation_id": DOLINA, "public_code": "SS-31", "name": "Spółdzielnia Socjalna Dolina"}
            | {"type": "ss", "ps_status": True, "ps_goal_reintegration": True, "teryt": "1261"}
            | {"consent": "public", "consent_on": "2025-01-31"},
            known
            | {"organisation_id": OPS, "public_code": "OPS-88", "name": "OPS Gaj", "type": "ops"}
            | {"ps_status": False, "teryt": "1202", "consent": "none"},
        ),
        sources=table(
            empty.sources,
            {
                "source": "organisation_returns",
                "publisher": "ROPS",
                "title_pl": "Zwroty organizacji",
                "title_en": "Returns of organisations",
                "coverage": "2024",
                "note_pl": "Ankieta roczna.",
                "note_en": "Yearly questionnaire.",
            },
        ),
        observations=table(
            empty.observations,
            observed(WOLA, "revenue_total", 1234567.89, "value"),
            observed(WOLA, "civil_contracts", 0.0, "zero"),
            observed(WOLA, "equity", None, "not_applicable"),
            observed(DOLINA, "revenue_total", None, "missing"),
            observed(DOLINA, "headcount", 7.0, "value"),
        ),
        returns=table(
            empty.returns,
            returned
            | {"organisation_id": WOLA, "status": "full", "answered": 40, "file": "zwroty/cis wola.xlsx"},
            returned | {"organisation_id": DOLINA, "status": "partial", "answered": 31},
            {"organisation_id": OPS, "year": 2024, "status": "none", "asked": 12, "answered": 0},
        ),
        repairs=table(
            empty.repairs,
            {
                "organisation_id": WOLA,
                "year": 2024,
                "file": "zwroty/cis wola.xlsx",
                "sheet": "Pieniądze",
                "cell": "C14",
                "variable": "revenue_total",
                "rule": "polish_number",
                "written": "1 234 567,89 zł",
                "read_as": "1234567.89",
                "message_pl": "Odczytano liczbę zapisaną po polsku.",
                "message_en": "A number in Polish notation was read.",
            },
        ),
        problems=table(
            empty.problems,
            {
                "file": "nieznany.xlsx",
                "rule": "unknown_organisation",
                "severity": "error",
                "message_pl": "Nie wiadomo, czyj to zwrot.",
                "message_en": "Nobody knows whose return this is.",
            },
        ),
        comments=table(
            empty.comments,
            {
                "organisation_id": WOLA,
                "year": 2024,
                "written_on": "2025-03-01",
                "text_pl": 'Remont, "C\'est"',
            },
        ),
        plans=table(
            empty.plans,
            {
                "organisation_id": WOLA,
                "year": 2024,
                "position": 1,
                "step_pl": "Druga oferta szkoleń",
                "who_pl": "kierownik",
                "due": "2025-09",
                "indicator": "offer_renewal",
            },
        ),
    )
