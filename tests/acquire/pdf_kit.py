"""PDF documents written by hand, for tests."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""A line: left and bottom in points, the size of its letters, its words."""


def pdf(pages: Sequence[Sequence[Placed]], title: str = "", picture: bool = False, encrypt: bool = False) -> bytes:
    """Return a document with the lines where they are said to be."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        font,
        f"<< /Title ({title}) /CreationDate (D:20310504100000Z) /Author (Desk) >>",
    ]
    for number, lines in enumerate(pages):
        content = "\n".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_escaped(text)}) Tj ET" for left, bottom, size, text in lines
        )
        if picture:
            content += "\nq 100 0 0 100 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID A EI Q"
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {resources} "
            f"/Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream",
        ]
    key = "<" + "41" * 32 + ">"
    encryption = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<41> <41>]" if encrypt else ""
    )
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    trailer = f"<< /Size {size} /Root 1 0 R /Info 4 0 R {encryption} >>\n"
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{trailer}"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()


def column(text: str, left: float = 50, top: float = 700, step: float = 14, size: float = 12) -> list[Placed]:
    """Return the lines of a text one below the other."""
    return [(left, top - number * step, size, line) for number, line in enumerate(text.split("\n")) if line]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
