"""The private site: addresses nobody can guess, no list of cards, the same look as the public site."""

import stat
from pathlib import Path

import pytest
import yaml

from pes_analysis.publish.outline import Organisation, Outline
from pes_analysis.publish.plan import make_plan
from pes_analysis.publish.private import derive_project, hide_cards, link_token, read_secret, write_links
from pes_analysis.publish.project import Project
from pes_analysis.publish.render.builtin.config import read_config

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project's own settings and theme in a place of their own."""
    reports = tmp_path / "reports"
    for name in ("_quarto.yml", "_variables.yml", "en/_quarto.yml", "theme/report.css"):
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_bytes((ROOT / "reports" / name).read_bytes())
    (tmp_path / "parameters").mkdir()
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


def test_cards_move_to_their_addresses_in_every_language(project: Project, tmp_path: Path) -> None:
    shy = Organisation("cis-1", "cis", "CIS Przykładowo", public=False, generated=True)
    open_one = Organisation("cis-2", "cis", "CIS Wzorcowo", public=True, generated=True)
    outline = Outline("x-2024", 2024, "12", "x", ("pl", "en"), (), (), {}, (shy, open_one))
    plan = make_plan(outline, pages=()).of_site(private=True)
    assert plan.jobs == ()
    site = tmp_path / "site"
    for card in ("karty/cis-1/index.html", "en/karty/cis-1/index.html"):
        (site / card).parent.mkdir(parents=True)
        (site / card).write_text(f"{card} karty/cis-10/index.html", encoding="utf-8")
    jobs = [job for job in _jobs(outline) if job.private]
    links = hide_cards(site, plan.__class__("x-2024", ("pl", "en"), tuple(jobs)), b"secret")
    token = link_token(b"secret", "x-2024", "cis-1")
    assert links == {"cis-1": f"karty/{token}/index.html"}
    # What leads to the translation of the card follows it; nothing else does.
    page = (site / "en" / links["cis-1"]).read_text(encoding="utf-8")
    assert page == f"en/{links['cis-1']} karty/cis-10/index.html"
    assert (site / links["cis-1"]).is_file()
    assert not (site / "karty" / "cis-1").exists()
    listed = write_links(project, links)
    assert not listed.is_relative_to(project.site)
    assert listed.read_text(encoding="utf-8") == f"organisation_id,address\ncis-1,karty/{token}/index.html\n"


def _jobs(outline: Outline):
    from pes_analysis.publish.headings import organisation_heading
    from pes_analysis.publish.pages import Page

    page = Page(
        "organisation.ipynb",
        "organisation",
        "organizacje/{unit}",
        ("edition", "organisation_id", "language"),
        organisation_heading,
        figures=True,
    )
    return make_plan(outline, pages=(page,)).jobs


def test_consent_alone_decides_where_a_card_goes() -> None:
    shy = Organisation("cis-1", "cis", "CIS Przykładowo", public=False, generated=True)
    open_one = Organisation("cis-2", "cis", "CIS Wzorcowo", public=True, generated=False)
    outline = Outline("x-2024", 2024, "12", "x", ("pl",), (), (), {}, (shy, open_one))
    targets = {job.target: job.private for job in _jobs(outline)}
    assert targets == {"karty/cis-1/index.ipynb": True, "organizacje/cis-2.ipynb": False}
    heads = {job.unit: job.front_matter for job in _jobs(outline)}
    assert "dane demonstracyjne" in heads["cis-1"]
    assert "dane demonstracyjne" not in heads["cis-2"]
