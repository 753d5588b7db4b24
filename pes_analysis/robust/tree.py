"""The tree of an index laid out for matrices: leaves in an order in which every group is one slice."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pes_analysis.measure.composite.hierarchy import Hierarchy


@dataclass(frozen=True)
class Tree:
    """Groups of an index as slices of the level below.

    Attributes
    ----------
    leaves : tuple of str
        Indicators, each group's next to one another.
    levels : tuple of tuple of slice
        From the lowest groups up: which nodes of the level below make each group.
    nodes : tuple of tuple of str
        Names of the nodes of each level: the leaves first, the index last.
    """

    leaves: tuple[str, ...]
    levels: tuple[tuple[slice, ...], ...]
    nodes: tuple[tuple[str, ...], ...]

    @property
    def parts(self) -> tuple[int, ...]:
        """How many nodes each level has that are parts of a group: all but the index."""
        return tuple(len(names) for names in self.nodes[:-1])


def lay_out_tree(hierarchy: Hierarchy) -> Tree:
    """Order the nodes of every level by the groups they belong to.

    Examples
    --------
    >>> from pes_analysis.measure.composite.hierarchy import Group
    >>> groups = (Group("work", ("a", "c")), Group("care", ("b",)))
    >>> tree = lay_out_tree(Hierarchy(("a", "b", "c"), (groups, (Group("index", ("work", "care")),))))
    >>> tree.leaves, tree.levels[0]
    (('a', 'c', 'b'), (slice(0, 2, None), slice(2, 3, None)))
    """
    nodes: list[tuple[str, ...]] = [(hierarchy.index,)]
    levels: list[tuple[slice, ...]] = []
    for groups in reversed(hierarchy.levels):
        parts_of = {group.name: group.parts for group in groups}
        ends = np.cumsum([0, *(len(parts_of[name]) for name in nodes[0])])
        levels.insert(0, tuple(slice(int(a), int(b)) for a, b in pairwise(ends)))
        nodes.insert(0, tuple(part for name in nodes[0] for part in parts_of[name]))
    return Tree(nodes[0], tuple(levels), tuple(nodes))


def share_out(weights: npt.NDArray[np.floating], groups: tuple[slice, ...]) -> npt.NDArray[np.floating]:
    """Scale weights so that those of every group sum to 1.

    Parameters
    ----------
    weights : ndarray of shape (replications, parts)
    groups : tuple of slice
    """
    shares = np.empty_like(weights)
    for group in groups:
        shares[:, group] = weights[:, group] / weights[:, group].sum(axis=1, keepdims=True)
    return shares
