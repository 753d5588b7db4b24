"""What would have to change: each answer is said, with its steps, its chance and its count of peers."""

import pytest

from pes_analysis.present.markup import as_markdown
from pes_analysis.present.pages.organisation.reach import within_reach
from pes_analysis.present.sentences.certainty import in_hundred

SAID = {
    "pl": {
        "above": "nie ma czego nadrabiać",
        "reached": "Żeby do niej dojść, wystarczył",
        "not_reached": "Najlepszy, jaki znaleźliśmy, wystarcza w",
        "out_of_reach": "Nie wystarcza żaden zestaw do 4",
    },
    "en": {
        "above": "nothing to catch up with",
        "reached": "would be enough",
        "not_reached": "The best one found is enough in",
        "out_of_reach": "No set of up to 4 such steps",
    },
}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_card_says_what_would_have_to_change(card_page, every_id, language) -> None:
    seen = set()
    for organisation in every_id:
        card = card_page(organisation, language).card
        reach = card.diagnosis.reach
        said = "".join(as_markdown(part) for part in within_reach(card)).replace("\xa0", " ")
        if reach.kind == "no_score":
            assert said == ""
            continue
        seen.add(reach.kind)
        assert SAID[language][reach.kind] in said, organisation
        if reach.kind in ("reached", "not_reached"):
            assert f" {in_hundred(reach.claim.probability)} " in said, organisation
        for row in reach.steps.to_dict("records"):
            after = as_markdown(card.value(row["indicator"], row["after"])).replace("\xa0", " ")
            assert after in said, organisation
            count = f"{row['made']} z {row['n']}" if language == "pl" else f"{row['made']} of {row['n']}"
            assert count in said, organisation
    assert seen == set(SAID[language])
