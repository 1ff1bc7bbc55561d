#!/usr/bin/env python3
"""Makes the text files of tests/readers: as old editors save them, as copied from pages, Markdown.

A text file has no cells: the rows of the table are lines.

    python3 tests/readers/make/make_text.py tests/readers/files
"""

import codecs
import sys
from pathlib import Path

from make_html import lines
from report import TITLE


def expect(folder, name, blocks):
    (folder / f"{name}.expected.txt").write_text("".join(f"{kind}\t{words}\n" for kind, words in blocks), encoding="utf-8")


def gb18030(folder):
    """One line a paragraph, first lines indented by two full-width spaces, CRLF, GB18030."""
    texts = [("　　" if item[0] != "table" else "") + text for item in lines() for text in (["\t".join(row) for row in item[2]] if item[0] == "table" else [item[2]])]
    (folder / "51-gb18030.txt").write_bytes("\r\n".join([TITLE, *texts, ""]).encode("gb18030"))
    expect(folder, "51-gb18030", [("paragraph", text.strip().replace("\t", "→")) for text in [TITLE, *texts]])


def wrapped(folder):
    """28 characters a line and a page mark every 6 lines, UTF-16 with its mark."""
    width, broken = 28, []
    for item in [("p", 0, TITLE), *lines()]:
        for text in ["  ".join(row) for row in item[2]] if item[0] == "table" else [item[2]]:
            indent = "" if item[0] == "table" or text == TITLE else "　　"
            pieces, rest = [], indent + text
            while rest:
                # Marks hang over the margin, and numbers are not broken.
                end = width + (rest[width:width + 1] in tuple("，。；：、）"))
                while rest[end - 1:end].isdigit() and rest[end:end + 1].isdigit():
                    end -= 1
                pieces.append(rest[:end])
                rest = rest[end:]
            broken.append(pieces)
    out, blocks = [], []
    for pieces in broken:
        seen = []
        for at, piece in enumerate(pieces):
            out.append(piece)
            seen.append(piece)
            if len(out) % 7 == 6:
                out.append(f"- {len(out) // 7 + 1} -")
                if at + 1 < len(pieces):
                    seen.append(out[-1])
        blocks.append(("paragraph", "↵".join(seen).strip()))
    (folder / "52-wrapped.txt").write_bytes(codecs.BOM_UTF16_LE + "\n".join([*out, ""]).encode("utf-16-le"))
    expect(folder, "52-wrapped", blocks)


def markdown(folder):
    """Headings with their numbers typed, the table with bars."""
    out, blocks = [f"# {TITLE}"], [("heading 1", TITLE)]
    for item in lines():
        if item[0] == "table":
            rows = [f"| {' | '.join(row)} |" for row in item[2]]
            out.append("\n".join([rows[0], "|" + "---|" * len(item[2][0]), *rows[1:]]))
            blocks += [(f"cell 0 {r} {c}", cell) for r, row in enumerate(item[2]) for c, cell in enumerate(row)]
        else:
            heading = "#" * (item[1] + 1) + " " if item[0] == "h" else ""
            out.append(heading + item[2])
            blocks.append((f"heading {item[1] + 1}" if heading else "paragraph", item[2]))
    (folder / "53-markdown.md").write_text("\n\n".join(out) + "\n", encoding="utf-8")
    expect(folder, "53-markdown", blocks)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    gb18030(folder)
    wrapped(folder)
    markdown(folder)
