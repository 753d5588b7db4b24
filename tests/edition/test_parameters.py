"""Files of parameters: what they may say, and where an error in them is reported."""

from pathlib import Path

import pytest

from pes_analysis.edition import read_parameters, read_peers
from pes_analysis.protect.errors import PesError

PARAMETERS = Path(__file__).parents[2] / "parameters"
MINIMAL = """\
region: "12"
year: 2024
publisher:
  name: {pl: A, en: B}
  data_steward: {pl: C, en: D}
"""


def written(folder, text, name="moja-2024.yml"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_every_packaged_file_reads():
    editions = sorted(path for path in PARAMETERS.glob("*.yml") if path.name != "peers.yml")
    assert [read_parameters(path).edition for path in editions] == [
        "malopolskie-2023",
        "malopolskie-2024",
        "slaskie-2024",
        "warsztat-2024",
    ]
    assert len(read_peers(PARAMETERS / "peers.yml").variables) >= 5


def test_a_minimal_file_is_enough_and_its_name_is_the_id(tmp_path):
    parameters = read_parameters(written(tmp_path, MINIMAL))
    assert parameters.edition == "moja-2024"
    assert parameters.region == "12"
    assert parameters.snapshot == "demonstration"
    assert parameters.languages == ("pl", "en")
    assert parameters.figures == ()
    assert parameters.peers.count is None
    assert not parameters.organisations.any
    assert parameters.comparisons == ()


@pytest.mark.parametrize(
    ("written_so", "folder", "beside"),
    [
        ("none", None, False),
        ("demonstration", None, True),
        ("{folder: organisations/moje}", "organisations/moje", False),
        ("{folder: organisations/moje, beside_demonstration: true}", "organisations/moje", True),
    ],
)
def test_organisations_are_none_generated_own_or_both(tmp_path, written_so, folder, beside):
    text = f"{MINIMAL}organisations: {written_so}\n"
    chosen = read_parameters(written(tmp_path, text)).organisations
    assert (chosen.folder, chosen.beside_demonstration) == (folder, beside)
    assert chosen.any == (written_so != "none")


def test_the_leading_zero_of_a_region_stays_without_quotes(tmp_path):
    assert read_parameters(written(tmp_path, MINIMAL.replace('"12"', "02"))).region == "02"


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ('region: "12"', "region: małopolskie", 1, "region"),
        ('region: "12"', "region: 1201", 1, "region"),
        ("year: 2024", "year: 2O24", 2, "year"),
        ("year: 2024", "year: 24", 2, "year"),
        ("year: 2024", "yaer: 2024", 2, "yaer"),
        ("year: 2024", "year: 2024\nlanguages: [pl, de]", 3, "languages.1"),
        ("year: 2024", "year: 2024\nlanguages: []", 3, "languages"),
        ("year: 2024", "year: 2024\nlanguages: [pl, pl]", 3, "languages"),
        ("year: 2024", "year: 2024\npeers: {count: 400}", 3, "peers.count"),
        ("{pl: C, en: D}", "{pl: C, en: D}\n  email: someone", 6, "publisher.email"),
        ("{pl: C, en: D}", "{pl: C, en: D}\n  url: http://example.pl", 6, "publisher.url"),
        ("{pl: C, en: D}", "{pl: C}", 5, "publisher.data_steward.en"),
        ("year: 2024", "year: 2024\norganisations: demo", 3, "organisations"),
        ("year: 2024", "year: 2024\norganisations: {folder: ''}", 3, "organisations.folder"),
        ("year: 2024", "year: 2024\norganisations: {path: moje}", 3, "organisations.path"),
        ("year: 2024", "year: 2024\norganisations: [moje]", 3, "organisations"),
    ],
)
def test_an_error_names_line_and_key(tmp_path, old, new, line, key):
    file = written(tmp_path, MINIMAL.replace(old, new))
    with pytest.raises(PesError) as caught:
        read_parameters(file)
    assert f"moja-2024.yml:{line}:" in caught.value.en
    assert f"'{key}'" in caught.value.en
    assert f"„{key}”" in caught.value.pl


def test_an_id_that_is_not_the_name_of_the_file_is_refused(tmp_path):
    assert read_parameters(written(tmp_path, f"edition: moja-2024\n{MINIMAL}")).edition == "moja-2024"
    with pytest.raises(PesError, match=r"moja-2024\.yml:1"):
        read_parameters(written(tmp_path, f"edition: inna\n{MINIMAL}"))


def test_a_name_that_cannot_be_an_id_is_refused(tmp_path):
    with pytest.raises(PesError, match="edition"):
        read_parameters(written(tmp_path, MINIMAL, "Moja edycja.yml"))


@pytest.mark.parametrize(
    "text",
    [
        "variables: []",
        "variables: [{variable: pop, weight: 0}]",
        "variables: [{variable: pop, transform: square}]",
        "variables: [{variable: pop}, {variable: pop}]",
        "count: 3\nvariables: [{variable: pop}]",
    ],
)
def test_peers_that_make_no_sense_are_refused(tmp_path, text):
    with pytest.raises(PesError, match=r"peers\.yml:"):
        read_peers(written(tmp_path, text, "peers.yml"))
