#!/usr/bin/env python3
"""What other readers make of the same Word files: of the lines expected, how many each gives.

Headings count only with their number, everything else as text; `extra` counts lines that are in the
file but not on the page (deleted and hidden text, second copies, headers). Needs pandoc, python-docx
and the program (`cargo build --release`).

    python3 tests/readers/make/peers.py tests/readers/files target/release/ganhuo
"""

import json
import subprocess
import sys
from pathlib import Path

import docx


def bare(text):
    return "".join(text.split()).replace("↵", "").replace("→", "")


def ganhuo(path):
    out = subprocess.run([program, "outline", "--format", "json", str(path)], capture_output=True, check=True).stdout
    return [block["text"] for block in json.loads(out)["blocks"]]


def pandoc(path):
    out = subprocess.run(["pandoc", "-t", "json", str(path)], capture_output=True, check=True).stdout
    lines = []

    def inline(node):
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            return content
        if kind == "Note":
            block(content)
            return ""
        if isinstance(content, list):
            return "".join(inline(item) if isinstance(item, dict) and "t" in item else "".join(inline(i) for i in item if isinstance(i, dict)) if isinstance(item, list) else "" for item in content)
        return ""

    def block(nodes):
        for node in nodes:
            if not isinstance(node, dict):
                if isinstance(node, list):
                    block(node)
            elif node.get("t") in ("Para", "Plain"):
                lines.append("".join(map(inline, node["c"])))
            elif node.get("t") == "Header":
                lines.append("".join(map(inline, node["c"][2])))
            elif isinstance(node.get("c"), list):
                block(node["c"])

    document = json.loads(out)
    if "title" in document["meta"]:
        lines.append("".join(map(inline, document["meta"]["title"]["c"])))
    block(document["blocks"])
    return lines


def python_docx(path):
    document = docx.Document(str(path))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return lines


program = sys.argv[2]
readers = {"ganhuo": ganhuo, "pandoc": pandoc, "python-docx": python_docx}
print(f"{'file':32}{'headings':>9}{'other':>7}   " + "".join(f"{name + ': headings, other, extra':>36}" for name in readers))
for path in sorted(Path(sys.argv[1]).glob("*.docx")):
    expected = [line.split("\t") for line in path.with_suffix(".expected.txt").read_text(encoding="utf-8").splitlines()]
    headings = [bare(text) for kind, text in expected if kind.startswith("heading")]
    others = [bare(text) for kind, text in expected if not kind.startswith("heading")]
    row = f"{path.stem:32}{len(headings):9}{len(others):7}   "
    for name, read in readers.items():
        try:
            lines = [bare(line) for line in read(path) if bare(line)]
            found = (sum(text in lines for text in headings), sum(text in lines for text in others))
            bodies = [text for text in headings + others]
            extra = sum(not any(line in text or text in line for text in bodies) for line in lines)
            row += f"{f'{found[0]}, {found[1]}, {extra}':>36}"
        except Exception as fault:
            row += f"{type(fault).__name__:>36}"
    print(row)
