"""What organisations say of themselves: a comment on the year, and the steps of an action plan."""

from collections.abc import Mapping, Sequence

from pes_analysis.catalogue import Catalogue, Text
from pes_analysis.edition.generate_organisations.draws import Draws
from pes_analysis.edition.generate_organisations.roster import LAST_YEAR, Profile

Row = dict[str, object]
_COMMENTS_OFTEN, _PLANS_OFTEN = 0.3, 0.28
_WRITTEN_ON = f"{LAST_YEAR + 1}-03-20"
_MONTHS = tuple(f"{LAST_YEAR + 1}-{month:02d}" for month in (6, 9, 10, 11, 12))
_COMMENTS: Mapping[str, Sequence[tuple[str, str]]] = {
    "ss": (
        (
            "W tym roku kupiliśmy drugi samochód dostawczy. Koszty wzrosły, a zlecenia dopiero przychodzą.",
            "This year we bought a second delivery van. Costs rose, and orders are only coming in.",
        ),
        (
            "Dwie osoby odeszły od nas do lepiej płatnej pracy. Traktujemy to jako sukces.",
            "Two people left us for better paid work. We see it as a success.",
        ),
    ),
    "cis": (
        (
            "Uczestnicy przychodzą z coraz poważniejszymi kłopotami zdrowotnymi, więc program trwa dłużej.",
            "Participants come with more and more serious health problems, so the programme takes longer.",
        ),
        (
            "Od września prowadzimy nową pracownię ogrodniczą, dlatego przybyło miejsc.",
            "Since September we have run a new gardening workshop, hence more places.",
        ),
    ),
    "kis": (
        (
            "Klub działa trzy dni w tygodniu. Liczby trzeba czytać z tą miarą.",
            "The club is open three days a week. The figures must be read with that in mind.",
        ),
    ),
    "wtz": (
        (
            "Jedna osoba znalazła pracę po sześciu latach w warsztacie. Dla nas to wynik roku.",
            "One person found work after six years in the workshop. For us it is the result of the year.",
        ),
        (
            "Na miejsce czeka się u nas ponad rok, bo w okolicy nie ma zakładu, do którego można przejść.",
            "The wait for a place is over a year, as there is no establishment nearby to move on to.",
        ),
    ),
    "zaz": (
        (
            "Pralnia pracuje na dwie zmiany. Szukamy stałego odbiorcy na wynajem pościeli.",
            "The laundry works two shifts. We are looking for a steady client for linen rental.",
        ),
    ),
    "ngo": (
        (
            "Działamy społecznie, bez etatów. Wskaźniki zatrudnienia nic o nas nie mówią.",
            "We work as volunteers, without paid staff. Employment indicators say nothing about us.",
        ),
        (
            "Dotacja na ten rok przyszła dopiero w grudniu, więc wynik wygląda lepiej, niż było naprawdę.",
            "This year's grant came only in December, so the result looks better than the year really was.",
        ),
    ),
    "owes": (
        (
            "Nowy projekt ruszył w połowie roku. Pełne efekty będą widoczne w następnym zwrocie.",
            "The new project started in the middle of the year. Full effects will show in the next return.",
        ),
    ),
    "ops": (
        (
            "Dwa etaty pracowników socjalnych od roku są nieobsadzone mimo trzech naborów.",
            "Two posts of social workers have been vacant for a year despite three calls.",
        ),
    ),
    "pcpr": (
        (
            "Najwięcej czasu zajmuje nam szukanie nowych rodzin zastępczych.",
            "Finding new foster families takes most of our time.",
        ),
    ),
    "up": (
        (
            "Od tego roku częściej kierujemy do CIS i KIS osoby długo bezrobotne.",
            "Since this year we have more often referred long-term unemployed people to CIS and KIS.",
        ),
    ),
}
_AT_A_LOSS = (
    "Drugi rok z rzędu mamy stratę: odszedł największy odbiorca. Rozmawiamy z doradcą o nowej ofercie.",
    "It is our second year of loss: the largest client left. We are discussing a new offer with an adviser.",
)
_MOSTLY_EMPTY = (
    "Nie prowadziliśmy rejestru, z którego można wziąć te liczby. Od stycznia już go mamy.",
    "We kept no register from which to take these figures. Since January we have one.",
)
_MANAGER = Text(pl="kierownictwo", en="management")
_BOARD = Text(pl="zarząd", en="board")
# Indicator → the step that would move it, and who would take it.
_STEPS: Mapping[str, tuple[Text, Text]] = {
    "months_cash": (
        Text(
            pl="Odkładać co miesiąc 2% wpływów na osobny rachunek", en="Set aside 2% of receipts each month"
        ),
        _BOARD,
    ),
    "revenue_concentration": (
        Text(pl="Pozyskać dwóch nowych stałych odbiorców", en="Win two new steady clients"),
        _BOARD,
    ),
    "market_revenue_share": (
        Text(
            pl="Przygotować cennik usług i ofertę dla firm", en="Prepare a price list and an offer for firms"
        ),
        _MANAGER,
    ),
    "budget_security": (
        Text(
            pl="Złożyć wnioski na przyszły rok do końca października",
            en="Send next year's bids by the end of October",
        ),
        _BOARD,
    ),
    "completion_rate": (
        Text(
            pl="Rozmawiać z każdą osobą, która chce zrezygnować, zanim odejdzie",
            en="Talk with everyone who wants to give up before they leave",
        ),
        Text(pl="pracownik socjalny", en="social worker"),
    ),
    "employment_effectiveness": (
        Text(
            pl="Umówić praktyki u pięciu miejscowych pracodawców",
            en="Arrange placements with five local employers",
        ),
        Text(pl="doradca zawodowy", en="careers adviser"),
    ),
    "open_market_exit_rate": (
        Text(
            pl="Wprowadzić próbne dni pracy poza placówką", en="Introduce trial days of work outside the unit"
        ),
        Text(pl="trener pracy", en="job coach"),
    ),
    "irp_coverage": (
        Text(pl="Uzupełnić brakujące plany indywidualne", en="Complete the missing individual plans"),
        _MANAGER,
    ),
    "followup_coverage": (
        Text(
            pl="Dzwonić do absolwentów po 3 i po 12 miesiącach",
            en="Call graduates after 3 and after 12 months",
        ),
        Text(pl="doradca zawodowy", en="careers adviser"),
    ),
    "feedback_coverage": (
        Text(
            pl="Zapytać o zdanie co piątego odbiorcę usług", en="Ask every fifth service user for an opinion"
        ),
        _MANAGER,
    ),
    "transparency_index": (
        Text(
            pl="Umieścić na stronie sprawozdania i cennik", en="Put reports and the price list on the website"
        ),
        _BOARD,
    ),
    "problem_solving_share": (
        Text(
            pl="Spotkać się z gminą w sprawie jednego konkretnego problemu",
            en="Meet the commune about one concrete problem",
        ),
        _MANAGER,
    ),
    "referral_feedback": (
        Text(
            pl="Co kwartał odsyłać informację o skierowanych osobach",
            en="Report back each quarter on the people referred",
        ),
        Text(pl="pracownik socjalny", en="social worker"),
    ),
    "digital_readiness": (
        Text(pl="Uruchomić zapisy przez internet i kopie zapasowe", en="Start online booking and backups"),
        _MANAGER,
    ),
    "training_coverage": (
        Text(pl="Zaplanować po jednym szkoleniu dla każdej osoby", en="Plan one training for each person"),
        _MANAGER,
    ),
}


