"""The 380 counties: names, kinds, statistical units, number of communes, dates of validity."""

from pathlib import Path

import pandas as pd

from pes_analysis.edition.retabulate.cells import CITY, COUNTY_REFORM
from pes_analysis.edition.retabulate.exports import read_unemployed

COUNTY_LIST = Path("teryt_nuts", "powiaty_380_teryt_nuts.csv")
COMMUNE_YEAR = 2024
# In every GUS series these codes begin in the named year: seven counties and the city of Warsaw date from
# 2002, and Wałbrzych is a county again from 2013.
CREATED = {
    "0265": 2013,
    "0812": 2002,
    "1021": 2002,
    "1465": 2002,
    "1821": 2002,
    "2216": 2002,
    "2818": 2002,
    "2819": 2002,
    "3218": 2002,
}


def read_counties(folder: Path) -> pd.DataFrame:
    """Read the counties of today.

    The list of boundaries still calls county 0206 "jeleniogórski"; its name is taken from the newest
    export, where it is "karkonoski" (the name changed in 2021).

    Returns
    -------
    DataFrame
        One row a county with the columns of ``counties.csv``, ordered by ``teryt``.
    """
    listed = pd.read_csv(folder / COUNTY_LIST, dtype=str).sort_values("teryt", ignore_index=True)
    unemployed = read_unemployed(folder)
    newest_name = unemployed[unemployed["level"] == "county"].groupby("teryt")["name"].last()
    return pd.DataFrame(
        {
            "teryt": listed["teryt"],
            "name": listed["teryt"].map(newest_name).map(bare_name),
            "kind": listed["miasto_na_prawach_powiatu"].map({"0": "land", "1": CITY}),
            "voivodeship": listed["woj_teryt"],
            "voivodeship_name": listed["wojewodztwo"].str.lower(),
            "nuts2": listed["nuts2"],
            "nuts3": listed["nuts3"],
            "subregion": listed["podregion_73"].map(subregion_name),
            "bdl_id": listed["bdl_id"],
            "gminas": listed["teryt"].map(communes_per_county(unemployed)).astype(int),
            "valid_from": listed["teryt"].map(CREATED).fillna(COUNTY_REFORM).astype(int),
            "valid_to": "",
        }
    )


def communes_per_county(unemployed: pd.DataFrame) -> pd.Series:
    """Count the communes of each county that have a figure in the newest year of the export.

    The export also lists parts of mixed communes and the former codes of communes that changed their
    kind; the first are left out by level, the second have no figure in the newest year.
    """
    communes = unemployed[
        (unemployed["level"] == "commune")
        & (unemployed["year"] == COMMUNE_YEAR)
        & unemployed["value"].notna()
    ]
    return communes.groupby("teryt").size()


def bare_name(name: str) -> str:
    """Strip what the publisher prints before and after the name of a county.

    Examples
    --------
    >>> [bare_name(n) for n in ("Powiat bocheński", "Powiat m. st. Warszawa", "Powiat m. Wałbrzych od 2013")]
    ['bocheński', 'Warszawa', 'Wałbrzych']
    """
    bare = name.removeprefix("Powiat ").removeprefix("m.").strip()
    return bare.removeprefix("st.").strip().removesuffix(" od 2013")


def subregion_name(title: str) -> str:
    """Turn the capitals of the publisher into a name as it is written.

    Examples
    --------
    >>> subregion_name("PODREGION CHEŁMSKO-ZAMOJSKI"), subregion_name("PODREGION MIASTO ŁÓDŹ")
    ('chełmsko-zamojski', 'miasto Łódź')
    """
    bare = title.removeprefix("PODREGION ")
    city = bare.removeprefix("MIASTO ")
    return bare.lower() if city == bare else f"miasto {city.title()}"
