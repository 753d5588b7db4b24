"""The section of an index's report on change between years: how many units did better, and which most."""

from collections.abc import Iterator

import pandas as pd

from pes_analysis.present.index_figures import difference, figure, share
from pes_analysis.present.language import Language
from pes_analysis.present.markup import Inline, Markup
from pes_analysis.present.table import Table
from pes_analysis.robust.changes import CERTAIN

# Of both ends of the list.
ENDS = 5


def changes_section(changes: pd.DataFrame, language: Language) -> Iterator[str]:
    """Tell how the index changed from the first year to the last.

    Parameters
    ----------
    changes : DataFrame
        As `robust.changes.index_changes` gives it; nothing is told where it is empty.
    language : Language

    Yields
    ------
    str
        Blocks of Markdown.
    """
    if changes.empty:
        return
    # The widest pair of years comes last.
    first, last = (int(changes[column].iloc[-1]) for column in ("from", "to"))
    own = changes[(changes["from"] == first) & (changes["to"] == last)]
    is_one_scale, is_tried = bool(own["change"].notna().any()), bool((own["direction"] != "").any())
    yield f"## {language.text('What changed from {first} to {last}', first=str(first), last=str(last))}"
    if not is_one_scale:
        yield language.markdown(
            "Scores of different years are on different scales, so only ranks are compared."
        )
    if is_tried:
        yield language.markdown(
            "Units that surely did better: {better}. Units that surely did worse: {worse}. "
            "Surely means in at least {certain}% of the replications. For the other {unsure} the change is "
            "within what the noise of data and the choice of method can make.",
            certain=figure(100 * CERTAIN, 0, language),
            **{
                name: figure(int((own["direction"] == name).sum()), 0, language)
                for name in ("better", "worse", "unsure")
            },
        )
    by = own["change"] if is_one_scale else (own["rank_from"] - own["rank_to"]).astype(float)
    ordered = own.loc[by.sort_values(ascending=False, kind="stable").index]
    if len(ordered) > 2 * ENDS:
        ordered = pd.concat([ordered.head(ENDS), ordered.tail(ENDS)])
        caption = language.markdown("The largest rises and falls")
    else:
        caption = language.markdown("Changes of all units")
    yield _table(ordered, caption, is_one_scale, is_tried, language).markdown()
    yield language.markdown("All changes are in {file}.", file=Markup("`changes.csv`"))


def _table(
    shown: pd.DataFrame, caption: Inline, is_one_scale: bool, is_tried: bool, language: Language
) -> Table:
    heads, align = [language.text("Unit")], "l"
    if is_one_scale:
        heads += [language.text("Score then"), language.text("Score now"), language.text("Change")]
        align += "rrr"
    if is_tried and is_one_scale:
        heads, align = [*heads, language.text("Change in replications")], align + "r"
    if is_tried:
        heads, align = [*heads, language.text("Did better")], align + "r"
    heads, align = [*heads, language.text("Rank then"), language.text("Rank now")], align + "rr"
    rows = []
    for row in shown.to_dict("records"):
        cells: list[Inline] = [str(row["unit"])]
        if is_one_scale:
            cells += [figure(row["score_from"], 2, language), figure(row["score_to"], 2, language)]
            cells += [difference(row["change"], 2, language)]
        if is_tried and is_one_scale:
            low, high = (difference(row[column], 2, language) for column in ("change_low", "change_high"))
            cells += [language.markdown("{low} to {high}", low=low, high=high)]
        if is_tried:
            cells += [share(row["p_better"], language)]
        cells += [figure(row["rank_from"], 0, language), figure(row["rank_to"], 0, language)]
        rows.append(tuple(cells))
    return Table("changes", caption, tuple(heads), tuple(rows), align, language)
