"""The private site: cards of organisations that did not agree to a public page, each with its own link."""

import hmac
import secrets
import shutil
from base64 import b32encode
from pathlib import Path
from typing import Any

import yaml

from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.plan import PRIVATE_FOLDER, Plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.render.builtin.config import CONFIG_NAME, NO_ROBOTS
from pes_analysis.publish.render.builtin.project import VARIABLES_NAME

_THEME = "theme"
_SECRET_BYTES = 32
_TOKEN_BYTES = 15
_WELCOME = {
    "pl": (
        "Karty udostępnione organizacjom",
        "Każda organizacja ma własny adres karty. Podaje go wydawca tych stron.",
    ),
    "en": (
        "Cards shared with organisations",
        "Each organisation has an address of its own card. The publisher of these pages gives it.",
    ),
}


def derive_project(public: Project) -> Project:
    """Derive the Quarto project of the private site: the same look, no search, no list of pages.

    Parameters
    ----------
    public : Project
        The project with ``reports/_quarto.yml``; each language in it gets its counterpart.

    Returns
    -------
    Project
        Its ``reports`` holds settings, theme and a start page for each language; no card yet.
    """
    private = Project(public.root, private=True)
    for config in (public.reports / CONFIG_NAME, *sorted(public.reports.glob(f"*/{CONFIG_NAME}"))):
        settings = yaml.safe_load(config.read_text(encoding="utf-8"))
        target = private.reports / config.relative_to(public.reports)
        text = yaml.safe_dump(_without_lists(settings), allow_unicode=True, sort_keys=False)
        write_atomically(target, text.encode())
        variables = config.with_name(VARIABLES_NAME)
        if variables.is_file():
            write_atomically(target.with_name(VARIABLES_NAME), variables.read_bytes())
        title, words = _WELCOME[settings["lang"]]
        write_atomically(target.with_name("index.qmd"), f'---\ntitle: "{title}"\n---\n\n{words}\n'.encode())
    shutil.copytree(public.reports / _THEME, private.reports / _THEME, dirs_exist_ok=True)
    return private


def _without_lists(settings: dict[str, Any]) -> dict[str, Any]:
    website = {key: value for key, value in settings["website"].items() if key not in ("navbar", "site-url")}
    return {
        **settings,
        "project": {
            "type": "website",
            "output-dir": "_site",
            "render": ["*.qmd", f"{PRIVATE_FOLDER}/*/*.ipynb"],
            "resources": [f"{PRIVATE_FOLDER}/*/*.csv", f"{PRIVATE_FOLDER}/*/*.xlsx"],
        },
        "website": {**website, "search": False, "bread-crumbs": False},
        "format": {"html": {**settings["format"]["html"], "include-in-header": {"text": NO_ROBOTS}}},
    }


def read_secret(path: Path) -> bytes:
    """Read what private addresses are made from; made once, when there is none.

    Parameters
    ----------
    path : Path
        Kept beside the editions and never published: whoever has it can name every private address.
    """
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"{secrets.token_hex(_SECRET_BYTES)}\n", encoding="ascii")
    return path.read_bytes().strip()


def link_token(secret: bytes, edition: str, organisation_id: str) -> str:
    """Give the part of a private address that nobody can guess; the same in every build.

    Examples
    --------
    >>> token = link_token(b"secret", "malopolskie-2024", "cis-1")
    >>> len(token), token == link_token(b"secret", "malopolskie-2024", "cis-1")
    (24, True)
    >>> token == link_token(b"secret", "malopolskie-2023", "cis-1")
    False
    """
    whole = hmac.digest(secret, f"{edition}\n{organisation_id}".encode(), "sha256")
    return b32encode(whole[:_TOKEN_BYTES]).decode().lower()


def hide_cards(site: Path, plan: Plan, secret: bytes) -> dict[str, str]:
    """Give every card of a rendered private site its address.

    Parameters
    ----------
    site : Path
        The private site, not yet published; its cards stand in folders named after organisations.
    plan : Plan
        The private part of the plan.
    secret : bytes
        From ``read_secret``.

    Returns
    -------
    dict of str to str
        Organisation to the address of its card, in Polish, from the root of the site.
    """
    tokens = {job.unit: link_token(secret, plan.edition, job.unit) for job in plan.jobs}
    for cards in (site / PRIVATE_FOLDER, *sorted(site.glob(f"*/{PRIVATE_FOLDER}"))):
        for unit, token in tokens.items():
            if (cards / unit).is_dir():
                _lead_to(cards / unit, f"{PRIVATE_FOLDER}/{unit}/", f"{PRIVATE_FOLDER}/{token}/")
                (cards / unit).rename(cards / token)
    return {unit: f"{PRIVATE_FOLDER}/{token}/index.html" for unit, token in sorted(tokens.items())}


def _lead_to(card: Path, old: str, new: str) -> None:
    """Let the pages of a card lead to its translation at the address it will have."""
    for page in card.glob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def write_links(project: Project, links: dict[str, str]) -> Path:
    """Write which organisation has which address: for the publisher alone, so outside the site.

    Returns
    -------
    Path
        ``_private-links.csv`` beside the private site.
    """
    path = project.site.with_name(f"{project.site.name}-links.csv")
    rows = "".join(f"{unit},{address}\n" for unit, address in links.items())
    write_atomically(path, f"organisation_id,address\n{rows}".encode())
    path.chmod(0o600)
    return path
