"""Which libraries the package was installed with: what they do differently, reports do differently."""

import re
from importlib.metadata import PackageNotFoundError, requires, version

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def direct_dependencies() -> tuple[str, ...]:
    """Name the packages that this one cannot do without, as its metadata list them.

    Examples
    --------
    >>> [name for name in ("pandas", "pypandoc-binary", "quarto-cli") if name in direct_dependencies()]
    ['pandas', 'pypandoc-binary']
    """
    lines = [line for line in requires("pes-analysis") or () if "extra ==" not in line]
    return tuple(sorted(found[0] for line in lines if (found := _NAME.match(line))))


def versions() -> tuple[str, ...]:
    """Give the versions of those packages and of this one.

    Examples
    --------
    >>> any(line.startswith("pandas ") for line in versions())
    True
    """
    return tuple(f"{name} {_version(name)}" for name in ("pes-analysis", *direct_dependencies()))


def missing() -> tuple[str, ...]:
    """Name those packages that are not there."""
    return tuple(name for name in direct_dependencies() if not _version(name))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
