"""The private site: cards of organisations that did not agree to a public page, each with its own link."""

import hmac
import re
import secrets
import shutil
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.planning.plan import PRIVATE_FOLDER, Plan
from pes_analysis.publish.project import Project
from pes_analysis.publish.render.builtin.config import CONFIG_NAME, NO_ROBOTS
from pes_analysis.publish.render.builtin.project import VARIABLES_NAME

_THEME = "theme"
_SECRET_BYTES = 32
_SECRET = re.compile(rb"[0-9a-f]{64}")
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
        Kept beside the editions and never published: whoever has it can name every private address,
        and without it all of them change.

    Raises
    ------
    PesError
        When the file holds something else, such as nothing: the addresses would be everybody's to guess.
    """
    if not path.exists():
        write_atomically(path, f"{secrets.token_hex(_SECRET_BYTES)}\n".encode(), mode=0o600)
    secret = path.read_bytes().strip()
    if not _SECRET.fullmatch(secret):
        raise PesError(
            f"{path.name}: to nie jest klucz adresów prywatnych. Przywróć plik z kopii; jeśli kopii nie ma, "
            "usuń go, a powstanie nowy i wszystkie adresy się zmienią.",
            f"{path.name}: this is not the key of private addresses. Restore the file from a copy; without "
            "one delete it: a new one will be made and all addresses will change.",
        )
    return secret


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


def card_tokens(plan: Plan, secret: bytes) -> dict[str, str]:
    """Give the token of every organisation with a private card."""
    return {job.unit: link_token(secret, plan.edition, job.unit) for job in plan.jobs}


@dataclass(frozen=True)
class Addresses:
    """Where the files of a private site stand, whose pages are written under names of organisations.

    Parameters
    ----------
    tokens : Mapping of str to str
        From ``card_tokens``.

    Examples
    --------
    >>> addresses = Addresses({"cis-1": "abc"})
    >>> addresses.of("en/karty/cis-1/index.html"), addresses.of("theme/report.css")
    ('en/karty/abc/index.html', 'theme/report.css')
    >>> addresses.led("karty/cis-1/index.html", b"../../en/karty/cis-1/index.html")
    b'../../en/karty/abc/index.html'
    """

    tokens: Mapping[str, str]

    def of(self, name: str) -> str:
        """Give the address of a file."""
        unit = self._unit(name)
        return name.replace(_card(unit), _card(self.tokens[unit]), 1) if unit else name

    def led(self, name: str, content: bytes) -> bytes:
        """Let the pages of a card lead to its translation at the address it has."""
        unit = self._unit(name) if name.endswith(".html") else ""
        return content.replace(_card(unit).encode(), _card(self.tokens[unit]).encode()) if unit else content

    def _unit(self, name: str) -> str:
        match name.split("/"):
            case [folder, unit, _, *_] if folder == PRIVATE_FOLDER and unit in self.tokens:
                return unit
            case [_, folder, unit, _, *_] if folder == PRIVATE_FOLDER and unit in self.tokens:
                return unit
        return ""


def _card(unit: str) -> str:
    return f"{PRIVATE_FOLDER}/{unit}/"


def hide_cards(site: Path, tokens: Mapping[str, str]) -> None:
    """Give every card of a rendered private site its address.

    Parameters
    ----------
    site : Path
        The private site, not yet published; its cards stand in folders named after organisations.
    tokens : Mapping of str to str
        From ``card_tokens``.
    """
    for cards in (site / PRIVATE_FOLDER, *sorted(site.glob(f"*/{PRIVATE_FOLDER}"))):
        for unit, token in tokens.items():
            if (cards / unit).is_dir():
                _lead_to(cards / unit, _card(unit), _card(token))
                (cards / unit).rename(cards / token)


def _lead_to(card: Path, old: str, new: str) -> None:
    """Let the pages of a card lead to its translation at the address it will have."""
    for page in card.glob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def links_beside(site: Path) -> Path:
    """Name the list of private addresses: beside the private site, for the publisher alone.

    Examples
    --------
    >>> links_beside(Path("reports/_private")).name
    '_private-links.csv'
    """
    return site.with_name(f"{site.name}-links.csv")


def write_links(site: Path, tokens: Mapping[str, str]) -> Path:
    """Write which organisation has which address, in Polish, from the root of the site."""
    path = links_beside(site)
    addresses = {unit: f"{PRIVATE_FOLDER}/{token}/index.html" for unit, token in sorted(tokens.items())}
    rows = "".join(f"{unit},{address}\n" for unit, address in addresses.items())
    write_atomically(path, f"organisation_id,address\n{rows}".encode(), mode=0o600)
    return path
