"""Small figures of every kind, and a reader that finds what is written where in them."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from pes_analysis.present.answer_bars import AnswerWords, answer_bars
from pes_analysis.present.before_after import BeforeAfterWords, before_after
from pes_analysis.present.block_bars import BlockWords, block_bars
from pes_analysis.present.contribution_bars import ContributionWords, End, contribution_bars
from pes_analysis.present.dot_strip import StripWords, dot_strip
from pes_analysis.present.figure import Figure
from pes_analysis.present.gap_chart import GapWords, gap_chart
from pes_analysis.present.interval_dots import IntervalWords, interval_dots
from pes_analysis.present.language import Language
from pes_analysis.present.lettering import text_width
from pes_analysis.present.level_change import LevelWords, level_change
from pes_analysis.present.map_chart import MapWords, map_chart
from pes_analysis.present.network_chart import NetworkWords, network_chart
from pes_analysis.present.numbers import number
from pes_analysis.present.profile_bars import ProfileWords, profile_bars
from pes_analysis.present.profile_panels import PanelWords, profile_panels
from pes_analysis.present.quartile_dots import DotWords, quartile_dots
from pes_analysis.present.rank_intervals import RankWords, rank_intervals
from pes_analysis.present.spine import SpineWords, spine_chart
from pes_analysis.present.table import Table
from pes_analysis.present.trend_chart import trend_chart
from pes_analysis.present.trend_panels import trend_panels
from pes_analysis.present.trend_plot import TrendWords

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Rodziny wspierane z powodu bezradności w sprawach opiekuńczo-wychowawczych, na 1000 mieszkańców"
TABLE = Table("dane", "Dane.", ("Powiat",), (("bocheński",),), "l", Language.PL)
SPINE_WORDS = SpineWords(
    "gorzej", "lepiej", "wartość", "rok", "cała grupa", "środkowa połowa", "mediana",
    "w lepszej ćwiartce", "pośrodku", "w gorszej ćwiartce",
)  # fmt: skip
GAP_WORDS = GapWords(
    "mniej niż gdzie indziej", "więcej niż gdzie indziej", "przeciętny powiat", "potrzeby", "podaż",
    "jedna z najszerszych luk",
)  # fmt: skip
BLOCK_WORDS = BlockWords("gorzej", "lepiej", "mediana podobnych powiatów")


def tick(value: float, decimals: int) -> str:
    return number(value, decimals, Language.PL)


TREND_WORDS = TrendWords(
    "powiat bocheński", "mediana podobnych powiatów", "środkowa połowa podobnych", "Polska",
    "% aktywnych zawodowo", "brak danych", tick,
)  # fmt: skip
PROFILE_WORDS = ProfileWords(
    "punkty od 0 do 100", "wynik organizacji", "wartości odniesienia osiągnięte", "niepewność wyniku",
    "mediana podobnych", 70, "lepiej niż trzy czwarte", "pośrodku", "gorzej niż trzy czwarte",
)  # fmt: skip
DOT_WORDS = DotWords(
    "punkty od 0 do 100", "gorzej", "lepiej", "od najniższego do najwyższego", "środkowa połowa", "mediana",
    "organizacja", "wartość zalecana", 70.0,
)  # fmt: skip
LEVEL_WORDS = LevelWords(
    "wynik ogólny w 2024 r.", "zmiana od 2023 r.", "wysoko i coraz lepiej", "nisko, ale coraz lepiej",
    "wysoko, ale coraz gorzej", "nisko i coraz gorzej", "mediana: 66", "organizacja", tick,
)  # fmt: skip
PANEL_WORDS = PanelWords("punkty od 0 do 100", "wynik organizacji", "mediana")
STRIP_WORDS = StripWords("% bezrobotnych", "gorzej", "lepiej", "mediana 4,9%", "Bez danych:", tick)


@dataclass(frozen=True)
class Written:
    """One line of text and the box it takes."""

    words: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


class Reader:
    """What stands in the two layouts of a figure."""

    def __init__(self, figure: Figure) -> None:
        self.root = ElementTree.fromstring(figure.svg)
        self.layouts = {
            name: next(
                nested
                for nested in self.root.findall(f"{SVG}svg")
                if f"pes-{name}" in nested.get("class", "")
            )
            for name in ("wide", "narrow")
        }

    def lines(self, layout: str) -> list[Written]:
        return [_written(element) for element in self.layouts[layout].iter(f"{SVG}text")]

    def words(self, layout: str = "wide") -> list[str]:
        return [line.words for line in self.lines(layout)]

    def all(self, tag: str, layout: str = "wide") -> list[ElementTree.Element]:
        return list(self.layouts[layout].iter(SVG + tag))


def _written(element: ElementTree.Element) -> Written:
    words, size = element.text or "", float(element.get("font-size", "0"))
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    width = text_width(words, size, element.get("font-weight") == "600")
    start = {"middle": x - width / 2, "end": x - width}.get(element.get("text-anchor", ""), x)
    return Written(words, start, start + width, y - 0.74 * size, y + 0.2 * size, size)


def spine_rows(label: str = LONG) -> pd.DataFrame:
    group = {"minimum": 1.0, "q1": 3.0, "median": 4.0, "q3": 6.0, "maximum": 11.0}
    none = dict.fromkeys([*group, "value"], np.nan) | {"value_text": "", "year_text": "", "mark": "none"}
    return pd.DataFrame(
        [
            {"label": label, **group, "value": 2.0, "polarity": "destimulant", "mark": "better",
             "value_text": "2,0%", "year_text": "2024", "state": "value", "reason": ""},
            {"label": "Wynagrodzenie", **group, "value": 2.0, "polarity": "stimulant", "mark": "worse",
             "value_text": "1 296 400 zł", "year_text": "2023", "state": "value", "reason": ""},
            {"label": "Poza grupą", **group, "value": 90.0, "polarity": "stimulant", "mark": "middle",
             "value_text": "90,0", "year_text": "2018", "state": "value", "reason": ""},
            {"label": "Mieszkania wspomagane", **none, "polarity": "stimulant", "state": "missing",
             "reason": "ROPS nie podaje liczby mieszkań"},
            {"label": "Rodziny z przemocą", **none, "polarity": "destimulant", "state": "suppressed",
             "reason": "mniej niż 10 rodzin"},
        ]
    )  # fmt: skip


def block_rows(area: str = "Pieniądze na politykę społeczną") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area": [area, "Problemy", "Wsparcie", "Współpraca"],
            "share_better": [100.0, 0.0, 50.0, np.nan],
            "mark": ["better", "worse", "middle", "none"],
            "position_text": ["lepiej niż wszystkie 20", "gorzej niż wszystkie 20 podobnych powiatów",
                              "jak połowa", ""],
            "state": ["value", "zero", "value", "missing"],
            "reason": ["", "", "", "czekamy na dane o umowach"],
        }
    )  # fmt: skip


def gap_rows(area: str = "Asystencja osób z niepełnosprawnościami") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area": [area, "Bezdomność", "Przemoc", "Kultura"],
            "need": [1.2, -9.0, np.nan, np.nan],
            "supply": [-0.4, np.nan, 4.0, np.nan],
            "gap": [True, False, False, False],
            "note": ["biała plama: nikt tu tego nie robi", "podaż ukryta", "", "podaż nieznana"],
        }
    )  # fmt: skip


ANSWER_WORDS = AnswerWords(
    ("zdecydowanie nie", "raczej nie", "trudno powiedzieć", "raczej tak", "zdecydowanie tak")
)
PAIR_WORDS = BeforeAfterWords(
    "oczekiwane przed", "odniesione po", "przedział 95%", "% osób", ((0, "0"), (50, "50"), (100, "100"))
)


def answer_rows(label: str = "Szkolenie przyda mi się w pracy.") -> pd.DataFrame:
    shares = [[4.0, 16.0, 30.0, 35.0, 15.0], [0.0, 0.0, 0.0, 0.0, 100.0], [np.nan] * 5]
    return pd.DataFrame(shares, columns=[f"share_{answer}" for answer in range(1, 6)]).assign(
        label=[label, "Tempo było dobre.", "Polecę innym."],
        said=["50% się zgadza (przedział 43–57%)", "100% się zgadza (przedział 72–100%)", ""],
        state=["value", "value", "suppressed"],
        reason=["", "", "za mało osób, żeby to pokazać"],
    )  # fmt: skip


def pair_rows(label: str = "Kontakty") -> pd.DataFrame:
    numbers = [[79.0, 72.0, 85.0, 75.0, 68.0, 81.0], [0.0, np.nan, np.nan, 100.0, 20.0, 100.0], [np.nan] * 6]
    columns = [f"{side}{part}" for side in ("before", "after") for part in ("", "_low", "_high")]
    return pd.DataFrame(numbers, columns=columns).assign(
        label=[label, "Porównanie", "Wskaźniki"],
        said=["−6 (od −16 do +4)", "+100 (przedziału nie da się obliczyć)", ""],
        state=["value", "value", "missing"],
        reason=["", "", "nikt nie odpowiedział"],
    )


def profile_rows(name: str = "Zarządzanie i wykorzystanie danych") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [name, "Finanse", "Efekty dla ludzi", "Współpraca", "Rozwój"],
            "score": [0.0, 100.0, 52.0, 70.0, np.nan],
            "lower": [np.nan, 88.0, 47.0, np.nan, np.nan],
            "upper": [np.nan, 100.0, 58.0, np.nan, np.nan],
            "median": [41.0, 58.0, 55.0, np.nan, np.nan],
            "mark": ["worse", "better", "middle", "none", "none"],
            "score_text": ["0", "100", "52", "70", ""],
            "note": ["mediana podobnych 41; gorzej niż każda z 14 podobnych organizacji",
                     "mediana podobnych 58", "przedział od 47 do 58", "", ""],
            "state": ["zero", "value", "value", "value", "missing"],
            "reason": ["", "", "", "", "za mało danych: znamy 1 z 3 głównych wskaźników"],
        }
    )  # fmt: skip


def contribution_rows(label: str = LONG) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [label, "Umowy o pracę", "Rotacja pracowników", "Pozostałe (9)"],
            "contribution": [5.2, 3.1, -4.4, 0.0],
            "mark": ["better", "better", "worse", "none"],
            "value_text": ["+5,2", "+3,1", "−4,4", "0,0"],
        }
    )


def draw_contributions(rows: pd.DataFrame, end: float = 62.0, name: str = "Organizacja") -> Figure:
    ends = End("Średnia podobnych", 58.1, "58,1"), End(name, end, "62,0")
    return contribution_bars(rows, *ends, ContributionWords("podnosi", "obniża"), **about("z-czego"))


def trend_rows(values: list[float] | None = None) -> pd.DataFrame:
    values = values or [9.0, 8.5, np.nan, 7.0, 6.4, 6.0, 4.1]
    return pd.DataFrame(
        {
            "year": range(2018, 2018 + len(values)),
            "value": values,
            "q1": 4.0, "median": 6.0, "q3": 9.0, "country": 5.5,
            "value_text": ["" if np.isnan(value) else tick(value, 1) + "%" for value in values],
        }
    )  # fmt: skip


def squares(count: int) -> dict[str, list[list[tuple[float, float]]]]:
    """Counties 0.4° wide side by side."""
    return {
        f"12{index:02}": [[(west, 49.5), (west + 0.4, 49.5), (west + 0.4, 50.0), (west, 50.0), (west, 49.5)]]
        for index, west in enumerate(19 + 0.4 * np.arange(count))
    }


def county_rows(name: str = "powiat bocheński", count: int = 8) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "teryt": [f"12{index:02}" for index in range(count)],
            "name": [name, *(f"powiat {letter}" for letter in "bcdefghij"[: count - 1])],
            "short_name": [name.split()[-1] if name.split() else "", *"bcdefghij"[: count - 1]],
            "value": np.arange(count) * 1.0,
            "value_text": [f"{value},0%" for value in range(count)],
            "state": "value",
            "highlighted": [index in (0, 1, 5) for index in range(count)],
        }
    )
    rows.loc[2, ["value", "value_text", "state"]] = [np.nan, "brak danych", "missing"]
    rows.loc[3, ["value", "value_text", "state"]] = [np.nan, "dane utajnione", "suppressed"]
    return rows


AREAS = ("Kondycja ekonomiczna", LONG, "Rozwój")


def compared(count: int = 5, name: str = "CIS-00") -> list[str]:
    return [name, *(f"CIS-{place:02}" for place in range(1, count))]


def quartile_rows() -> pd.DataFrame:
    five = [[20.0, 41.0, 55.0, 70.0, 92.0], [0.0, 0.0, 50.0, 100.0, 100.0], [np.nan] * 5]
    return pd.DataFrame(five, columns=["minimum", "q1", "median", "q3", "maximum"]).assign(row=AREAS)


def unit_points(units: list[str]) -> pd.DataFrame:
    """Points of which many stand at the same place; the second unit has none in the first row."""
    values = [round(7 * place % 10 * 11 / 3) for place in range(len(units))]
    points = pd.DataFrame(
        [
            {"row": row, "unit": unit, "value": float(value), "value_text": str(value)}
            for row in AREAS
            for unit, value in zip(units, values, strict=True)
        ]
    )
    points.loc[1, ["value", "value_text"]] = [np.nan, "."]
    return points


def draw_dots(rows: pd.DataFrame, points: pd.DataFrame, units: list[str]) -> Figure:
    return quartile_dots(rows, points, units, DOT_WORDS, **about("kropki"))


def draw_panels(rows: pd.DataFrame, points: pd.DataFrame, units: list[str]) -> Figure:
    return profile_panels(rows, points, units, PANEL_WORDS, **about("profile"))


def level_rows(units: list[str]) -> pd.DataFrame:
    """Units close together, two of them in the same place, one without a number."""
    places = np.arange(len(units))
    rows = pd.DataFrame(
        {
            "unit": units,
            "level": 60.0 + places % 4 * 1.5,
            "change": places % 3 - 1.2,
            "labelled": places < 10,
        }
    )
    rows.loc[len(units) - 1, "change"] = np.nan
    return rows


def draw_level(rows: pd.DataFrame, label: str = "zmiana", **options: object) -> Figure:
    return level_change(rows, LEVEL_WORDS, **about(label), **options)


def draw_network(name: str = LONG, **options: object) -> Figure:
    units = pd.DataFrame(
        {
            "id": list("abcdefghi"),
            "label": [name, "CIS-D08", name, "OPS", name, "PUP (powiat bocheński)", "PCPR", name, "LGD"],
            "column": ["left", "left", "left", "right", "right", "right", "right", "middle", "middle"],
            "filled": [True, True, False, True, True, True, False, True, False],
        }
    )
    ties = pd.DataFrame(
        {
            "first": list("aabcadahd"),
            "second": list("dceebfhih"),
            "width": [1, 2, 3, 4, 4, 1, 1, 2, 3],
            "said": [f"{name}: {place}" for place in range(9)],
        }
    )
    words = NetworkWords(name, "urzędy", ("zna", "wymienia", "uzgadnia", "działa"), "nie odpowiedział", "LGD")
    return network_chart(units, ties, words, **{**about("siec"), **options})


def about(label: str) -> dict[str, object]:
    return {"label": label, "caption": "Podpis: źródło, rok.", "alt": "Opis z liczbami.", "table": TABLE}


def draw_map(rows: pd.DataFrame, label: str = "mapa", **options: object) -> Figure:
    words = MapWords("% bezrobotnych", ("mniej niż 4", "4 i więcej"), "brak danych", "dane utajnione")
    return map_chart(rows, squares(len(rows)), [4.0], words, **about(label), **options)


BUILDERS: dict[str, Callable[[str], Figure]] = {
    "spine": lambda name: spine_chart(spine_rows(name), SPINE_WORDS, **about("profil")),
    "gaps": lambda name: gap_chart(gap_rows(name), GAP_WORDS, **about("luki")),
    "blocks": lambda name: block_bars(block_rows(name), BLOCK_WORDS, **about("obraz")),
    "profile": lambda name: profile_bars(profile_rows(name), PROFILE_WORDS, **about("punkty")),
    "contributions": lambda name: draw_contributions(contribution_rows(name), name=name),
    "trend": lambda name: trend_chart(
        trend_rows(), TREND_WORDS, **about("trend"),
        breaks=pd.DataFrame({"year": [2022], "reason": [name]}),
    ),
    "panels": lambda name: trend_panels(
        pd.concat([trend_rows().assign(panel=f"{name} {index}") for index in range(3)]),
        TREND_WORDS, **about("trendy"),
    ),
    "map": lambda name: draw_map(county_rows(name), chosen="1200"),
    "network": lambda name: draw_network(name),
    "intervals": lambda name: interval_dots(
        pd.DataFrame(
            {
                "name": [name, "Finanse", name],
                "value": [0.0, 52.5, 100.0],
                "lower": [0.0, 41.0, 90.0],
                "upper": [12.0, 63.0, 100.0],
                "value_text": ["0", "52,5 (od 41 do 63)", "100"],
            }
        ),
        IntervalWords("źle", "dobrze", "ocena", "przedział", "średnia", tick),
        ends=(0, 100),
        reference=50,
        **about("oceny"),
    ),
    "intervals beside": lambda name: interval_dots(
        pd.DataFrame(
            {
                "name": [name, "Bezdomność", name],
                "value": [0.4, 1.5, 2.0],
                "lower": [0.0, 1.0, 1.0],
                "upper": [1.2, 3.0, 2.5],
                "value_text": ["0,4", "1,5", "2,0"],
                "beside": [0.5, float("nan"), 3.0],
                "note": [f"potrzeba 52 ze 100: {name}", "", "niewidoczne w statystyce"],
            }
        ),
        IntervalWords("", "", "zgłoszenia", "przedział", "", tick, "reszta regionu"),
        ends=(0, 3),
        **about("sygnaly"),
    ),
    "answers": lambda name: answer_bars(answer_rows(name), ANSWER_WORDS, **about("opinie")),
    "before and after": lambda name: before_after(pair_rows(name), PAIR_WORDS, **about("korzysci")),
    "strip": lambda name: dot_strip(
        county_rows(name), STRIP_WORDS, **about("pasek"), polarity="destimulant", reference=3.0
    ),
    "ranks": lambda name: rank_intervals(
        pd.DataFrame(
            [(name, 1, 1, 2, 9), ("Kraków", 12, 3, 14, 22)], columns=["unit", "rank", "low", "median", "high"]
        ),
        22,
        RankWords("gorzej", "lepiej", "miejsce w indeksie", "środek powtórzeń", "90% powtórzeń"),
        **about("miejsca"),
    ),
    "dots": lambda name: draw_dots(quartile_rows(), unit_points(compared(10, name)), compared(10, name)),
    "levels": lambda name: draw_level(level_rows(compared(10, name)), median=62.0),
    "levels of a group": lambda name: draw_level(
        level_rows(compared(20, name)), "zmiany", lower_is_better=True
    ),
    "profiles": lambda name: draw_panels(
        quartile_rows(), unit_points(compared(5, name)), compared(5, name)
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def read() -> Callable[[Figure], Reader]:
    return Reader


@pytest.fixture(params=BUILDERS)
def build(request: pytest.FixtureRequest) -> Callable[[str], Figure]:
    """Each kind of chart in turn, as a function of a name that stands in it."""
    return BUILDERS[request.param]


@pytest.fixture(scope="session")
def builders() -> dict[str, Callable[[str], Figure]]:
    return BUILDERS


@pytest.fixture(scope="session")
def chart_table() -> Table:
    return TABLE


@pytest.fixture(scope="session")
def make() -> object:
    """Rows, words and builders of single charts, for tests that change a row."""

    class Make:
        spine = staticmethod(lambda rows: spine_chart(rows, SPINE_WORDS, **about("profil")))
        blocks = staticmethod(lambda rows: block_bars(rows, BLOCK_WORDS, **about("obraz")))
        profile = staticmethod(lambda rows: profile_bars(rows, PROFILE_WORDS, **about("punkty")))
        contributions = staticmethod(draw_contributions)
        trend = staticmethod(lambda rows, **more: trend_chart(rows, TREND_WORDS, **about("trend"), **more))
        panels = staticmethod(lambda rows: trend_panels(rows, TREND_WORDS, **about("trendy")))
        map = staticmethod(draw_map)
        answers = staticmethod(lambda rows: answer_bars(rows, ANSWER_WORDS, **about("opinie")))
        pairs = staticmethod(lambda rows: before_after(rows, PAIR_WORDS, **about("korzysci")))
        answer_rows = staticmethod(answer_rows)
        pair_rows = staticmethod(pair_rows)
        strip = staticmethod(lambda rows, **more: dot_strip(rows, STRIP_WORDS, **about("pasek"), **more))
        dots = staticmethod(draw_dots)
        levels = staticmethod(draw_level)
        side_by_side = staticmethod(draw_panels)
        compared = staticmethod(compared)
        quartile_rows = staticmethod(quartile_rows)
        unit_points = staticmethod(unit_points)
        level_rows = staticmethod(level_rows)
        spine_rows = staticmethod(spine_rows)
        block_rows = staticmethod(block_rows)
        profile_rows = staticmethod(profile_rows)
        contribution_rows = staticmethod(contribution_rows)
        trend_rows = staticmethod(trend_rows)
        county_rows = staticmethod(county_rows)

    return Make
