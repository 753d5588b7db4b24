"""The packaged survey is what the script writes today, and shows what a page must be able to say."""

from dataclasses import fields

import pandas as pd

from pes_analysis.edition.directory import read_demonstration_directory
from pes_analysis.edition.generate_ties import SEED, generate_ties
from pes_analysis.edition.organisations import read_demonstration
from pes_analysis.edition.snapshot import DEMONSTRATION, read_snapshot
from pes_analysis.edition.ties import read_ties
from pes_analysis.edition.ties.schema import TABLES

COUNTIES = read_snapshot().counties
SURVEY = read_ties(DEMONSTRATION / "ties", frozenset(COUNTIES.index))


def test_it_is_what_the_script_writes_today():
    region = COUNTIES[COUNTIES["voivodeship"] == "12"]
    again = generate_ties(read_demonstration(), read_demonstration_directory(), region, SEED)
    for field in fields(SURVEY):
        packaged, made = getattr(SURVEY, field.name), getattr(again, field.name)
        key = [name for name in TABLES[field.name].key if name in made.columns]
        ordered = made.sort_values(key, ignore_index=True) if key else made.sort_index()
        pd.testing.assert_frame_equal(packaged, ordered)


def test_every_unit_says_that_it_is_made_up_and_none_is_named_without_consent():
    assert SURVEY.units["generated"].all()
    entities = read_demonstration().entities
    both = SURVEY.units.index.intersection(entities.index)
    assert (SURVEY.units.loc[both, "naming"] == entities.loc[both, "consent"]).all()
    assert (
        SURVEY.units.loc[~SURVEY.units.index.isin(both), "name"].str.contains("dane demonstracyjne")
    ).all()


def test_some_counties_answered_poorly_and_one_not_at_all():
    asked = SURVEY.asked.assign(teryt=SURVEY.asked["unit_id"].map(SURVEY.units["teryt"]))
    rate = asked.groupby("teryt")["answered"].mean()
    assert len(rate) == 22
    assert (rate == 0).sum() == 1
    assert (rate < 0.7).sum() >= 4
    assert (rate == 1).sum() >= 4
