"""A labelled page whose period prints the year once."""

from extractors.extract import extract
from extractors.readers import read


def test_two_days_of_one_year_are_both_read() -> None:
    text = (
        "Koivupolku – hanke\n\nToteutusaika: 1.2.-31.12.2022\nRahoittaja: Koivulan Säästösäätiö, 38 500 euroa\n"
        "Toteuttaja: Koivukoti ry\n\nHankkeen tavoitteena on tukea nuorten osallisuutta."
    )
    found = extract(read(text.encode(), url="file:sivu.txt")).found
    dates = [(f.qualifiers["role"], f.values["date"].value) for f in found if f.type == "period"]
    assert dates == [("start", "2022-02-01"), ("end", "2022-12-31")]
