"""The page of trainings: who answered, benefits, skills, opinions, own words, each training, the method."""

from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

from pes_analysis.catalogue import State
from pes_analysis.diagnose.training_events import LEAST_RESPONDENTS
from pes_analysis.diagnose.trainings import TrainingEvaluation
from pes_analysis.present.blocks import (
    Bullets,
    Callout,
    Details,
    Facts,
    Findings,
    Heading,
    Lead,
    Paragraph,
    document,
)
from pes_analysis.present.figure import Figure
from pes_analysis.present.language import Language, mark
from pes_analysis.present.markup import Inline, Markup, join
from pes_analysis.present.names import Form, ProperName
from pes_analysis.present.numbers import counted, day, number
from pes_analysis.present.pages.page_context import GENERATED, PageContext
from pes_analysis.present.pages.trainings import charts, judged
from pes_analysis.present.pages.trainings.figures import percent
from pes_analysis.present.table import Table

KINDS: dict[str, str] = {
    "training": mark("training"),
    "workshop": mark("workshop"),
    "tool_use": mark("use of the tool"),
}


@dataclass(frozen=True)
class TrainingsPage:
    """The evaluation of trainings and of the tool; every table behind it is a DataFrame of `found`.

    Attributes
    ----------
    found : TrainingEvaluation
    context : PageContext
    """

    found: TrainingEvaluation
    context: PageContext

    @property
    def _language(self) -> Language:
        return self.context.language

    @property
    def _source(self) -> str:
        """Who gathered the answers."""
        if self.found.generated:
            return self._language.text(GENERATED)
        return self.context.edition.parameters.publisher.name.in_language(self._language.code)

    def summary(self) -> Markup:
        """Say who answered and what stands out."""
        language, found = self._language, self.found
        if found.is_empty:
            return document(
                Lead(language.text("This edition has no data about trainings.")),
                Paragraph(
                    language.text(
                        "The publisher adds them from questionnaires handed out before and after a training."
                    )
                ),
            )
        generated: Inline = ""
        if found.generated:
            generated = Callout(
                "important",
                language.text("Demonstration data (generated)"),
                (
                    language.text(
                        "These trainings and answers are made up. They show what the page looks like."
                    ),
                ),
            )
        first = tuple(judged.judged(one, found.survey, language) for one in judged.foremost(found.claims))
        return document(
            generated,
            Lead(
                language.text(
                    "After the trainings {answered} of {took_part} answered.",
                    answered=number(found.respondents, 0, language),
                    took_part=counted("person", found.participants, 0, language),
                )
            ),
            Facts(
                (
                    language.plural("{n} meeting", "{n} meetings", len(found.events)),
                    language.text("{hours} h in all", hours=number(found.events["hours"].sum(), 0, language)),
                    language.plural(
                        "{n} answered before and after",
                        "{n} answered before and after",
                        int(found.events["answered_both"].sum()),
                    ),
                )
            ),
            Findings(first) if first else "",
            Paragraph(
                language.text(
                    "A person who came to several meetings is counted at each. Answers are anonymous: a code "
                    "that the participant made up joins the two questionnaires."
                )
            ),
        )

    def benefits(self) -> Markup:
        """Set what was expected beside what was received."""
        language = self._language
        return self._section(
            Heading(language.text("Expected and received benefits"), 2, "benefits"),
            language.text(
                "Before: “I expect …”. After: “I have …”. The difference is counted among people who "
                "answered twice."
            ),
            charts.benefits_chart(self.found, self._source, language),
            judged.BENEFITS,
        )

    def skills(self) -> Markup:
        """Set skills after beside skills before."""
        language = self._language
        return self._section(
            Heading(language.text("What participants can do"), 2, "skills"),
            language.text(
                "Participants rate themselves. Such a rating shows confidence, not a result of a test."
            ),
            charts.skills_chart(self.found, self._source, language),
            judged.SKILLS,
        )

    def statements(self) -> Markup:
        """Show opinions about trainings."""
        language = self._language
        return self._section(
            Heading(language.text("Opinions about trainings"), 2, "statements"),
            language.text("Those who answered 4 or 5 agree."),
            charts.statements_chart(self.found, self._source, language),
            judged.STATEMENTS,
        )

    def open_answers(self) -> Markup:
        """Tell what people wrote about, without quoting anybody."""
        language, found = self._language, self.found
        if found.is_empty:
            return Markup("")
        heading = Heading(language.text("In their own words"), 2, "open-answers")
        parts: list[Inline] = [
            heading,
            Paragraph(
                language.text(
                    "Answers are not quoted, since a text can give a person away. Somebody marks what each "
                    "is about, from a closed list."
                )
            ),
        ]
        for about, question in found.survey.open_questions.items():
            counts = found.open_answers.loc[about]
            parts.append(Heading(question.text.in_language(language.code), 3, f"open-{about}"))
            parts.append(Paragraph(self._told(counts)))
            rows = found.codes[found.codes["question"] == about]
            if not rows.empty:
                parts.append(self._codes_table(about, question.text.in_language(language.code), rows))
        return document(*parts)

    def _told(self, counts: Any) -> Markup:
        language = self._language
        if not counts["written"]:
            return language.markdown("Nobody wrote anything.")
        said = [
            language.markdown_plural(
                "{n} answer was written.", "{n} answers were written.", int(counts["written"])
            ),
            language.markdown_plural("{n} is coded,", "{n} are coded,", int(counts["coded"])),
            language.markdown_plural("{n} waits for coding.", "{n} wait for coding.", int(counts["uncoded"])),
        ]
        if counts["held_back"]:
            said.append(
                language.markdown_plural(
                    "{n} was held back, because it looks like personal data.",
                    "{n} were held back, because they look like personal data.",
                    int(counts["held_back"]),
                )
            )
        if counts["coders"]:
            said.append(language.markdown("Coded by: {coders}.", coders=self._in_polish(counts["coders"])))
        return join(said)

    def _in_polish(self, words: str) -> Inline:
        """Mark words of the publisher, who writes Polish, as such on an English page."""
        return ProperName("", words, "", self._language)

    def _codes_table(self, about: str, question: str, rows: Any) -> Table:
        language, survey = self._language, self.found.survey
        body = []
        for row in rows.sort_values(["people", "code"], ascending=[False, True]).to_dict("records"):
            shown = State(row["state"]) is State.VALUE
            symbol = State(row["state"]).symbol
            body.append(
                (
                    survey.codes[row["code"]].in_language(language.code),
                    str(row["people"]) if shown else symbol,
                    percent(row["pct"], language) if shown else symbol,
                )
            )
        return Table(
            label=f"codes-{about.replace('_', '-')}",
            caption=language.text("What the answers are about: {question}", question=question),
            columns=(
                language.text("Subject"),
                language.text("Answers"),
                language.text("Of those coded"),
            ),
            rows=tuple(body),
            align="lrr",
            language=language,
        )

    def events(self) -> Markup:
        """List the trainings: who came, who answered."""
        language, found = self._language, self.found
        if found.is_empty:
            return Markup("")
        return document(
            Heading(language.text("Training by training"), 2, "events"),
            Paragraph(
                language.text(
                    "Nothing is shown of a training at which fewer than {least} people answered. If its "
                    "numbers followed from the total, the next smallest is hidden too.",
                    least=LEAST_RESPONDENTS,
                )
            ),
            self._events_table(),
        )

    def _events_table(self) -> Table:
        """Set trainings side by side; what people answered only where enough of them did."""
        language, code = self._language, self._language.code
        rows = []
        for row in self.found.events.to_dict("records"):
            state = State(row["state"])
            place = (
                self.context.county_name(row["teryt"], Form.FULL) if row["teryt"] else language.text("online")
            )
            answered: tuple[Inline, ...] = (
                str(row["answered_before"]),
                str(row["answered_after"]),
                percent(row["response_pct"], language),
                _mean(row["useful_mean"], language),
            )
            rows.append(
                (
                    row[f"title_{code}"] or self._in_polish(row["title_pl"]),
                    day(date.fromisoformat(row["date"]), language),
                    language.text(KINDS[row["kind"]]),
                    place,
                    str(row["participants"]),
                    *(answered if state is State.VALUE else (state.symbol,) * len(answered)),
                )
            )
        return Table(
            label="events",
            caption=language.text("Trainings: who came and who answered"),
            columns=(
                language.text("Title"),
                language.text("Date"),
                language.text("Kind"),
                language.text("Held at"),
                language.text("Participants"),
                language.text("Answered before"),
                language.text("Answered after"),
                language.text("Response after"),
                language.text("Usefulness, mean from 1 to 5"),
            ),
            rows=tuple(rows),
            align="llllrrrrr",
            language=language,
        )

    def method(self) -> Markup:
        """Say how to read the page and what it does not tell."""
        language = self._language
        if self.found.is_empty:
            return Markup("")
        return document(
            Heading(language.text("How to read this page"), 2, "method"),
            Bullets(
                (
                    language.text(
                        "An interval of 95% says what chance alone could have made of a number. Shares: "
                        "Wilson. Means: Student."
                    ),
                    language.text(
                        "The difference between before and after counts people who answered twice. Shares: "
                        "Bonett and Price, with McNemar's exact test."
                    ),
                    language.text(
                        "A sentence that judges is tried a thousand times. Chance varies, and so does which "
                        "trainings there were. The number beside it says how often it held."
                    ),
                    language.text(
                        "Those who did not answer may think otherwise. The response says how many they are."
                    ),
                    language.text(
                        "People from one training may answer alike, for example about the same trainer. The "
                        "intervals do not count that, so they may be too narrow; the trials do."
                    ),
                    language.text(
                        "Nobody was drawn by lot to take part. A change need not come from the training."
                    ),
                    self.found.survey.source.in_language(language.code),
                )
            ),
        )

    def _section(self, heading: Heading, about: str, figure: Figure | None, kinds: frozenset[str]) -> Markup:
        language, found = self._language, self.found
        if found.is_empty:
            return Markup("")
        if figure is None:
            return document(heading, Paragraph(language.text("There are too few answers to show anything.")))
        sentences = judged.judged_sentences(found.claims, kinds, found.survey, language)
        return document(
            heading,
            Paragraph(about),
            Markup(figure.markdown()),
            Bullets(sentences) if sentences else "",
            Details(language.text("The numbers as a table"), (figure.table,)),
        )


def _mean(value: float, language: Language) -> str:
    return "–" if isnan(value) else number(value, 1, language)
