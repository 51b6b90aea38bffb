"""A document page shows all of its text, escaped, with the quotes marked."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from website.marking import Mark, render

TEXT = "Tavoitteet\n\nTukea <b>arkea</b>: 040 000 1234 ja 12 osallistujaa\n\n1) eka\n2) toka"
BLOCKS = [
    {"kind": "heading", "start": 0, "end": 10, "level": 1},
    {"kind": "paragraph", "start": 12, "end": 63},
    {"kind": "list_item", "start": 68, "end": 71, "group": 1},
    {"kind": "list_item", "start": 75, "end": 79, "group": 1},
]


def text_of(html: str) -> str:
    """Return what a reader sees, without white space."""
    return "".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_markup_in_a_page_is_text() -> None:
    assert "&lt;b&gt;arkea" in render(TEXT, BLOCKS, [])
    assert "<script" not in render("<script>alert(1)</script> sana", [], [])


def test_the_chosen_quote_is_named_once_and_others_are_links() -> None:
    html = render(TEXT, BLOCKS, [Mark(32, 44, "puhelin"), Mark(18, 63, "tavoite")], "puhelin")
    assert html.count('id="todiste"') == 1
    assert re.search(r'<mark class="chosen"[^>]*>040 000 1234</mark>', html)
    assert 'href="?todiste=tavoite#todiste"' in html


def test_list_items_make_one_list_and_zones_are_named() -> None:
    html = render(TEXT, [b | {"zone": "footer"} for b in BLOCKS], [])
    assert html.count("<ul>") == 1
    assert 'data-zone="alatunniste"' in html


def test_table_cells_make_rows() -> None:
    cells = [
        {"kind": "cell", "start": i * 2, "end": i * 2 + 1, "group": 1, "row": i // 2, "col": i % 2, "header": i < 2}
        for i in range(4)
    ]
    html = render("a b c d", cells, [Mark(6, 7, "x")], "x")
    assert html.count("<tr>") == 2
    assert html.count("<th>") == 2
    assert '<td><mark class="chosen"' in html


@given(
    st.text(alphabet="ab <&>\n\"'é", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8),
)
def test_no_word_of_the_text_is_lost_however_marks_overlap(text: str, ranges: list[tuple[int, int]]) -> None:
    marks = [Mark(s, min(s + n, len(text)), f"f{i}") for i, (s, n) in enumerate(ranges) if s < len(text)]
    blocks = [{"kind": "paragraph", "start": 0, "end": len(text)}] if text else []
    assert text_of(render(text, blocks, marks, "f0")) == "".join(text.split())
