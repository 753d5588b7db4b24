"""Hiding groups of too few people, and enough beside them that nobody can work them out from a total."""

from collections.abc import Collection, Mapping


def hidden_groups(people: Mapping[str, int], least: int, already: Collection[str] = ()) -> frozenset[str]:
    """Choose the groups whose figures must not be shown while the total over all groups is.

    A group of one person up to ``least - 1`` is hidden. If those hidden are one group, or fewer than
    ``least`` people together, the total minus what is shown would give them away: the smallest groups beside
    them are hidden too. A group of nobody tells of nobody and stays.

    Parameters
    ----------
    people : mapping of str to int
        How many people each group has.
    least : int
        The smallest group that may be shown.
    already : collection of str
        Groups hidden for another reason: they count as hidden here too.

    Returns
    -------
    frozenset of str
        Without those hidden already of which nobody is here.

    Examples
    --------
    >>> sorted(hidden_groups({"a": 3, "b": 9, "c": 12}, 5))
    ['a', 'b']
    >>> sorted(hidden_groups({"a": 3, "b": 2, "c": 12}, 5))
    ['a', 'b']
    >>> hidden_groups({"a": 0, "b": 9}, 5)
    frozenset()
    """
    by_size = sorted((count, name) for name, count in people.items() if count > 0)
    hidden = [(count, name) for count, name in by_size if count < least or name in already]
    rest = [one for one in by_size if one not in hidden]
    while hidden and rest and (len(hidden) < 2 or sum(count for count, _ in hidden) < least):
        hidden.append(rest.pop(0))
    return frozenset(name for _, name in hidden)
