"""A build that failed, remembered: which reports, and what had been asked for."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.making import ReportsFailedError
from pes_analysis.publish.project import Project
from pes_analysis.publish.request import Request

_ASKED = ("counties", "organisations", "languages")


def remember_failure(project: Project, edition: str, request: Request, error: ReportsFailedError) -> None:
    """Note which reports failed, and of which build."""
    asked = {name: list(getattr(request, name)) for name in _ASKED}
    record = {
        "edition": edition,
        **asked,
        "all_counties": request.all_counties,
        "renderer": request.renderer,
        "output": str(request.output) if request.output else None,
        "failed": [failure.job.target for failure in error.failures],
    }
    write_atomically(project.failed, json.dumps(record, ensure_ascii=False).encode())


def forget_failure(project: Project) -> None:
    """Note that nothing is left to be done again."""
    project.failed.unlink(missing_ok=True)


def failed_build(project: Project, request: Request) -> tuple[str, Request]:
    """Ask again for what failed.

    Parameters
    ----------
    project : Project
        Its last build failed.
    request : Request
        How to do it this time: options, engine, scheduler.

    Returns
    -------
    tuple of str and Request
        The edition, and the same build again with the failed reports alone.

    Raises
    ------
    PesError
        When the last build did not fail.
    """
    try:
        record = json.loads(project.failed.read_bytes())
        asked: dict[str, Any] = {name: tuple(record[name]) for name in _ASKED}
        again = replace(
            request,
            **asked,
            all_counties=bool(record["all_counties"]),
            renderer=record["renderer"],
            output=Path(record["output"]) if record["output"] else None,
            only=frozenset(record["failed"]),
        )
        return str(record["edition"]), again
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        raise PesError(
            "Ostatnie budowanie nie zostawiło nieudanych raportów. Uruchom pes build bez --retry.",
            "The last build left no failed reports. Run pes build without --retry.",
        ) from None
