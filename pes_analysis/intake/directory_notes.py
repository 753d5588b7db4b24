"""What is found while a file of directory entries is read, row by row; repairs of one kind are told once."""

from dataclasses import replace

from pes_analysis.intake.directory_findings import RULES, finding
from pes_analysis.intake.directory_source import SourceRow, SourceTable
from pes_analysis.intake.return_findings import ReturnFinding

_MORE_PL, _MORE_EN = " Takich komórek: {n}.", " Cells like this: {n}."


class Notes:
    """Gathers findings.

    A register writes every phone in its own way: fifty thousand repairs of one kind say no more than the
    first of them and their number.

    Parameters
    ----------
    table : SourceTable
        The file that is read.
    """

    def __init__(self, table: SourceTable) -> None:
        self._table = table
        self._row: SourceRow | None = None
        self._found: list[ReturnFinding | tuple[str, str]] = []
        self._repairs: dict[tuple[str, str], tuple[ReturnFinding, int]] = {}
        self.rules: set[str] = set()
        """Rules met in the row that is being read."""
        self.blocks = False
        """Whether an error was met in the row that is being read."""

    def begin(self, row: SourceRow) -> None:
        """Go on to the next row."""
        self._row, self.blocks = row, False
        self.rules = set()

    def say(
        self,
        column: str,
        rule: str,
        written: str = "",
        read_as: str = "",
        hint: str | tuple[str, str] = "",
    ) -> None:
        """Take note of a finding in a column of the row; an empty column is the whole row."""
        assert self._row is not None
        self.rules.add(rule)
        key = (rule, column)
        if key in self._repairs:
            first, count = self._repairs[key]
            self._repairs[key] = first, count + 1
            return
        found = finding(self._table.place(self._row, column), rule, written, read_as, hint)
        if RULES[rule][0] == "repair":
            self._repairs[key] = found, 1
            self._found.append(key)
        else:
            self._found.append(found)
        self.blocks = self.blocks or found.severity == "error"

    @property
    def all(self) -> tuple[ReturnFinding, ...]:
        """Everything found, in the order of the file."""
        return tuple(_counted(*self._repairs[one]) if isinstance(one, tuple) else one for one in self._found)


def _counted(found: ReturnFinding, count: int) -> ReturnFinding:
    if count == 1:
        return found
    return replace(
        found,
        message_pl=found.message_pl + _MORE_PL.format(n=count),
        message_en=found.message_en + _MORE_EN.format(n=count),
    )
