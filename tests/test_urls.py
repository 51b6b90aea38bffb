import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.urls import canonical, repeats
from schemas.errors import FetchRefused

SAME = [
    ("HTTP://Koivu.Example:80/a/../b#osa", "http://koivu.example/b"),
    ("http://koivu.example", "http://koivu.example/"),
    ("http://koivu.example./x", "http://koivu.example/x"),
    ("http://koivu.example/?utm_source=x&id=3&fbclid=abc", "http://koivu.example/?id=3"),
    ("http://koivu.example/?gclid=1", "http://koivu.example/"),
    ("http://koivu.example/a;jsessionid=12AB?x=1", "http://koivu.example/a?x=1"),
    ("http://koivu.example/?PHPSESSID=1&a=2", "http://koivu.example/?a=2"),
    ("http://koivu.example/?sid=9f86d081884c7d659a2feaa0c55ad015", "http://koivu.example/"),
    ("http://koivu.example/?sid=12", "http://koivu.example/?sid=12"),
    ("http://koivu.example/?s=kotoutuminen", "http://koivu.example/?s=kotoutuminen"),
    ("http://koivu.example/?b=2&a=1", "http://koivu.example/?b=2&a=1"),
    ("http://koivu.example/hanke/äidit", "http://koivu.example/hanke/%C3%A4idit"),
    ("http://köökki.example/", "http://xn--kkki-5qaa.example/"),
    ("  http://koivu.example/a\n ", "http://koivu.example/a"),
]


@pytest.mark.parametrize(("given_url", "wanted"), SAME)
def test_one_page_has_one_address(given_url: str, wanted: str) -> None:
    assert canonical(given_url) == wanted


@pytest.mark.parametrize("form", ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"])
def test_number_forms_of_an_address_become_plain(form: str) -> None:
    assert canonical(form) == "http://127.0.0.1/"


@pytest.mark.parametrize(
    "bad", ["mailto:a@b.example", "javascript:void(0)", "ftp://koivu.example/", "file:///etc/passwd", "http://", "",
            "http://käyttäjä:salasana@koivu.example/", "http://koivu.example/" + "a" * 3000]
)  # fmt: skip
def test_what_is_no_web_address_is_refused(bad: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        canonical(bad)
    assert refused.value.outcome == "bad_url"


def test_relative_links_resolve() -> None:
    assert canonical("../b?x=1#y", "http://koivu.example/a/c/") == "http://koivu.example/a/b?x=1"


_part = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(_part, _part, st.lists(st.tuples(_part, _part), max_size=4), _part)
def test_canonical_is_idempotent(a: str, b: str, query: list[tuple[str, str]], fragment: str) -> None:
    url = f"http://koivu.example/{a}/{b};sid={b}?" + "&".join(f"{k}={v}" for k, v in query) + "#" + fragment
    try:
        once = canonical(url)
    except FetchRefused:
        return
    assert canonical(once) == once


@given(st.text(max_size=60))
def test_any_text_gives_an_address_or_a_refusal(text: str) -> None:
    try:
        once = canonical(text, "http://koivu.example/x/")
    except FetchRefused:
        return
    assert canonical(once) == once
    assert once.startswith(("http://", "https://"))


def test_paths_that_repeat_are_seen() -> None:
    assert repeats("http://koivu.example/a/b/a/b/a/b/")
    assert repeats("http://koivu.example/x/x/x")
    assert not repeats("http://koivu.example/2020/01/2020/kuvat")
