"""Any answer is either a number within its bounds, a known sign, or is named with its place."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pes_analysis.catalogue import State, load_catalogue
from pes_analysis.intake.return_answers import read_answer
from pes_analysis.intake.return_findings import Place, plain_number
from pes_analysis.intake.workbook_cells import CellKind, WorkbookCell

CATALOGUE = load_catalogue()
ASKED = [one for one in CATALOGUE.columns("organisation") if one.is_asked]
PLACE = Place("a.xlsx", "Pytania", "E7", "x")
WRITTEN = (
    st.text(max_size=30)
    | st.from_regex(r"-?\d{1,9}([ \u00a0]\d{3})*([.,]\d{1,4})?( ?(zł|PLN|%))?", fullmatch=True)
    | st.sampled_from(["tak", "nie", "yes", "no", ".", "x", "–", "b.d.", "#", "1", "0", "PRAWDA"])
)


@given(variable=st.sampled_from(ASKED), written=WRITTEN, kind=st.sampled_from(["text", "error"]))
@example(variable=ASKED[0], written="1e999", kind="text")
@example(variable=ASKED[0], written="٣", kind="text")
def test_any_text_is_read_or_named(variable, written: str, kind: CellKind) -> None:
    answer, findings = read_answer(variable, WorkbookCell(7, 5, kind, written), PLACE)
    errors = [one for one in findings if one.severity == "error"]
    if not written.strip():
        assert (answer, findings) == (None, [])
    elif answer is None:
        assert len(errors) == 1
        assert (errors[0].file, errors[0].sheet, errors[0].cell) == ("a.xlsx", "Pytania", "E7")
        assert errors[0].message_pl
        assert errors[0].message_en
    else:
        assert not errors
        assert (answer.value is not None) == answer.state.is_number
        if answer.value is not None:
            assert variable.minimum is None or answer.value >= variable.minimum
            assert variable.maximum is None or answer.value <= variable.maximum
            assert variable.kind != "count" or answer.value.is_integer()
            assert (answer.state is State.ZERO) == (answer.value == 0)


@given(variable=st.sampled_from([one for one in ASKED if one.kind == "amount"]), value=st.floats(0, 1e14))
def test_a_number_of_a_spreadsheet_comes_through_as_it_is(variable, value: float) -> None:
    text = f"{value:.15g}"
    answer, findings = read_answer(variable, WorkbookCell(7, 5, "number", text), PLACE)
    assert findings == []
    assert answer is not None
    assert answer.value == float(text)


@given(value=st.integers(0, 10**12))
def test_the_same_number_as_text_is_read_and_listed(value: int) -> None:
    variable = CATALOGUE.variable("revenue_total", "organisation")
    for text in (str(value), plain_number(float(value), "pl"), f"{plain_number(float(value), 'pl')} zł"):
        answer, findings = read_answer(variable, WorkbookCell(7, 5, "text", text), PLACE)
        assert answer is not None
        assert answer.value == value
        assert [one.severity for one in findings] == ["repair"]
        assert findings[0].written.replace("\u00a0", " ") == text.replace("\u00a0", " ")


def test_a_decimal_point_is_read_by_the_mark_of_its_file() -> None:
    variable = CATALOGUE.variable("fte", "organisation")
    cell = WorkbookCell(2, 3, "text", "1.500")
    assert read_answer(variable, cell, PLACE, "point")[0].value == 1.5
    assert read_answer(variable, cell, PLACE, "comma")[1][0].rule == "ambiguous_number"


@pytest.mark.parametrize(
    ("variable", "cell", "value", "rules"),
    [
        ("net_result", WorkbookCell(2, 3, "text", "−5"), -5, ["minus_sign"]),
        ("fte", WorkbookCell(2, 3, "text", "12,5%"), 12.5, ["decimal_comma", "percent_sign"]),
        ("fte", WorkbookCell(2, 3, "percent", "0.125"), 12.5, ["percent_sign"]),
        ("fte", WorkbookCell(2, 3, "number", "12.5", is_formula=True), 12.5, ["formula_value"]),
    ],
)
def test_repairs_are_named(variable: str, cell: WorkbookCell, value: float, rules: list[str]) -> None:
    # No organisation is asked for a percentage today; a variable that is would take one.
    asked = CATALOGUE.variable(variable, "organisation").model_copy(update={"unit": "percent"})
    answer, findings = read_answer(asked, cell, PLACE)
    assert answer is not None
    assert answer.value == value
    assert [one.rule for one in findings] == rules
