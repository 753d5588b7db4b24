"""What a letter says of a finding: anyone may send a return, so nothing that the edition keeps."""

from pes_analysis.intake.return_findings import ReturnFinding

# Rules whose own words are for the operator: they quote the register or earlier returns, name other files,
# tell which option to use, or say what was taken. Rule → Polish, English.
_WORDS: dict[str, tuple[str, str]] = {
    "two_returns": (
        "Te same odpowiedzi przysłano w więcej niż jednym pliku. Napisz, który jest właściwy.",
        "The same answers came in more than one file. Write which is right.",
    ),
    "already_there": (
        "Odpowiedzi z tym identyfikatorem za ten rok już mamy. Napisz, czy te mają je zastąpić.",
        "We have answers with this identifier for this year. Write whether these replace them.",
    ),
    "replaced": (
        "To kolejne odpowiedzi za ten rok. Sprawdź, czy są ostateczne.",
        "These are further answers for this year. Check that they are final.",
    ),
    "older_year": (
        "To odpowiedzi za {written}. Sprawdź, czy chodziło o ten rok.",
        "These are answers for {written}. Check that this year was meant.",
    ),
    "type_differs": (
        "Typ {written} nie zgadza się z identyfikatorem organizacji. Popraw jedno z nich.",
        "The type {written} does not fit the identifier of the organisation. Correct one of them.",
    ),
    "name_differs": (
        "Nazwa „{written}” różni się od podanej wcześniej. Sprawdź nazwę i identyfikator.",
        "The name '{written}' differs from the one given before. Check the name and the identifier.",
    ),
    "county_differs": (
        "Powiat {written} różni się od podanego wcześniej. Sprawdź powiat i identyfikator.",
        "The county {written} differs from the one given before. Check the county and the identifier.",
    ),
    "consent_differs": (
        "Zwrot zawiera zgodę na publikację. Sprawdź, czy tak miało być.",
        "The return gives consent to publish. Check that it was meant so.",
    ),
    "not_asked": (
        "O to nie pytamy organizacji tego typu. Usuń odpowiedź albo popraw typ.",
        "This is not asked of organisations of this type. Remove the answer or correct the type.",
    ),
    "without_ps_questions": (
        "Podano status PS, a kwestionariusz nie ma pytań dla PS. Poproś nas o wersję z nimi.",
        "The PS status is given, and the questionnaire lacks its questions. Ask us for one with them.",
    ),
    "thousand_slip": (
        "{written} nie pasuje do odpowiedzi z innego roku. Sprawdź, czy kwota jest w złotych.",
        "{written} does not fit the answers for another year. Check that the amount is in PLN.",
    ),
    "years_swapped": (
        "Sprawdź, czy nie zamieniono liczb za dwa lata.",
        "Check that the figures of two years were not swapped.",
    ),
    "differs_from_last_return": (
        "{written} różni się od odpowiedzi za tamten rok. Sprawdź, która liczba jest dobra.",
        "{written} differs from the answer for that year. Check which figure is right.",
    ),
}


def letter_words(finding: ReturnFinding) -> tuple[str, str]:
    """Give what a letter says of a finding, in Polish and English.

    Examples
    --------
    >>> from pes_analysis.intake.return_findings import Place
    >>> letter_words(Place("a.xlsx").found("name_differs", "Nowa", name="Dawna"))[1]
    "The name 'Nowa' differs from the one given before. Check the name and the identifier."
    """
    if finding.rule not in _WORDS:
        return finding.message_pl, finding.message_en
    pl, en = (text.format(written=finding.written) for text in _WORDS[finding.rule])
    return pl, en
