"""Draw the sample web's PDF files from the texts in pdf-sources/.

    python data/sample/make_pdfs.py

The same sources give the same bytes again (reportlab's invariant mode). A source is a list of lines: a line that begins
with `!` is an order, every other line is drawn at the pen, letter for letter, and moves the pen down. Line ends and
hyphens are therefore where the author put them, as in a real layout.

    !pdf <host/path.pdf>        where the file goes
    !title <text>               document information
    !size <width> <height>      page size in points (default A4)
    !page                       a new page
    !pen <x> <y>                pen, in points from the top left corner
    !font <name> <size> [lead]  Helvetica, Times-Roman, …; Vera is embedded as TrueType
    !right <x> <text>           text that ends at x, the pen stays
    !rule <x0> <y0> <x1> <y1>   a thin line
    !grid <x> <w,w,…> <height>  a ruled table of the `|` lines that follow, drawn at the pen
    !password <text>            encrypt the file
    !scan                       pages become pictures without text, as from an office scanner
"""

import io
import random
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
VERA = TTFont("Vera", "Vera.ttf").face.filename


@dataclass
class Pen:
    """Where and how the next line is drawn: points from the top left corner."""

    x: float = 60
    y: float = 60
    name: str = "Helvetica"
    size: float = 11
    lead: float = 14


@dataclass
class Sheet:
    """One PDF in the making: the canvas, the pen, and the rows of a table not yet drawn."""

    canvas: Canvas
    height: float
    pen: Pen = field(default_factory=Pen)
    grid: tuple[float, list[float], float] | None = None

    def text(self, line: str) -> None:
        """Draw a line at the pen, what follows a tab 250 points further right, and move the pen down."""
        self.canvas.setFont(self.pen.name, self.pen.size)
        for i, part in enumerate(line.split("\t")):
            self.canvas.drawString(self.pen.x + 250 * i, self.height - self.pen.y, part)
        self.pen.y += self.pen.lead

    def row(self, line: str) -> None:
        """Draw one ruled row of the current table."""
        if self.grid is None:
            raise ValueError(f"a table row without !grid: {line}")
        x, widths, tall = self.grid
        top = self.height - self.pen.y
        self.canvas.setFont(self.pen.name, self.pen.size)
        for cell, width in zip(line.strip().strip("|").split("|"), widths, strict=True):
            self.canvas.rect(x, top - tall, width, tall)
            self.canvas.drawString(x + 4, top - tall + 5, cell.strip())
            x += width
        self.pen.y += tall

    def order(self, name: str, rest: str) -> None:
        """Carry out one `!` line."""
        words = rest.split()
        if name == "page":
            self.canvas.showPage()
            self.pen.x, self.pen.y = 60, 60
        elif name == "pen":
            self.pen.x, self.pen.y = float(words[0]), float(words[1])
        elif name == "font":
            self.pen.name, self.pen.size = words[0], float(words[1])
            self.pen.lead = float(words[2]) if len(words) > 2 else self.pen.size * 1.3
        elif name == "right":
            self.canvas.setFont(self.pen.name, self.pen.size)
            self.canvas.drawRightString(float(words[0]), self.height - self.pen.y, rest.split(maxsplit=1)[1])
        elif name == "rule":
            x0, y0, x1, y1 = map(float, words)
            self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        elif name == "grid":
            self.grid = (float(words[0]), [float(w) for w in words[1].split(",")], float(words[2]))
        else:
            raise ValueError(f"unknown order !{name}")


def head(lines: list[str], name: str) -> str | None:
    """Return what stands after the first `!name`, "" for a bare one, None where there is none."""
    return next((ln[len(name) + 1 :].strip() for ln in lines if ln.split(" ")[0] == f"!{name}"), None)


def draw(lines: list[str]) -> bytes:
    """Return the PDF of one source."""
    size = head(lines, "size")
    width, height = map(float, size.split()) if size else A4
    password = head(lines, "password")
    out = io.BytesIO()
    lock = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, pagesize=(width, height), invariant=1, encrypt=lock, pageCompression=1)
    canvas.setTitle(head(lines, "title") or "")
    sheet = Sheet(canvas, height)
    for line in lines:
        name, _, rest = line.partition(" ")
        if name in {"!pdf", "!size", "!password", "!title", "!scan"}:
            continue
        if line.startswith("!"):
            sheet.order(name[1:], rest)
        elif line.startswith("|"):
            sheet.row(line)
        else:
            sheet.text(line)
    canvas.save()
    return out.getvalue()


def scan(lines: list[str]) -> bytes:
    """Return a PDF of one grey, slightly tilted, speckled picture of the text."""
    dice = random.Random(4)
    picture = Image.new("L", (1240, 1754), 246)
    pencil = ImageDraw.Draw(picture)
    font = ImageFont.truetype(VERA, 24)
    for i, line in enumerate(ln for ln in lines if not ln.startswith("!")):
        pencil.text((140, 140 + 36 * i), line, fill=40, font=font)
    for _ in range(900):
        picture.putpixel((dice.randrange(1240), dice.randrange(1754)), dice.randrange(60, 200))
    picture = picture.rotate(0.6, fillcolor=246)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return out.getvalue()


def main() -> None:
    """Draw every source into its place."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    for source in sorted((HERE / "pdf-sources").glob("*.txt")):
        lines = source.read_text(encoding="utf-8").splitlines()
        path = head(lines, "pdf")
        if not path:
            raise ValueError(f"{source.name}: no !pdf line")
        target = HERE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(scan(lines) if head(lines, "scan") is not None else draw(lines))
        print(f"{path}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
