"""The description of the data package agrees with the tables that are really there."""

import json

import pandas as pd
import pytest

from pes_analysis.edition.retabulate.datapackage import describe_package
from pes_analysis.edition.schema import OBSERVATION_FOLDERS, SINGLE_TABLES
from pes_analysis.edition.snapshot import DEMONSTRATION

PACKAGE = json.loads((DEMONSTRATION / "datapackage.json").read_text(encoding="utf-8"))
# Indicators of a programme stand in the order of the programme.
IN_OWN_ORDER = {"report/programme.csv"}
TABLES = [resource for resource in PACKAGE["resources"] if resource["format"] == "csv"]


def test_every_file_is_described_and_every_description_has_its_file():
    files = {
        path.relative_to(DEMONSTRATION).as_posix() for path in DEMONSTRATION.rglob("*") if path.is_file()
    }
    assert {resource["path"] for resource in PACKAGE["resources"]} == files - {"datapackage.json"}
    names = [resource["name"] for resource in PACKAGE["resources"]]
    assert len(set(names)) == len(names)


def test_it_is_what_the_script_writes_today():
    assert describe_package(DEMONSTRATION) == PACKAGE


@pytest.mark.parametrize("resource", TABLES, ids=lambda resource: resource["path"])
def test_header_and_key_are_as_described(resource):
    table = pd.read_csv(DEMONSTRATION / resource["path"], dtype=str, keep_default_na=False)
    schema = resource["schema"]
    assert list(table.columns) == [field["name"] for field in schema["fields"]]
    assert not table.duplicated(schema["primaryKey"]).any()
    for field in schema["fields"]:
        if field.get("constraints", {}).get("required"):
            assert (table[field["name"]] != "").all(), field["name"]


@pytest.mark.parametrize("resource", TABLES, ids=lambda resource: resource["path"])
def test_files_are_utf8_with_unix_lines_in_order(resource):
    content = (DEMONSTRATION / resource["path"]).read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\n")
    table = pd.read_csv(DEMONSTRATION / resource["path"], dtype=str, keep_default_na=False)
    key = table[resource["schema"]["primaryKey"]].apply(tuple, axis=1).tolist()
    assert key == sorted(key) or resource["path"] in IN_OWN_ORDER


def test_a_table_of_figures_names_its_sources():
    folders = (*OBSERVATION_FOLDERS, "organisations/observations")
    assert len(TABLES) > len(SINGLE_TABLES) + 40
    for resource in TABLES:
        assert bool(resource.get("sources")) == resource["path"].startswith(folders), resource["path"]
