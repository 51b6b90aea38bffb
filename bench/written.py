"""PDFs of any length, written for a measurement: pages of prose, headings and a ruled table now and then."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_LINES = (
    "Hankkeen tavoitteena on kehittää maahan muuttaneiden neuvontaa ja ohjausta koko alueella.",
    "Toimintaan osallistui vuonna 2021 yhteensä 240 henkilöä, joista naisia oli 131.",
    "Lisätietoja antaa projektipäällikkö Maija Koivu, puh. 040 000 1234, maija.koivu@koivu.example.",
    "Ryhmissä harjoiteltiin suomen kieltä, työnhakua ja arjen taitoja yhdessä vapaaehtoisten kanssa.",
)


def pdf_of(pages: int, *, tables: bool = False) -> bytes:
    """Return a PDF of so many pages, each of 45 lines of its own; with `tables` every tenth page holds a ruled one."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 790, f"Luku {number}. Oma polku {number}")
        canvas.setFont("Helvetica", 10)
        for row in range(45):
            canvas.drawString(60, 760 - 15 * row, f"{number}.{row} {_LINES[(number + row) % len(_LINES)]}")
        if tables and number % 10 == 0:
            canvas.grid([60, 200, 340], [60, 75, 90])
        canvas.showPage()
    canvas.save()
    return out.getvalue()
