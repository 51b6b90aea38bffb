"""From the bytes of a snapshot to its result: read, extract, prove, draw. What goes wrong becomes the outcome."""

import hashlib
import traceback
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from extractors.drawing import draw_pages
from extractors.extract import extract_with_confidence, findings
from extractors.readers import Ocr, read
from schemas.document import Block, Document, Zone
from schemas.errors import DocumentUnreadable
from schemas.facts import PROJECT_KINDS, Extraction
from schemas.result import DrawnPage, Findings, ReadDocument, Result


def result_of(data: bytes, url: str = "", media_type: str = "", *, ocr: Ocr | None = None) -> Result:
    """Read and extract one snapshot. Never raises for what the bytes are: the outcome says what went wrong."""
    sha = hashlib.sha256(data).hexdigest()
    try:
        doc = read(data, url=url, media_type=media_type, ocr=ocr)
        return _result(doc, data)
    except DocumentUnreadable as error:
        return Result(document=ReadDocument(
            id=sha, url=url, media_type=media_type, outcome=error.outcome, detail=error.detail
        ))  # fmt: skip
    except Exception as error:  # noqa: BLE001  the one place where a document's failure becomes its outcome
        return Result(document=ReadDocument(
            id=sha, url=url, media_type=media_type, outcome="failed", detail=_where(error)
        ))  # fmt: skip


def _result(doc: Document, data: bytes) -> Result:
    extraction, confidence = extract_with_confidence(doc)
    found = findings(doc, extraction)
    return Result(document=_document(doc, extraction, confidence), findings=found, images=_images(doc, data, found))


def _images(doc: Document, data: bytes, found: Findings) -> list[DrawnPage]:
    if doc.media_type != "application/pdf" or not doc.pages:
        return []
    return draw_pages(data, {1, *(f.page for f in found.facts)})


def _document(doc: Document, extraction: Extraction, confidence: float) -> ReadDocument:
    return ReadDocument(
        id=doc.id,
        url=doc.url,
        media_type=doc.media_type,
        kind=extraction.kind,
        is_project=extraction.kind in PROJECT_KINDS,
        confidence=confidence,
        language=extraction.language,
        title=doc.title,
        text=doc.text,
        blocks=[_block(b) for b in doc.blocks],
        published=doc.published,
        pages=len(doc.pages),
        notes=list(doc.notes),
        unread_labels=list(extraction.unread_labels),
    )


_DEFAULTS = {f.name: f.default for f in dataclass_fields(Block)} | {"zone": Zone.MAIN}


def _block(block: Block) -> dict[str, Any]:
    """Return a block as a small dictionary: `path` and what equals its default left out."""
    values = {f.name: getattr(block, f.name) for f in dataclass_fields(Block) if f.name != "path"}
    return {k: v for k, v in values.items() if v != _DEFAULTS[k]}


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f" ({Path(last.filename).name}:{last.lineno})" if last else ""
    return f"{type(error).__name__}: {error}{place}"[:500]
