"""The tree of an index: indicators at the bottom, groups of any depth above, the index at the top."""

from collections.abc import Sequence
from dataclasses import dataclass

from pes_analysis.measure.composite.indicator_rules import IndicatorRule


@dataclass(frozen=True)
class Group:
    """A group and its parts: indicators or groups of the level below."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Hierarchy:
    """The groups of an index by level.

    Attributes
    ----------
    indicators : tuple of str
    levels : tuple of tuple of Group
        From the lowest groups up; the last level holds the index alone.
    """

    indicators: tuple[str, ...]
    levels: tuple[tuple[Group, ...], ...]

    @property
    def index(self) -> str:
        """The name of the index."""
        return self.levels[-1][0].name

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of all groups from the top down, as a reader goes through them; the index comes first."""
        return tuple(group.name for level in reversed(self.levels) for group in level)

    def below(self, name: str) -> tuple[str, ...]:
        """Give the indicators that a group, or an indicator itself, is made of."""
        for level in self.levels:
            for group in level:
                if group.name == name:
                    return tuple(leaf for part in group.parts for leaf in self.below(part))
        return (name,)


def build_hierarchy(indicators: Sequence[IndicatorRule], index: str) -> Hierarchy:
    """Build the tree from the paths of indicators.

    Parameters
    ----------
    indicators : sequence of IndicatorRule
        All with paths of one length; groups keep the order in which they are first named.
    index : str
        The name of the top.

    Returns
    -------
    Hierarchy

    Examples
    --------
    >>> rules = [IndicatorRule(name=name, polarity="stimulant", path=(group,))
    ...          for name, group in (("a", "work"), ("b", "care"), ("c", "work"))]
    >>> for level in build_hierarchy(rules, "index").levels:
    ...     print([(group.name, group.parts) for group in level])
    [('work', ('a', 'c')), ('care', ('b',))]
    [('index', ('work', 'care'))]
    """
    lineages = [(index, *rule.path, rule.name) for rule in indicators]
    levels = []
    for place in range(len(lineages[0]) - 2, -1, -1):
        parts: dict[str, dict[str, None]] = {}
        for lineage in lineages:
            parts.setdefault(lineage[place], {})[lineage[place + 1]] = None
        levels.append(tuple(Group(name, tuple(found)) for name, found in parts.items()))
    return Hierarchy(tuple(rule.name for rule in indicators), tuple(levels))
