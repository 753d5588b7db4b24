"""The private site: addresses nobody can guess, no list of cards, the same look as the public site."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.build import build
from pes_analysis.publish.planning.outline import Organisation, Outline
from pes_analysis.publish.planning.pages import PAGES
from pes_analysis.publish.planning.plan import make_plan
from pes_analysis.publish.project import Project, project_files
from pes_analysis.publish.render.builtin.config import read_config
from pes_analysis.publish.request import Event, Request
from pes_analysis.publish.site.private import (
    card_tokens,
    derive_project,
    hide_cards,
    link_token,
    links_beside,
    read_secret,
    write_links,
)

ROOT = Path(__file__).parents[3]
SHY = Organisation("cis-1", "cis", "CIS Przykładowo", public=False, generated=True)
OPEN = Organisation("cis-2", "cis", "CIS Wzorcowo", public=True, generated=False)
# Without figures: the small project has none.
CARD = replace(next(page for page in PAGES if page.each == "organisation"), files=())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project's own settings and theme in a place of their own."""
    reports = tmp_path / "reports"
    for name in ("_quarto.yml", "_variables.yml", "en/_quarto.yml", "theme/report.css"):
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_bytes((ROOT / "reports" / name).read_bytes())
    (tmp_path / "parameters").mkdir(exist_ok=True)
    return Project(tmp_path)


def test_the_derived_project_has_no_search_no_navigation_and_keeps_robots_away(project: Project) -> None:
    private = derive_project(project)
    for folder, language in ((private.reports, "pl"), (private.reports / "en", "en")):
        settings = read_config(folder)
        assert settings.lang == language
        assert settings.website.search is False
        assert settings.website.navbar.left == () == settings.website.navbar.right
        assert settings.website.site_url is None
        assert settings.format.html.include_in_header is not None
    public = yaml.safe_load((project.reports / "_quarto.yml").read_text(encoding="utf-8"))
    own = yaml.safe_load((private.reports / "_quarto.yml").read_text(encoding="utf-8"))
    assert own["website"]["page-footer"] == public["website"]["page-footer"]
    assert (private.reports / "theme" / "report.css").read_bytes()
    assert (private.reports / "_variables.yml").read_bytes() == (
        project.reports / "_variables.yml"
    ).read_bytes()


def test_private_cards_of_the_last_build_are_no_part_of_the_next(project: Project) -> None:
    # Counted among what people write, they would make every page anew and be copied before Quarto.
    before = project_files(project)
    card = project.reports / "_private" / "karty" / "abc" / "index.html"
    card.parent.mkdir(parents=True)
    card.write_text("<p>", encoding="utf-8")
    links_beside(project.reports / "_private").write_text("x", encoding="utf-8")
    assert project_files(project) == before


def test_the_secret_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / ".private-links"
    secret = read_secret(path)
    assert len(secret) == 64
    assert read_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_secret(tmp_path / "another") != secret


def test_addresses_follow_from_secret_edition_and_organisation_alone() -> None:
    tokens = {
        link_token(secret, edition, unit)
        for secret in (b"a", b"b")
        for edition in ("x-2023", "x-2024")
        for unit in ("cis-1", "cis-2")
    }
    assert len(tokens) == 8
    assert all(token.isalnum() and token == token.lower() for token in tokens)


def test_an_empty_key_is_refused_instead_of_giving_addresses_to_guess(tmp_path: Path) -> None:
    path = tmp_path / ".private-links-secret"
    for content in ("", "secret", "0" * 63):
        path.write_text(content, encoding="ascii")
        with pytest.raises(PesError, match="klucz adresów prywatnych"):
            read_secret(path)


def test_cards_move_to_their_addresses_in_every_language(tmp_path: Path) -> None:
    outline = Outline("x-2024", 2024, "12", "x", ("pl", "en"), (), (), {}, (SHY, OPEN))
    plan = make_plan(outline, pages=(CARD,)).of_site(private=True)
    site = tmp_path / "_private"
    for card in ("karty/cis-1/index.html", "en/karty/cis-1/index.html"):
        (site / card).parent.mkdir(parents=True)
        (site / card).write_text(f'<a href="{card}">', encoding="utf-8")
    tokens = card_tokens(plan, b"secret")
    assert list(tokens) == ["cis-1"]
    hide_cards(site, tokens)
    address = f"karty/{tokens['cis-1']}/index.html"
    for folder in ("", "en/"):
        assert (site / folder / address).read_text(encoding="utf-8") == f'<a href="{folder}{address}">'
    assert not (site / "karty" / "cis-1").exists()
    listed = write_links(site, tokens)
    assert not listed.is_relative_to(site)
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600
    assert listed.read_text(encoding="utf-8") == f"organisation_id,address\ncis-1,{address}\n"


def test_consent_alone_decides_where_a_card_goes() -> None:
    outline = Outline("x-2024", 2024, "12", "x", ("pl",), (), (), {}, (SHY, OPEN))
    jobs = make_plan(outline, pages=(CARD,)).jobs
    targets = {job.target: job.private for job in jobs}
    assert targets == {"karty/cis-1/index.ipynb": True, "organizacje/cis-2.ipynb": False}
    heads = {job.unit: job.front_matter for job in jobs}
    assert "dane demonstracyjne" in heads["cis-1"]
    assert "dane demonstracyjne" not in heads["cis-2"]


def test_only_an_edition_without_private_cards_withdraws_them(small_project, small_outline) -> None:
    pages = (*(page for page in PAGES if page.each == "edition"), CARD)
    both = replace(small_outline, organisations=(SHY, OPEN))
    heard: list[Event] = []
    report = build(small_project, both, Request(pages=pages), heard.append)
    assert report.new_links
    # One count over both sites: each event tells how many pages there are in all.
    rendered = [event for event in heard if event.stage == "render"]
    assert {event.total for event in rendered} == {len(rendered)} == {report.rendered}
    private = Project(small_project.root, private=True).site
    (card,) = private.glob("karty/*/index.html")
    # Chosen cards say nothing of the others.
    build(small_project, both, Request(pages=pages, organisations=("cis-2",)))
    assert card.is_file()
    assert not build(small_project, both, Request(pages=pages)).new_links
    assert card.is_file()
    build(small_project, replace(small_outline, organisations=(OPEN,)), Request(pages=pages))
    assert not private.exists()
    assert not links_beside(private).exists()


def test_a_private_card_that_stays_is_taken_over_and_one_that_was_edited_is_not(
    small_project: Project, small_outline: Outline
) -> None:
    pages = (*(page for page in PAGES if page.each == "edition"), CARD)
    outline = replace(small_outline, organisations=(SHY, replace(OPEN, public=False)))
    build(small_project, outline, Request(pages=pages))
    private = Project(small_project.root, private=True).site
    cards = sorted([*private.glob("karty/*/index.html"), *private.glob("en/karty/*/index.html")])
    assert len(cards) == 4
    made = {card: (card.stat().st_ino, card.read_bytes()) for card in cards}
    cards[0].write_bytes(made[cards[0]][1].swapcase())
    theme = small_project.reports / "theme" / "report.css"
    theme.write_text(theme.read_text(encoding="utf-8") + "/* */", encoding="utf-8")
    report = build(small_project, outline, Request(pages=pages))
    assert (report.executed, report.unchanged) == (0, False)
    assert {card: card.read_bytes() for card in cards} == {card: text for card, (_, text) in made.items()}
    assert [card for card in cards if card.stat().st_ino != made[card][0]] == cards[:1]
    assert not [path for path in private.rglob("*") if path.name in ("cis-1", "cis-2")]
