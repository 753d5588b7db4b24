from pes_analysis.measure.composite.hierarchy import build_hierarchy
from pes_analysis.measure.composite.indicator_rules import IndicatorRule


def tree(*paths):
    rules = [
        IndicatorRule(name=f"i{at}", polarity="stimulant", path=path.split("/") if path else ())
        for at, path in enumerate(paths)
    ]
    return build_hierarchy(rules, "top")


def test_groups_of_any_depth_stand_from_the_lowest_level_up():
    levels = tree("x/p/1", "x/p/2", "y/q/3").levels
    assert [[group.name for group in level] for level in levels] == [
        ["1", "2", "3"],
        ["p", "q"],
        ["x", "y"],
        ["top"],
    ]
    assert levels[1][0].parts == ("1", "2")


def test_without_groups_the_index_is_made_of_indicators():
    flat = tree("", "")
    assert flat.levels[0][0].parts == ("i0", "i1")
    assert flat.groups == ("top",)


def test_what_is_below_a_group():
    deep = tree("x/p", "y/q", "x/p")
    assert deep.below("x") == ("i0", "i2")
    assert deep.below("top") == ("i0", "i2", "i1")
    assert deep.below("i1") == ("i1",)
