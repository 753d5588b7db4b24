"""Arrays that take long to compute, kept in files from one run to the next."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np
import numpy.typing as npt

from pes_analysis.protect.errors import PesError

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
        PesError
            When the files cannot be read as arrays.

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
        if not kept.is_dir():
            self._keep(kept, compute())
            for other in self.folder.glob(f"{name}-*"):
                if other != kept:
                    shutil.rmtree(other, ignore_errors=True)
        return {path.stem: _read(path) for path in sorted(kept.glob("*.npy"))}

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


def _read(path: Path) -> npt.NDArray[Any]:
    try:
        is_long = path.stat().st_size > _SHORT_BYTES
        found: npt.NDArray[Any] = np.load(path, mmap_mode="r" if is_long else None, allow_pickle=False)
    except (ValueError, EOFError, SyntaxError, TokenError) as error:
        raise PesError(
            f"Plik „{path.name}” w folderze „{path.parent}” jest uszkodzony ({error}). "
            "Usuń ten folder i powtórz polecenie.",
            f"The file '{path.name}' in the folder '{path.parent}' is damaged ({error}). "
            "Delete that folder and run the command again.",
        ) from None
    # A plain array on the mapped memory: each piece of a memmap would be one again, which takes time.
    return found.view(np.ndarray)
