"""Reading and extracting on one core: thousands of bytes of page text a second, whole and for each kind of document."""

from collections import defaultdict
from statistics import median

from bench.sample import Body, documents, seconds
from extractors.extract import extract_with_confidence, findings
from extractors.readers import read
from schemas.document import Document

_ROUNDS = 5


def bench() -> None:
    """Print the rates of reading, extracting and proving; the first round only warms the caches up."""
    sample = documents()
    _round(sample)
    rounds = [_round(sample) for _ in range(_ROUNDS)]
    total = sum(len(doc.text.encode()) for _, doc in sample) / 1000
    print(f"{len(sample)} documents, {total:.0f} kB of page text, medians of {_ROUNDS} rounds, one core")
    for i, name in enumerate(("read", "extract", "prove")):
        print(f"{name:28}{total / median(sum(t[i] for t in r.values()) for r in rounds):8.0f} kB/s")
    print(f"{'whole':28}{total / median(sum(map(sum, r.values())) for r in rounds):8.0f} kB/s")
    _by_kind(sample, rounds)


_Times = dict[str, tuple[float, float, float]]


def _round(sample: list[tuple[Body, Document]]) -> _Times:
    return {body.url: _times(body) for body, _ in sample}


def _times(body: Body) -> tuple[float, float, float]:
    def reading() -> None:
        nonlocal doc
        doc = read(body.data, url=body.url)

    def extracting() -> None:
        nonlocal extraction
        extraction, _ = extract_with_confidence(doc)

    doc, extraction = None, None  # type: ignore[assignment]  # set by the two above
    return seconds(reading), seconds(extracting), seconds(lambda: findings(doc, extraction))


def _by_kind(sample: list[tuple[Body, Document]], rounds: list[_Times]) -> None:
    size: dict[str, float] = defaultdict(float)
    spent: dict[str, float] = defaultdict(float)
    for body, doc in sample:
        kind = str(extract_with_confidence(doc)[0].kind)
        size[kind] += len(doc.text.encode()) / 1000
        spent[kind] += median(sum(r[body.url]) for r in rounds)
    for kind in sorted(size, key=lambda k: size[k] / spent[k]):
        print(f"  {kind:26}{size[kind] / spent[kind]:8.0f} kB/s  of {size[kind]:.0f} kB")
