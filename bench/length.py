"""Twice the length, twice the time: a page of up to 5 MB, a PDF of up to 500 pages, and text built to hurt.

A ratio near 2 is linear; near 4 is quadratic.
"""

from collections.abc import Callable
from functools import partial

from bench.sample import ROOT, seconds
from bench.written import pdf_of
from extractors.results import result_of

_PAGE = ROOT / "data" / "sample" / "setlementti-koivu.example" / "hankkeet" / "oma-polku" / "index.html"
_UNITS = {
    "spaces": " ", "dots": ".", "digits": "7", "(at)": "a(at)", "brackets": "(", "capital words": "Koivu ",
    "phones": "040 000 1234\n", "e-mails": "etu.suku@koivu.example\n", "years": "2019-", "goals": "tavoitteena on ",
    "quotes": "\u201d", "labels": "Nimi: ", "list items": "- kurssi\n", "names and titles": "Maija Koivu, ohjaaja\n",
}  # fmt: skip


def bench() -> None:
    """Print the seconds at half and at full length, and their ratio."""
    page = _PAGE.read_bytes()
    body = page[page.index(b"<main") : page.index(b"</main>")]
    _pair("page of 5 MB", lambda n: page.replace(body, body * n), 5_000_000 // len(body))
    _pair("PDF of 500 pages", pdf_of, 500)
    for name, unit in _UNITS.items():
        _pair(f"400 kB of {name}", partial(_repeated, unit), 400_000 // len(unit))


def _repeated(unit: str, times: int) -> bytes:
    return (unit * times).encode()


def _pair(name: str, make: Callable[[int], bytes], most: int) -> None:
    half, whole = make(most // 2), make(most)
    result_of(make(max(1, most // 50)))  # vocabulary and dictionary are read once, not here
    first, second = (seconds(partial(result_of, data)) for data in (half, whole))
    print(f"{name:30}{first:8.2f} s{second:8.2f} s   × {second / first:.2f}", flush=True)
