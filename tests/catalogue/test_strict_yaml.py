"""Reading YAML strictly: nothing is guessed, and a complaint names its line."""

from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from pes_analysis.catalogue.strict_yaml import MAX_BYTES, LocatedYaml, YamlError, read_strict_yaml
from pes_analysis.catalogue.validation import validate


@pytest.fixture
def write(tmp_path):
    def _write(content: str | bytes) -> Path:
        file = tmp_path / "file.yml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return file

    return _write


def test_every_scalar_stays_the_text_that_was_written(write):
    located = read_strict_yaml(
        write(
            "teryt: 0201\nopen: no\nat: 12:30\nday: 2024-01-02\n"
            "small: 1e3\nnone: null\nempty:\nlist: [on, 0x1F]\n"
        )
    )
    assert located.data == {
        "teryt": "0201",
        "open": "no",
        "at": "12:30",
        "day": "2024-01-02",
        "small": "1e3",
        "none": "null",
        "empty": "",
        "list": ["on", "0x1F"],
    }


def test_lines_are_known_for_keys_and_list_items(write):
    located = read_strict_yaml(write("# comment\na:\n  b:\n    - one\n    - c: two\n      d: three\n"))
    assert located.line_of(("a", "b", 0)) == 4
    assert located.line_of(("a", "b", 1, "d")) == 6
    assert located.line_of(("a", "b", 1, "not there")) == 5
    assert located.line_of(("x",)) == 1


def test_a_byte_order_mark_is_no_obstacle(write):
    assert read_strict_yaml(write(b"\xef\xbb\xbfname: Krak\xc3\xb3w\n")).data == {"name": "Kraków"}


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' is already on line 1"),
        ("x:\n  a: 1\n  a: 2\n", 3, "the key 'a' is already on line 2"),
        ("x: {a: 1, a: 2}\n", 1, "the key 'a' is already on line 1"),
        ("a: &anchor 1\n", 1, "anchors and aliases"),
        ("a: &anchor\n  b: 1\n", 1, "anchors and aliases"),
        ("a: 1\nb: *anchor\n", 2, "anchors and aliases"),
        ("a: !!int 3\n", 1, "the tag"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "the tag"),
        ("a: 1\nb: !own {c: 1}\n", 2, "the tag '!own'"),
        ("a: ! text\n", 1, "the tag '!'"),
        ("a: 1\n---\nb: 2\n", 2, "more than one document"),
        ("", 1, "the file is empty"),
        ("# only a comment\n", 1, "the file is empty"),
        ("a: 1\n? [b, c]\n: 2\n", 2, "a key must be text"),
        ("a: [1, 2\nb: 3\n", 2, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: 1\nb: one: two\n", 2, "not valid YAML"),
        ("a: 1\nb: \x07\n", 2, "a character YAML does not allow"),
        (b"a: 1\nb: Krak\xf3w\n", 2, "not in UTF-8"),
    ],
)
def test_what_is_refused_and_on_which_line(write, content, line, said):
    file = write(content)
    with pytest.raises(YamlError) as refused:
        read_strict_yaml(file)
    assert refused.value.en.startswith(f"{file}:{line}: ")
    assert said in refused.value.en
    assert refused.value.pl.startswith(f"{file}:{line}: ")


def test_a_bomb_of_aliases_is_refused_before_it_grows(write):
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))
    with pytest.raises(YamlError, match="anchors"):
        read_strict_yaml(write(f"l0: &l0 [x]\n{levels}\n"))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_ends_in_an_error_and_not_in_a_crash(write, opening):
    with pytest.raises(YamlError, match=r"too many levels|not valid YAML"):
        read_strict_yaml(write(opening * 20_000))


def test_a_file_that_is_too_large_is_refused(write):
    with pytest.raises(YamlError, match="larger than"):
        read_strict_yaml(write("a: " + "x" * MAX_BYTES))


@pytest.mark.parametrize("name", ["missing.yml", "."])
def test_a_file_that_cannot_be_opened_is_named(tmp_path, name):
    with pytest.raises(YamlError, match="cannot be opened") as refused:
        read_strict_yaml(tmp_path / name)
    assert str(tmp_path / name) in refused.value.pl


