from collections.abc import Callable

from extractors.context import Context
from extractors.derive import DERIVERS
from extractors.readers import read
from schemas.facts import Found


def context(text: str) -> Context:
    return Context(read(text.encode(), url="http://setlementti-koivu.example/hanke", media_type="text/plain"))


def assert_law(ctx: Context, found: list[Found]) -> None:
    for thing in found:
        for attribute, evidence in thing.values.items():
            quote = ctx.text[evidence.start : evidence.end]
            assert quote, thing
            assert DERIVERS[f"{thing.type}.{attribute}"](quote, evidence.params) == evidence.value, thing


def values(text: str, find: Callable[[Context], list[Found]], kind: str, attribute: str = "value") -> list[str]:
    ctx = context(text)
    found = find(ctx)
    assert_law(ctx, found)
    return [str(f.values[attribute].value) for f in found if f.type == kind]
