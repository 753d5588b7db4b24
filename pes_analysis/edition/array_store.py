"""Arrays that take long to compute, kept in files from one run to the next."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]
# What is shorter is read at once: a mapped file costs more than it holds.
_SHORT_BYTES = 1 << 16


@dataclass(frozen=True)
class ArrayStore:
    """A folder of arrays, each set under a digest of what it was computed from.

    The files are mapped into memory, not read: processes that use them share one copy, and one that is forked
    takes no longer for their size. Treat the arrays as read-only.

    Parameters
    ----------
    folder : Path
        Safe to delete when nothing runs.
    context : str
        What all sets depend on besides their own inputs: a digest of the code that computes them.
    """

    folder: Path
    context: str

    def arrays(
        self, name: str, inputs: Iterable[npt.NDArray[Any] | str], compute: Callable[[], Arrays]
    ) -> Arrays:
        """Give a set of arrays: the kept one, or a new one, which replaces the kept one of that name.

        A set that cannot be read is computed anew: nothing is lost with it but time.

        Parameters
        ----------
        name : str
            Of the set, in letters, digits and "_".
        inputs : iterable of ndarray or str
            All that the arrays are computed from.
        compute : callable
            Gives the arrays by name.

        Raises
        ------
        OSError
            When the set cannot be written, as on a full disk.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     store = ArrayStore(Path(folder), "version 1")
        ...     first = store.arrays("squares", ["3"], lambda: {"one": np.arange(3) ** 2})
        ...     again = store.arrays("squares", ["3"], lambda: {})
        ...     again["one"].tolist()
        [0, 1, 4]
        """
        kept = self.folder / f"{name}-{self._digest(inputs)}"
        found = _read_set(kept)
        if found is not None:
            return found
        _remove(kept)
        self._keep(kept, compute())
        for other in self.folder.glob(f"{name}-*"):
            if other != kept:
                _remove(other)
        found = _read_set(kept)
        if found is None:
            raise OSError(f"the arrays just written to {kept} cannot be read")
        return found

    def _digest(self, inputs: Iterable[npt.NDArray[Any] | str]) -> str:
        whole = blake2b(self.context.encode(), digest_size=16)
        for one in inputs:
            if isinstance(one, str):
                data, told = one.encode(), f"{len(one.encode())} text "
            else:
                data, told = np.ascontiguousarray(one).tobytes(), f"{one.shape} {one.dtype.str} "
            whole.update(told.encode())
            whole.update(data)
        return whole.hexdigest()

    def _keep(self, kept: Path, arrays: Arrays) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".") as folder:
            whole = Path(folder) / "set"
            whole.mkdir()
            for name, one in arrays.items():
                np.save(whole / f"{name}.npy", one, allow_pickle=False)
            try:
                whole.rename(kept)
            except OSError:
                # Another process has computed the same and was faster.
                if not kept.is_dir():
                    raise


def _read_set(folder: Path) -> Arrays | None:
    try:
        return {path.stem: _read(path) for path in sorted(folder.glob("*.npy"))} or None
    except (OSError, ValueError, EOFError, SyntaxError, TokenError):
        return None


def _read(path: Path) -> npt.NDArray[Any]:
    is_long = path.stat().st_size > _SHORT_BYTES
    found: npt.NDArray[Any] = np.load(path, mmap_mode="r" if is_long else None, allow_pickle=False)
    # A plain array on the mapped memory: each piece of a memmap would be one again, which takes time.
    return found.view(np.ndarray)


def _remove(folder: Path) -> None:
    """Take a set away under another name first: one that is half gone must not be taken for whole."""
    with suppress(FileNotFoundError), tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as away:
        folder.rename(Path(away) / "set")
