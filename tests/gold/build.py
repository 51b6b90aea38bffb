"""Build labels.json from the documents and what a careful person listed beside each of them.

    python tests/gold/build.py

`documents/NAME.txt` (or `.html`, `.csv`: its text is what the reader makes of it, for `.txt` the file itself) is the
document, `documents/NAME.labels.toml` what stands in it. A label names its evidence by a quote: `quote` (a string or a
list; the value itself where it is left out) is looked up in the text and every place where it stands is a span; `nth`
(from 1) keeps one of them. A quote that is not in the text stops the build. Contacts and units
have `name`/`unit`, `role`, `phone`, `email` and, where the text has another form, `name_quote`, `role_quote` and so on.
A metric's `number` is the numeral inside its quote. `level = "optional"`: right if found, no miss otherwise.
"""

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from extractors.readers import read

HERE = Path(__file__).parent
KINDS = {".txt", ".html", ".csv"}
PARTS = {"contacts": ("name", "role", "phone", "email"), "unit_contacts": ("unit", "phone", "email")}
CONVENTIONS = "as in tests/gold/README.md"


class LabelError(ValueError):
    """A label that its document does not bear out."""


def spans(text: str, quotes: str | list[str], nth: int | None = None) -> list[dict[str, Any]]:
    """Return every place of the quotes; letters' case matters only where a quote would be found without it."""
    places = []
    for quote in [quotes] if isinstance(quotes, str) else quotes:
        pattern = re.escape(quote)
        found = list(re.finditer(pattern, text)) or list(re.finditer(pattern, text, re.IGNORECASE))
        if not found:
            raise LabelError(f"not in the text: {quote!r}")
        places += [{"start": m.start(), "end": m.end(), "text": m.group()} for m in found]
    return places if nth is None else [places[nth - 1]]


def label(text: str, field: str, item: dict[str, Any]) -> dict[str, Any]:
    """Return a label with its spans."""
    out = {k: v for k, v in item.items() if k not in {"quote", "nth", "number"} and not k.endswith("_quote")}
    out.setdefault("level", "core")
    if field in PARTS:
        for part in PARTS[field]:
            out.setdefault(part, None)
            if item.get(part):
                out[f"{part}_spans"] = spans(text, item.get(f"{part}_quote", item[part]))
        return out
    out["spans"] = spans(text, item.get("quote", item["value"]), item.get("nth"))
    if field == "metrics":
        first = out["spans"][0]
        inside = first["text"].index(item.get("number", str(item["value"])))
        numeral = item.get("number", str(item["value"]))
        start = first["start"] + inside
        out["value_text"] = numeral
        out["value_span"] = {"start": start, "end": start + len(numeral), "text": numeral}
    return out


def text_of(path: Path) -> str:
    """Return a document's text as extractors see it."""
    return read(path.read_bytes(), url=f"file:{path.name}").text


def document(path: Path) -> dict[str, Any]:
    """Return one document's row. Raises LabelError with the file's name."""
    data = path.read_bytes()
    text = text_of(path)
    told = tomllib.loads(path.with_suffix(".labels.toml").read_text("utf-8"))
    row: dict[str, Any] = {"file": path.name, "chars": len(text), "sha256": hashlib.sha256(data).hexdigest()}
    try:
        for key, value in told.items():
            row[key] = [label(text, key, v) for v in value] if isinstance(value, list) else value
    except (LabelError, ValueError, KeyError) as error:
        raise LabelError(f"{path.name}: {key}: {error}") from error
    return row


def build() -> str:
    """Return the text of labels.json."""
    rows = [document(p) for p in sorted((HERE / "documents").iterdir()) if p.suffix in KINDS]
    head = {"format": "kotokanta-seed-labels/1", "made": "by tests/gold/build.py", "conventions": CONVENTIONS}
    return json.dumps({**head, "documents": rows}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (HERE / "labels.json").write_text(build(), "utf-8")
