import pytest

from pes_analysis.catalogue import load_catalogue
from pes_analysis.catalogue.loading import PACKAGED
from pes_analysis.catalogue.service_needs import load_service_needs
from pes_analysis.catalogue.strict_yaml import YamlError

TEXT = (PACKAGED / "service_needs.yml").read_text(encoding="utf-8")


def read(tmp_path, old, new):
    file = tmp_path / "service_needs.yml"
    file.write_text(TEXT.replace(old, new), encoding="utf-8")
    return load_service_needs(file)


def test_every_service_area_has_its_figures():
    areas = [item.id for item in load_catalogue().closed_list("service_areas").items]
    assert list(load_service_needs().areas) == areas


def test_better_means_less_need_wherever_an_indicator_is_judged():
    expected = {"destimulant": "higher", "stimulant": "lower"}
    for indicators in load_service_needs().areas.values():
        for indicator, direction in indicators.items():
            polarity = load_catalogue().indicator(indicator).polarity
            assert expected.get(polarity, direction) == direction


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    violence: {violence_families_per_10k: higher}\n", "", "service area 'violence' is missing"),
        ("    violence: {", "    violance: {", "'violence' is missing"),
        ("violence_families_per_10k", "violence_familys_per_10k", "no indicator 'violence_familys_per_10k'"),
        ("per_10k: higher}\n    # Counted", "per_10k: more}\n    # Counted", "higher"),
        ("greatest: 5", "greatest: 0", "greatest"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path, old, new, message):
    with pytest.raises(YamlError, match=message) as caught:
        read(tmp_path, old, new)
    assert "service_needs.yml:" in caught.value.pl
