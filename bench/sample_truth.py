"""Read every document of the sample web and say where the result is not what data/sample/expected.json says.

    python bench/sample_truth.py

No network and no database: pages come straight from the folder. Kinds, project names, project codes and what must never
come out (scripts, comments, templates) are checked; the exit code is the number of things that must never come out.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from extractors.extract import extract  # noqa: E402
from extractors.readers import read  # noqa: E402
from fetchers.sample_site import Site  # noqa: E402
from schemas.errors import DocumentUnreadable  # noqa: E402
from schemas.facts import Extraction  # noqa: E402

SAMPLE = ROOT / "data" / "sample"


def extraction(url: str) -> Extraction:
    """Read one document of the sample web."""
    parts = urlsplit(url)
    answer = Site(SAMPLE / parts.netloc).answer((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return extract(read(answer.body, url, answer.media_type))


def values(found: Extraction, kind: str) -> list[str]:
    """Return the first value of each thing of a type."""
    return [str(next(iter(f.values.values())).value) for f in found.found if f.type == kind]


def faults(row: dict[str, Any], found: Extraction) -> Iterator[str]:
    """Yield one line for each thing that is not as the table says."""
    kinds = {row["kind"], *row.get("also", [])}
    if found.kind.value not in kinds:
        yield f"kind {found.kind.value}, not {row['kind']}"
    names = [n.casefold() for n in values(found, "project_name")]
    wanted = [p["name"] for p in row["projects"] if p["name"]]
    if missed := [w for w in wanted if not any(w.casefold()[:12] in n for n in names)]:
        yield f"{len(missed)} of {len(wanted)} projects missed: {', '.join(missed[:3])}; there: {', '.join(names[:3])}"
    codes = [c for p in row["projects"] for c in p.get("codes", [])]
    if unread := [c for c in codes if c not in values(found, "project_code")]:
        yield f"{len(unread)} of {len(codes)} codes missed: {', '.join(unread[:5])}"


def main() -> int:
    """Check all documents; return how many forbidden things came out."""
    table = json.loads((SAMPLE / "expected.json").read_text("utf-8"))
    wrong = leaks = 0
    for row in table["documents"]:
        try:
            found = extraction(row["url"])
        except DocumentUnreadable as error:
            print(f"{row['url']}: {error}")
            continue
        lines = list(faults(row, found))
        out = {str(e.value) for f in found.found for e in f.values.values()}
        leaked = [x for x in table["never_published"] if any(x in v for v in out)]
        lines += [f"must never come out: {x}" for x in leaked]
        wrong, leaks = wrong + bool(lines), leaks + len(leaked)
        for line in lines:
            print(f"{row['url']}: {line}")
    print(f"{len(table['documents']) - wrong} of {len(table['documents'])} documents as expected, {leaks} leaks")
    return leaks


if __name__ == "__main__":
    sys.exit(main())
