"""Units of the directory as a plan sees them: those that agreed to be listed, and nothing of the others."""

from pathlib import Path

from pes_analysis.publish.planning.outline import DirectoryUnit
from pes_analysis.publish.planning.plain_rows import read_rows

_COLUMNS = ("unit_id", "name", "type", "teryt", "listing_consent", "generated")
_LISTED = "public"


def read_directory_list(folder: Path | None) -> tuple[DirectoryUnit, ...]:
    """Read which units have a page, in the order of their ids.

    Parameters
    ----------
    folder : Path or None
        Where the tables of the directory lie; None for an edition without one.

    Raises
    ------
    PesError
        When the list cannot be read.
    """
    rows = read_rows(folder / "units.csv", _COLUMNS) if folder else []
    return tuple(
        DirectoryUnit(
            id=row["unit_id"],
            type=row["type"],
            name=row["name"],
            teryt=row["teryt"],
            generated=row["generated"] == "true",
        )
        for row in sorted(rows, key=lambda row: row["unit_id"])
        if row["listing_consent"] == _LISTED
    )
