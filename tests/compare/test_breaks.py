import pandas as pd

from pes_analysis.catalogue import load_catalogue
from pes_analysis.compare.breaks import list_breaks

RATE = load_catalogue().indicator("unemployed_per_1k")
OTHER = load_catalogue().indicator("unemployment_rate")


def reasons(key, rows):
    return pd.DataFrame(
        [(of, year, reason, reason) for of, year, reason in rows],
        columns=[key, "year", "reason_pl", "reason_en"],
    )


def listed(breaks=(), borders=(), indicators=(RATE,)):
    return list_breaks(indicators, reasons("variable", breaks), reasons("teryt", borders), "1201")


def test_every_variable_of_the_formula_breaks_the_series():
    found = listed([("unemployed", 2018, "a"), ("pop", 2020, "b"), ("wage_avg_pln", 2019, "c")])
    assert found[["year", "reason_pl"]].to_numpy().tolist() == [[2018, "a"], [2020, "b"]]


def test_one_reason_of_two_variables_is_told_once_and_two_reasons_twice():
    found = listed([("unemployed", 2020, "a"), ("pop", 2020, "a"), ("pop", 2020, "b")])
    assert found["reason_en"].tolist() == ["a", "b"]


def test_new_borders_break_every_series_of_that_county_only():
    found = listed(borders=[("1201", 2013, "a"), ("1202", 2014, "b")], indicators=(OTHER, RATE))
    assert found[["indicator", "year"]].to_numpy().tolist() == [[OTHER.id, 2013], [RATE.id, 2013]]


def test_no_breaks_are_a_table_without_rows():
    assert listed().empty
    assert list(listed().columns) == ["indicator", "year", "reason_pl", "reason_en"]
