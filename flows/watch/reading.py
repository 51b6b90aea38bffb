"""Whether a file came whole."""

from fetchers.media import PDF

_TAIL = 2048


def is_cut(body: bytes, media_type: str) -> bool:
    """Tell whether a PDF ends before its end: it has no closing mark. Other kinds say so when they are read."""
    return media_type == PDF and b"%%EOF" not in body[-_TAIL:]
