"""The published site as a store of files for the next one: what stays the same is linked, not copied."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pes_analysis.publish.keys.digests import digest_of
from pes_analysis.publish.site.private import Addresses


class KeptSite:
    """Files of the published site that nobody has written to since it was made.

    The next site takes over those that it is to have with the same content: both then name one file, and the
    old name goes with the old site. No file is ever written to under a name that it shares.

    Parameters
    ----------
    folder : Path
        The published site.
    untouched : Mapping of str to str
        Files that are as they were made, and digests of their contents.
    addresses : Addresses, optional
        Where files stand in either site that are named otherwise; without it all keep their names.

    Attributes
    ----------
    placed : dict of str to str
        What has been put into the next site, and digests of the contents.
    """

    def __init__(
        self, folder: Path, untouched: Mapping[str, str], addresses: Addresses | None = None
    ) -> None:
        self._folder = os.fspath(folder)
        self._untouched = untouched
        self._addresses = addresses or Addresses({})
        self.placed: dict[str, str] = {}

    def has(self, name: str, digest: str) -> bool:
        """Tell whether the published site has a file with this content."""
        return self._untouched.get(self._addresses.of(name)) == digest

    def link(self, name: str, site: Path) -> bool:
        """Take a file over into the next site; False where that is not to be had.

        Parameters
        ----------
        name : str
            The file, from the root of either site.
        site : Path
            The next site.
        """
        address = self._addresses.of(name)
        if address not in self._untouched:
            return False
        try:
            _link(f"{self._folder}/{address}", f"{site}/{address}")
        except OSError:
            # File systems without links, and files that went away just now: they are written anew.
            return False
        self.placed[address] = self._untouched[address]
        return True

    def write(self, name: str, content: bytes, site: Path) -> str:
        """Write a file of the next site; give the digest of the content that it has there."""
        address, led = self._addresses.of(name), self._addresses.led(name, content)
        target = site / address
        target.parent.mkdir(parents=True, exist_ok=True)
        # What stands there may be shared with the published site.
        target.unlink(missing_ok=True)
        target.write_bytes(led)
        self.placed[address] = digest_of(led)
        return self.placed[address]

    def copy(self, source: Path, digest: str, name: str, site: Path) -> None:
        """Put a file into the next site: linked where the published one has it, else copied.

        Parameters
        ----------
        source : Path
            The file.
        digest : str
            Of its content.
        name : str
            What it is called in the site.
        site : Path
            The next site.
        """
        if self.has(name, digest) and self.link(name, site):
            return
        address = self._addresses.of(name)
        target = site / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copyfile(source, target)
        self.placed.pop(address, None)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        # Folders are made when they are missed: asking for each of thousands of files takes longer.
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)  # noqa: PTH108
        os.link(source, target)
