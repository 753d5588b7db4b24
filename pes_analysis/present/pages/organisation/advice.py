"""Where to begin with an indicator that is to be improved, in the words of the catalogue."""

import pandas as pd

from pes_analysis.present.pages.organisation.card import Card


def where_to_begin(card: Card, indicator: str) -> str:
    """Give the advice for one indicator, for the direction its step goes; empty where there is none.

    Without a step the nearest end of the recommended range shows the direction.
    """
    known, steps = card.context.indicator(indicator), card.diagnosis.steps
    value = float(card.rows[indicator]["value"])
    planned = steps.loc[steps["indicator"] == indicator, "target"]
    target = float(planned.iloc[0]) if len(planned) else min(value, (known.range or (value, value))[1])
    if pd.isna(value):
        return ""
    advice = known.advice_towards(value, target)
    return advice.in_language(card.language.code) if advice else ""
