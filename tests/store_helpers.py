"""Invented readings for the store's tests: what extractors would have found, without any extractor."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from schemas.result import Findings, PlacedFact, ReadDocument, Result
from schemas.snapshot import Outcome, Snapshot
from store.archive import Archive

VERSION = "test"
AT = "2026-01-02T03:04:05.000Z"

Found = tuple[str, Mapping[str, Any], Mapping[str, Any], int]


def thing(type_: str, project: int = 0, qualifiers: Mapping[str, Any] | None = None, **values: Any) -> Found:
    return type_, values, qualifiers or {}, project


def reading(url: str, found: Sequence[Found], kind: str = "project_page", is_project: bool = True) -> Result:
    """Write the values into a text, one a line, and point the facts at them."""
    text, facts, numbers = "", [], {}
    for type_, values, qualifiers, project in found:
        number = numbers[project, type_] = numbers.get((project, type_), -1) + 1
        owner = f"project:{project}" if project >= 0 else "document"
        for attribute, value in values.items():
            quote = str(value)
            facts.append(
                PlacedFact(
                    document="", subject=f"{owner}/{type_}:{number}", field=f"{type_}.{attribute}", value=value,
                    quote=quote, start=len(text), end=len(text) + len(quote), qualifiers=dict(qualifiers),
                    extractor="test", version=VERSION, confidence=0.9,
                )
            )  # fmt: skip
            text += quote + "\n"
    body = f"{url}\n{text}".encode()
    sha = hashlib.sha256(body).hexdigest()
    kept = [f.model_copy(update={"document": sha}) for f in facts]
    keys = {str(f.value): str(f.value).casefold().removesuffix(" ry") for f in kept}
    document = ReadDocument(id=sha, url=url, text=text, kind=kind, is_project=is_project, title=url)
    return Result(document=document, findings=Findings(facts=kept, keys=keys))


def snapshot(url: str, body: bytes, **changes: Any) -> Snapshot:
    values: dict[str, Any] = {
        "url": url, "final_url": url, "canonical_url": None, "source": "koivu", "fetched_at": AT, "status": 200,
        "outcome": Outcome.NEW, "sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body),
        "media_type": "text/html", "referrer": None,
    }  # fmt: skip
    return Snapshot(**values | changes)


def fill(path: Path, results: Sequence[Result]) -> None:
    """Put readings and the bodies they stand for into an archive."""
    with Archive(path) as archive:
        for r in results:
            body = f"{r.document.url}\n{r.document.text}".encode()
            archive.sink.save(None, snapshot(r.document.url, body), body)
        archive.keep(results, VERSION)
