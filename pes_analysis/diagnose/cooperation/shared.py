"""What the cooperation of all counties of an edition has in common: computed once, then looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pes_analysis.catalogue import Catalogue
from pes_analysis.catalogue.cooperation_survey import CooperationSurvey, load_cooperation_survey
from pes_analysis.catalogue.evaluation import evaluate
from pes_analysis.diagnose.cooperation.claims import Naming, naming_of
from pes_analysis.diagnose.cooperation.network import Network, lay_out_network
from pes_analysis.diagnose.cooperation.quality import INDEX, respondent_areas
from pes_analysis.edition import Edition
from pes_analysis.edition.ties import TiesSurvey


@dataclass(frozen=True, eq=False)
class SharedCooperation:
    """A survey of one year, laid out.

    Attributes
    ----------
    survey : TiesSurvey
    rules : CooperationSurvey
    catalogue : Catalogue
    year : int
        Of the survey: the newest one up to the edition's year.
    whole : Network
        All units asked in it, of the edition's region.
    naming : Naming
    ratings : DataFrame
        From `respondent_areas`.
    """

    survey: TiesSurvey
    rules: CooperationSurvey
    catalogue: Catalogue
    year: int
    whole: Network
    naming: Naming
    ratings: pd.DataFrame

    def counties(self) -> tuple[str, ...]:
        """Give the codes of the counties in which anybody was asked."""
        return tuple(sorted({str(one) for one in self.whole.units["teryt"]}))

    def ratings_in(self, teryt: str) -> pd.DataFrame:
        """Give the rows of `ratings` of one county."""
        inside = self.whole.units.index[self.whole.units["teryt"] == teryt]
        return self.ratings[self.ratings.index.isin(inside)]

    def indices(self) -> Mapping[str, npt.NDArray[np.float64]]:
        """Give the indices of the respondents, by county; counties with enough raters only."""
        formula = self.catalogue.indicator(INDEX).formula
        if formula is None:
            raise ValueError(f"the indicator '{INDEX}' has no formula")
        own = evaluate(formula, self.ratings.dropna().rename(columns=lambda area: f"ijw_area_{area}"))
        of_county = own["value"].groupby(self.whole.units["teryt"].reindex(own.index))
        return {
            str(teryt): values.to_numpy(dtype=np.float64)
            for teryt, values in of_county
            if len(values) >= self.rules.least_raters
        }


@lru_cache(maxsize=4)
def shared_cooperation(edition: Edition) -> SharedCooperation | None:
    """Lay out the newest survey of an edition; None when it has none.

    Examples
    --------
    >>> from pes_analysis.edition import open_edition_data
    >>> shared_cooperation(open_edition_data("slaskie-2024")) is None
    True
    """
    survey, catalogue = edition.ties, edition.catalogue
    year = survey.newest_year(edition.parameters.year)
    if year is None:
        return None
    whole = lay_out_network(survey, year, edition.region_counties)
    if not len(whole):
        return None
    rules = load_cooperation_survey()
    return SharedCooperation(
        survey=survey,
        rules=rules,
        catalogue=catalogue,
        year=year,
        whole=whole,
        naming=naming_of(whole),
        ratings=respondent_areas(survey, rules, catalogue, year),
    )
