"""A folder of organisations comes back as it was written, or is refused with file, line and cell."""

from dataclasses import fields, replace

import pandas as pd
import pytest

from pes_analysis.edition import TableError
from pes_analysis.edition.organisations import (
    OrganisationsError,
    no_organisations,
    read_organisations,
    write_organisations,
)
from pes_analysis.edition.organisations.schema import TYPES
from pes_analysis.protect.swap import staging


def in_order(frame):
    """Rows in an order of their own, text as text: what two tables hold, not how."""
    whole = frame.reset_index() if frame.index.name else frame
    plain = whole.astype({name: str for name in whole if whole[name].dtype == "category"})
    return plain.sort_values(list(plain.columns[:3]), ignore_index=True)


def assert_same(first, second):
    for field in fields(first):
        one, other = (in_order(getattr(each, field.name)) for each in (first, second))
        pd.testing.assert_frame_equal(one, other, check_dtype=field.name == "entities")


@pytest.fixture
def folder(tmp_path, organisations):
    write_organisations(tmp_path / "organisations", organisations)
    return tmp_path / "organisations"


def test_what_is_written_is_read_back(folder, organisations):
    assert_same(read_organisations(folder), organisations)


def test_writing_gives_what_was_written(tmp_path, organisations):
    assert_same(write_organisations(tmp_path / "new" / "folder", organisations), organisations)


def test_the_same_tables_in_another_order_are_the_same_bytes(tmp_path, folder, organisations):
    turned = {field.name: getattr(organisations, field.name).iloc[::-1] for field in fields(organisations)}
    write_organisations(tmp_path / "again", replace(organisations, **turned))
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.csv"))
    assert len(files) == 8
    for file in files:
        assert (folder / file).read_bytes() == (tmp_path / "again" / file).read_bytes(), file


def test_an_edition_without_organisations_can_be_written_too(tmp_path):
    assert len(write_organisations(tmp_path / "empty", no_organisations())) == 0


def test_a_new_folder_takes_the_place_of_the_old_one(folder, organisations):
    (folder / "left.txt").write_text("old", encoding="utf-8")
    write_organisations(folder, replace(organisations, comments=no_organisations().comments))
    assert not (folder / "left.txt").exists()
    assert len(read_organisations(folder).comments) == 0
    assert [path.name for path in folder.parent.iterdir()] == ["organisations"]


def test_tables_that_contradict_each_other_never_take_the_place_of_good_ones(folder, organisations):
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    alone = organisations.entities.drop("ss-dolina")
    with pytest.raises(TableError, match="not in entities"):
        write_organisations(folder, replace(organisations, entities=alone))
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == before
    assert not staging(folder).exists()


def test_half_a_write_left_by_a_killed_program_does_no_harm(folder, organisations):
    staging(folder).mkdir()
    (staging(folder) / "entities.csv").write_text("half", encoding="utf-8")
    assert_same(write_organisations(folder, organisations), organisations)
    assert not staging(folder).exists()


