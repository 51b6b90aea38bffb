"""Memory over 10,000 documents: what a reading process holds after 1,000, 5,000 and 10,000 of them."""

import gc
import re
from itertools import cycle, islice
from pathlib import Path

from bench.sample import bodies
from extractors.results import result_of

_AT = (1_000, 5_000, 10_000)
_HASTE = 3_000  # bytes: ten thousand short documents show what is kept as well as long ones do
_WORD = re.compile(rb"\b[a-z]{9,}\b")


def bench() -> None:
    """Read the sample over and over, each time with other words and numbers in it, and print what is held."""
    short = [b for b in bodies() if len(b.data) <= _HASTE and not b.data.startswith(b"%PDF")]
    for number, body in enumerate(islice(cycle(short), _AT[-1]), 1):
        result_of(_varied(body.data, number), url=body.url)
        if number in _AT:
            gc.collect()
            print(f"{number:8} documents{_held():8.0f} MB", flush=True)


def _varied(data: bytes, number: int) -> bytes:
    """Return the document with words and digits nobody has read before, so that no cache answers for it."""
    mark = _letters(number)
    words = iter(range(number * 1_000, number * 1_000 + 1_000))
    other = _WORD.sub(lambda m: m[0] + mark if next(words, 0) % 3 == 0 else m[0], data)
    return other.replace(b"000", str(100 + number % 900).encode())


def _letters(number: int) -> bytes:
    out = b""
    while number:
        number, rest = divmod(number, 20)
        out += b"bcdfghjklmnpqrstvxza"[rest : rest + 1]
    return out


def _held() -> float:
    """Return the resident memory of this process in MB."""
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
