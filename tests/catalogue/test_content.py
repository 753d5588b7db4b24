"""What the catalogue holds: complete, in two languages, in plain words."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from pes_analysis.catalogue import Text, in_words, load_catalogue, to_javascript, to_mathml

CATALOGUE = load_catalogue()

AVAILABLE = [
    "unemployment_rate",
    "long_term_unemployed_share",
    "unemployed_per_1k",
    "low_education_unemployed_share",
    "young_unemployed_share",
    "poverty_families_per_1k",
    "unemployment_families_per_1k",
    "disability_support_per_1k",
    "homelessness_families_per_10k",
    "violence_families_per_10k",
    "orphanhood_families_per_10k",
    "social_assistance_share",
    "net_migration_per_1k",
    "natural_increase_per_1k",
    "post_working_age_share",
    "disability_prevalence_pct",
    "foster_care_intensity",
    "foster_deinstitutionalisation",
    "cis_per_100k",
    "kis_per_100k",
    "zaz_per_100k",
    "cis_kis_zaz_per_100k",
    "day_centres_per_100k",
    "supported_flats_per_100k",
    "homeless_shelters_per_100k",
    "residents_per_social_worker",
    "nursery_coverage",
    "county_spending_per_capita",
    "county_investment_per_capita",
    "commune_own_revenue_share",
    "commune_investment_per_capita",
    "commune_social_spending_per_capita",
    "housing_allowances_per_capita",
    "population",
    "population_density",
    "urbanisation",
    "working_age_share",
    "average_wage",
    "wage_to_poland",
    "regon_entities_per_10k",
    "agriculture_employment_share",
]
AWAITING = [
    "unemployed_per_vacancy",
    "social_assistance_per_10k",
    "helplessness_support_per_1k",
    "addiction_support_per_10k",
    "homeless_per_10k",
    "blue_cards_per_10k",
    "disability_prevalence",
    "foster_care_per_1k_children",
    "share_65plus",
    "social_problem_index",
    "pes_per_10k",
    "register_activity_rate",
    "ngo_per_10k",
    "ps_per_100k",
    "reintegration_units_per_100k",
    "cis_kis_per_100_ltu",
    "wtz_places_per_1k_disabled",
    "zaz_jobs_per_1k_disabled",
    "pes_jobs_per_1k",
    "at_risk_jobs_per_100_unemployed",
    "care_coverage_75plus",
    "nonprofit_facility_share",
    "need_supply_gap",
    "service_coverage",
    "standardised_gap",
    "profile_mismatch_index",
    "gminas_without_reint",
    "wtz_waiting_rate",
    "commissioned_budget_share",
    "commissioned_per_capita",
    "social_spending_share",
    "social_procurement_share",
    "entrusted_share",
    "offers_per_task",
    "programme_share",
    "contact_unit_share",
    "council_share",
    "cooperation_quality_index",
    "network_density",
    "network_centralisation",
    "cross_sector_tie_share",
    "isolated_pes_share",
    "mean_edge_intensity",
    "employment_effectiveness_county",
    "median_pes_condition",
    "data_coverage_pes",
    "county_own_revenue_share",
]
EXPLAINED = [
    "median",
    "quartile",
    "similar_counties",
    "stimulant",
    "destimulant",
    "cis",
    "kis",
    "zaz",
    "wtz",
    "pes",
    "jst",
    "ops",
    "pcpr",
    "pup",
    "owes",
    "rops",
    "social_assistance_reasons",
    "net_migration",
    "regon",
    "urbanisation_rate",
    "nuts",
    "teryt",
    "long_term_unemployment",
]
# Proper names keep their Polish letters in English.
PROPER = re.compile(r"Kraków|Małopolsk[ai]e?|Błażejowska")
POLISH_LETTERS = re.compile(r"[ąćęłńóśźż]", re.IGNORECASE)
OFFICIALESE = re.compile(
    r"odnotowano|w zakresie|przedmiotow|w celu|celem jest zapewnienie|niniejsz|poprzez", re.IGNORECASE
)


def _texts(part: object, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), f"{path}.{name}")
    elif isinstance(part, tuple):
        for place, one in enumerate(part):
            yield from _texts(one, f"{path}[{place}]")


TEXTS = [
    found
    for entries in (
        CATALOGUE.units,
        CATALOGUE.dimensions,
        CATALOGUE.closed_lists,
        CATALOGUE.entity_types,
        CATALOGUE.all_variables,
        CATALOGUE.all_indicators,
        CATALOGUE.thresholds,
        CATALOGUE.checks,
        CATALOGUE.alarms,
        CATALOGUE.constants,
        CATALOGUE.glossary,
    )
    for entry in entries
    for found in _texts(entry, entry.id)
] + list(_texts(CATALOGUE.composite, "composite"))


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?;:])\s+", text) if sentence]


def test_the_county_indicators_are_exactly_those_agreed():
    assert {one.id for one in CATALOGUE.indicators(available=True)} == set(AVAILABLE)
    assert {one.id for one in CATALOGUE.indicators(available=False)} == set(AWAITING)


def test_english_is_english():
    polish = [(path, text.en) for path, text in TEXTS if POLISH_LETTERS.search(PROPER.sub("", text.en))]
    assert polish == []


def test_sentences_are_short():
    long = [
        (path, sentence)
        for path, text in TEXTS
        for words in (text.pl, text.en)
        for sentence in _sentences(words)
        if len(sentence.split()) > 20
    ]
    assert long == []


def test_polish_numbers_are_grouped_by_no_break_spaces():
    assert [(path, text.pl) for path, text in TEXTS if re.search(r"\d \d{3}\b", text.pl)] == []
    assert [(path, text.pl) for path, text in TEXTS if re.search(r"\d,\d{3}\b", text.pl)] == []


def test_polish_has_no_officialese_and_no_foreign_quotation_marks():
    assert [(path, text.pl) for path, text in TEXTS if OFFICIALESE.search(text.pl)] == []
    assert [(path, text.pl) for path, text in TEXTS if '"' in text.pl or "'" in text.pl] == []


def test_texts_have_no_stray_spaces():
    for path, text in TEXTS:
        for words in (text.pl, text.en):
            assert words == " ".join(words.split(" ")).strip(), path
            assert "  " not in words, path


@pytest.mark.parametrize("level", ["county", "voivodeship"])
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", ["name", "plain"])
def test_no_two_indicators_of_a_level_have_the_same_name(level, language, kind):
    names = [getattr(one, kind).in_language(language).casefold() for one in CATALOGUE.indicators(level)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("indicator", CATALOGUE.all_indicators, ids=lambda one: one.id)
def test_every_indicator_can_be_read_printed_and_computed(indicator):
    for language in ("pl", "en"):
        reading = indicator.reading.in_language(language)
        assert reading.endswith(".")
        assert len(_sentences(reading.replace(";", ","))) == 1 or ":" in reading
        assert len(reading.split()) <= 20
        names = CATALOGUE.variable_names(language, indicator.level)
        assert indicator.formula is not None
        assert set(indicator.formula.variables) <= set(names)
        mathml = to_mathml(indicator.formula, names, language)
        assert mathml.startswith('<math display="block" alttext="')
        for variable in indicator.formula.variables:
            assert names[variable] in in_words(indicator.formula, names, language)
    assert to_javascript(indicator.formula).startswith("(cells) => {")


def test_every_variable_is_used_or_says_what_it_is_for():
    variables = (*CATALOGUE.variables("county"), *CATALOGUE.variables("voivodeship"))
    used = {name for one in CATALOGUE.all_indicators if one.formula for name in one.formula.variables}
    used |= {one.weight for one in variables}
    spare = {one.id for one in variables} - used
    # Figures of the demonstration edition shown or used as context only.
    assert spare == {"assistance_centres", "county_revenue_per_capita_pln", "pop_pre_working_pct"}


def test_the_problem_block_lists_problem_indicators_by_their_plain_names():
    for item in CATALOGUE.closed_list("problem_block").items:
        indicator = CATALOGUE.indicator(item.id)
        assert indicator.dimension == "problems"
        assert indicator.core
        assert item.name == indicator.plain


def test_glossary_explains_in_one_or_two_sentences():
    for term in CATALOGUE.glossary:
        for language in ("pl", "en"):
            assert len(_sentences(term.plain.in_language(language).replace(":", ","))) in (1, 2), term.id


def test_glossary_is_in_the_order_of_its_ids_so_that_a_term_is_easy_to_find():
    ids = [term.id for term in CATALOGUE.glossary]
    assert ids == sorted(ids)


@pytest.mark.parametrize("term", EXPLAINED)
def test_a_word_that_reports_use_is_explained(term):
    assert CATALOGUE.term(term).plain.pl


def test_a_verified_rule_names_where_it_was_read_and_the_others_stay_marked():
    read_in = re.compile(r"za (omówieniem|pełnomocnikiem|LEX|\S+\.(pl|org))|Program Rozwoju Ekonomii")
    for threshold in CATALOGUE.thresholds:
        assert (threshold.verification == "F") == bool(read_in.search(threshold.legal_basis.pl)), threshold.id
    assert CATALOGUE.threshold("chk_zaz_35").verification == "L"
    assert CATALOGUE.threshold("chk_cis_period").verification == "L"


def test_a_threshold_holds_only_within_its_dates():
    rule = CATALOGUE.threshold("chk_ps_3jobs")
    assert rule.holds_on(date(2022, 10, 30))
    assert not rule.holds_on(date(2022, 10, 29))
    undated = CATALOGUE.threshold("chk_zaz_35")
    assert not undated.holds_on(date(2024, 1, 1))