class _Peers(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    count: int
    share: float = 0.5


class _Edition(BaseModel):
    model_config = ConfigDict(extra="forbid")

    region: str
    peers: _Peers
    languages: tuple[str, ...] = ()


def test_the_model_parses_what_it_expects_and_text_stays_text(write):
    edition = validate(
        _Edition, read_strict_yaml(write("region: 02\npeers: {count: 20}\nlanguages: [pl, no]\n"))
    )
    assert edition.region == "02"
    assert edition.peers.count == 20
    assert edition.languages == ("pl", "no")


@pytest.mark.parametrize(
    ("content", "line", "pl", "en"),
    [
        (
            "region: 12\npeers:\n  count: many\n",
            3,
            "„peers.count”: potrzebna jest liczba całkowita",
            "got 'many'",
        ),
        (
            "region: 12\npeers:\n  share: 0.5\n",
            2,
            "„peers.count”: brakuje",
            "'peers.count': this key is missing",
        ),
        ("region: 12\npeers:\n  count: 1\n  cuont: 2\n", 4, "„peers.cuont”: nieznany klucz", "unknown key"),
        ("region: 12\npeers: {count: 1, share: nan}\n", 2, "liczba skończona", "finite number"),
        ("region: [12]\npeers: {count: 1}\n", 1, "potrzebny jest tekst", "text is needed"),
        ("region: 12\npeers: twenty\n", 2, "pary klucz: wartość", "pairs of key: value"),
        ("region: 12\npeers: {count: 1}\nlanguages: pl\n", 3, "potrzebna jest lista", "a list is needed"),
        ("- region\n", 1, "pary klucz: wartość", "pairs of key: value"),
    ],
)
def test_a_validation_error_names_file_line_and_key_in_both_languages(write, content, line, pl, en):
    file = write(content)
    with pytest.raises(YamlError) as refused:
        validate(_Edition, read_strict_yaml(file))
    assert refused.value.pl.startswith(f"{file}:{line}: ")
    assert pl in refused.value.pl
    assert en in refused.value.en


def test_all_problems_are_told_at_once_but_not_endlessly(write):
    file = write("region: 12\npeers: {count: 1}\n" + "".join(f"unknown_{n}: 1\n" for n in range(30)))
    with pytest.raises(YamlError) as refused:
        validate(_Edition, read_strict_yaml(file))
    assert f"{file}:22: 'unknown_19'" in refused.value.en
    assert refused.value.en.endswith("… and 10 more problems")


def test_an_error_can_be_raised_about_any_part():
    located = LocatedYaml(Path("edition.yml"), {"a": {"b": "1"}}, {("a",): 3, ("a", "b"): 4})
    assert located.error(("a", "b"), "źle", "wrong").en == "edition.yml:4: wrong"


class _Choice(BaseModel):
    model_config = ConfigDict(extra="forbid")
    way: Literal["up", "down"] = "up"
    share: float = Field(default=0, ge=0, lt=1)
    steps: tuple[int, ...] = Field(default=(1,), min_length=1, max_length=2)


@pytest.mark.parametrize(
    ("content", "pl", "en"),
    [
        ("way: left\n", "'up' lub 'down'; jest „left”", "'up' or 'down'; got 'left'"),
        ("share: -1\n", "nie mniejsza niż 0, a jest „-1”", "at least 0 is needed, got '-1'"),
        ("share: 1\n", "mniejsza niż 1, a jest „1”", "below 1 is needed, got '1'"),
        ("steps: []\n", "za mało pozycji; potrzeba co najmniej: 1", "too few items; at least 1"),
        ("steps: [1, 2, 3]\n", "za dużo pozycji; dozwolonych jest najwyżej: 2", "at most 2"),
        ("steps: [x]\n", "potrzebna jest liczba całkowita, a jest „x”", "a whole number is needed"),
    ],
)
def test_a_limit_is_told_in_both_languages_and_no_consequence_beside_it(write, content, pl, en):
    with pytest.raises(YamlError) as refused:
        validate(_Choice, read_strict_yaml(write(content)))
    assert pl in refused.value.pl
    assert en in refused.value.en
    assert len(refused.value.en.splitlines()) == 1