def change(folder, name, old, new):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        ("entities.csv", "CIS-07", "KIS-07", 2, "begins with the type"),
        ("entities.csv", "CIS-07", "7", 2, "'public_code': got '7'"),
        ("entities.csv", "SS-31,", "SS-31,\x20", 4, "'name'"),
        ("entities.csv", ",cis,false,false,1201", ",cis,false,true,1201", 2, "goal of reintegration"),
        (
            "entities.csv",
            ",cis,false,false,1201",
            ",cis,no,false,1201",
            2,
            "'ps_status': got 'no', needed: false, true",
        ),
        ("entities.csv", ",ops,false,", ",ops,true,", 3, "a public unit"),
        ("entities.csv", ",1201,", ",1299,", 2, "unknown code in 'teryt'"),
        ("entities.csv", ",1201,", ",201,", 2, "'teryt': got '201'"),
        ("entities.csv", "public,2025-01-31", "public,", 4, "must have its date"),
        ("entities.csv", "public,2025-01-31", "none,2025-01-31", 4, "must have its date"),
        ("entities.csv", "public,2025-01-31,false", "public,2025-01-31,true", 4, "generated"),
        ("entities.csv", "ops-gaj", "demo-ops-gaj", 3, "'demo-' are for generated"),
        ("entities.csv", "ops-gaj", "cis-wola", 3, "repeated key"),
        ("entities.csv", "ops-gaj", "OPS gaj", 3, "'organisation_id': got 'OPS gaj'"),
        ("entities.csv", "public_code", "code", 1, "the header is"),
        ("returns.csv", "2025-02-14,40,40", ",40,40", 2, "the day of receipt"),
        ("returns.csv", "2025-02-14,40,40", "2025-02-14,40,41", 2, "more answers than questions"),
        ("returns.csv", "ops-gaj", "ops-nowy", 3, "not in entities.csv"),
        ("comments.csv", "cis-wola", "cis-nowy", 2, "not in entities.csv"),
        ("plans.csv", "2025-09", "wrzesień", 2, "'due': got 'wrzesień'"),
        ("repairs.csv", "C14", "gdzieś", 2, "'cell': got 'gdzieś'"),
        ("problems.csv", "unknown_organisation", "Unknown!", 2, "'rule'"),
        (
            "observations/2024.csv",
            "cis-wola,revenue_total",
            "ops-gaj,revenue_total",
            4,
            "no return of this organisation",
        ),
        ("observations/2024.csv", "cis-wola,revenue_total", "cis-wola,revenue_totl", 4, "no such variable"),
        ("observations/2024.csv", "1234567.89,value", '"1234567,89",value', 4, "'value': got '1234567,89'"),
        ("observations/2024.csv", "1234567.89,value", "inf,value", 4, "'value': got 'inf'"),
        ("observations/2024.csv", "1234567.89,value", "0,value", 4, "the state zero"),
        ("observations/2024.csv", "1234567.89,value", ",value", 4, "a number must stand"),
        ("observations/2024.csv", "1234567.89,value", ",undefined", 4, "'state': got 'undefined'"),
        (
            "observations/2024.csv",
            ",not_applicable,organisation_returns",
            ",not_applicable,nobody",
            3,
            "not in sources.csv",
        ),
        (
            "observations/2024.csv",
            "not_applicable,organisation_returns,2025-02-14",
            "not_applicable,organisation_returns,luty",
            3,
            "collected_on",
        ),
        ("observations/2024.csv", "cis-wola,equity", "cis-wola,revenue_total", 4, "repeated key"),
    ],
)
def test_a_bad_cell_is_named_with_file_and_line(folder, name, old, new, line, said):
    change(folder, name, old, new)
    with pytest.raises(TableError) as caught:
        read_organisations(folder)
    assert f"{name}:{line}:" in caught.value.en
    assert said in caught.value.en


def test_generated_and_real_organisations_do_not_stand_in_one_table(folder):
    change(folder, "entities.csv", "ops-gaj", "demo-ops-gaj")
    change(folder, "entities.csv", "1202,rural,,active,,none,,false", "1202,rural,,active,,none,,true")
    change(folder, "returns.csv", "ops-gaj", "demo-ops-gaj")
    with pytest.raises(TableError, match="cannot stand in one table"):
        read_organisations(folder)


@pytest.mark.parametrize("name", ["entities.csv", "sources.csv", "plans.csv"])
def test_an_absent_table_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(TableError, match=name):
        read_organisations(folder)


def test_a_folder_that_is_not_there_is_named_with_what_to_do(tmp_path):
    with pytest.raises(TableError, match="pes import"):
        read_organisations(tmp_path / "nowhere")


def test_a_year_that_is_no_year_is_refused(folder):
    (folder / "observations" / "2024.csv").rename(folder / "observations" / "zeszly-rok.csv")
    with pytest.raises(TableError, match=r"zeszly-rok\.csv"):
        read_organisations(folder)


def test_codes_are_the_type_and_the_status(organisations):
    codes = organisations.codes
    assert codes["cis-wola"] == {"cis"}
    assert codes["ss-dolina"] == {"ss", "ps"}


def test_two_sets_stand_beside_each_other(organisations):
    other = replace(
        no_organisations(),
        entities=organisations.entities.loc[["ops-gaj"]]
        .rename({"ops-gaj": "ops-inny"})
        .assign(public_code="OPS-11"),
    )
    both = organisations.beside(other)
    assert list(both.entities.index) == ["cis-wola", "ops-gaj", "ops-inny", "ss-dolina"]
    assert both.observations["variable"].dtype == "category"
    assert len(both.sources) == 1
    with pytest.raises(OrganisationsError, match="cis-wola"):
        organisations.beside(organisations)


def test_types_are_those_of_the_catalogue():
    from pes_analysis.catalogue import load_catalogue

    kinds = {one.id for one in load_catalogue().entity_types if one.kind != "status"}
    assert set(TYPES) == kinds