def comments(profile: Profile, seed: object) -> list[Row]:
    """Draw the comment of an organisation on the last year, if it wrote one."""
    draws = Draws(seed, profile.organisation_id, "comment")
    said = draws.one_of(_COMMENTS[profile.type])
    writes = draws.chance(_COMMENTS_OFTEN)
    if profile.special.margins.get(LAST_YEAR, 0) < 0 and profile.special.own_share is None:
        said, writes = _AT_A_LOSS, True
    elif profile.special.unanswered:
        said, writes = _MOSTLY_EMPTY, True
    if not writes or profile.status not in ("active", "existing"):
        return []
    pl, en = said
    return [
        {
            "organisation_id": profile.organisation_id,
            "year": LAST_YEAR,
            "written_on": _WRITTEN_ON,
            "text_pl": pl,
            "text_en": en,
        }
    ]


def plans(profile: Profile, catalogue: Catalogue, seed: object) -> list[Row]:
    """Draw the action plan of an organisation, if it made one: two or three steps that fit its type."""
    draws = Draws(seed, profile.organisation_id, "plan")
    fitting = [one for one in _STEPS if not profile.codes.isdisjoint(catalogue.indicator(one).applies_to)]
    chosen = draws.order(fitting)[: draws.whole(2, 3)]
    if not draws.chance(_PLANS_OFTEN) or profile.status != "active":
        return []
    months = sorted(draws.one_of(_MONTHS) for _ in chosen)
    return [
        {
            "organisation_id": profile.organisation_id,
            "year": LAST_YEAR,
            "position": position,
            "step_pl": _STEPS[indicator][0].pl,
            "step_en": _STEPS[indicator][0].en,
            "who_pl": _STEPS[indicator][1].pl,
            "who_en": _STEPS[indicator][1].en,
            "due": month,
            "indicator": indicator,
        }
        for position, (indicator, month) in enumerate(zip(chosen, months, strict=True), start=1)
    ]
