"""How sure a county's page is: a mark and a footnote by each finding, a table of all places tested."""

from pes_analysis.diagnose.county import CountyDiagnosis
from pes_analysis.diagnose.findings import Finding
from pes_analysis.present.blocks import Details, Paragraph
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Markup, link
from pes_analysis.present.pages.page_context import PageContext, anchor_of
from pes_analysis.present.sentences.certainty import certainty_mark, certainty_note, in_hundred
from pes_analysis.present.table import Table
from pes_analysis.robust.claim import NOISE, Claim, Standing

STATEMENTS = {
    "best_quarter": mark("in the best quarter"),
    "worst_quarter": mark("in the worst quarter"),
    "better_than_most": mark("better than most"),
    "worse_than_most": mark("worse than most"),
}
WEAKENED_BY = {
    NOISE: mark("chance in small numbers"),
    "peer_count": mark("how many similar counties"),
    "peer_distance": mark("what makes counties similar"),
    "figures_year": mark("the year of the figures"),
    "quarter_rule": mark("how a quarter is drawn"),
}


def finding_certainty(finding: Finding, context: PageContext) -> tuple[Markup, Markup]:
    """Give the mark that stands behind a finding, with its footnote's sign, and the footnote.

    Both are empty for a finding that carries no claim.
    """
    if finding.claim is None:
        return Markup(""), Markup("")
    language = context.language
    sign, note = certainty_note(
        finding.claim,
        f"sure-{anchor_of(finding.indicator)}",
        context.edition.catalogue.signed_list.of("county"),
        context.page("metoda.qmd"),
        language,
    )
    return Markup(f"{certainty_mark(finding.claim, language)}{sign}"), note


def how_sure(diagnosis: CountyDiagnosis, context: PageContext) -> Markup:
    """Write the folded table of the places that were tested; nothing where none was."""
    language = context.language
    claims = _told(diagnosis, context)
    if not claims:
        return Markup("")
    table = Table(
        label="how-sure",
        caption=language.text("How often the places of this county hold"),
        columns=(
            language.text("Indicator"),
            language.text("Place among similar counties"),
            language.text("Holds in 100 trials"),
            language.text("Weakened most by"),
            language.text("What to do"),
        ),
        rows=tuple(_row(claim, context) for claim in claims),
        align="llrll",
        language=language,
    )
    return Details(
        language.text("How sure is this"),
        (
            Paragraph(
                language.markdown(
                    "Each place was tried many times, with chance in the figures and other sound choices of "
                    "method. What holds in fewer than {n} of 100 trials is not among the findings. {method}",
                    n=str(in_hundred(claims[0].rules.softened_at)),
                    method=link(language.text("Method"), context.page("metoda.qmd")),
                )
            ),
            table,
        ),
    ).markdown()


def _told(diagnosis: CountyDiagnosis, context: PageContext) -> list[Claim]:
    """Give the furthest place of each core indicator: a quarter where one is claimed, else a half."""
    told: dict[str, Claim] = {}
    for claim in diagnosis.claims:
        if context.indicator(claim.subject).core:
            told.setdefault(claim.subject, claim)
    return list(told.values())


def _row(claim: Claim, context: PageContext) -> tuple[str | Markup, ...]:
    language = context.language
    held = language.text("not tested") if claim.probability is None else str(in_hundred(claim.probability))
    weakest = "–" if claim.weakest is None else language.text(WEAKENED_BY[claim.weakest])
    return (
        context.indicator_link(claim.subject),
        language.text(STATEMENTS[claim.statement]),
        held,
        weakest,
        _advice(claim, language),
    )


def _advice(claim: Claim, language: Language) -> str:
    if claim.standing is Standing.SAID:
        return language.text("you may rely on it")
    if claim.standing is Standing.UNTESTED:
        return language.text("ask the source how exact the figures are")
    if claim.weakest == NOISE:
        return language.text("collect figures of more years")
    return language.text("discuss the choice")
