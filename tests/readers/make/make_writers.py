#!/usr/bin/env python3
"""Makes the .docx files that other programs write: python-docx, and LibreOffice from one of ours.

Needs `pip install python-docx` and LibreOffice (`soffice`). The files are committed, because other
versions of those programs write other bytes.

    python3 tests/readers/make/make_writers.py tests/readers/files
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document

from make_docx import expected
from report import DATE, SIGNATURE, TITLE, numbered


def python_docx(folder):
    """Typed numbers, headings by style, a comment of a person, merged cells."""
    document = Document()
    document.add_heading(TITLE, 0)
    for item in numbered():
        if item[0] == "h":
            document.add_heading(item[2] + item[3], item[1])
        elif item[0] == "table":
            table = document.add_table(len(item[2]), len(item[2][0]))
            for r, row in enumerate(item[2]):
                for c, text in enumerate(row):
                    table.cell(r, c).text = text
        else:
            paragraph = document.add_paragraph(item[2][:9])
            paragraph.add_run(item[2][9:]).bold = True
            if "126" in item[2]:
                document.add_comment(paragraph.runs, "请核对数字。", author="审核人", initials="审")
    for text in (SIGNATURE, DATE):
        document.add_paragraph(text)
    document.save(folder / "15-python-docx.docx")
    lines = [item[:3] if item[0] == "p" else item for item in numbered()]
    expected(folder / "15-python-docx.expected.txt", gap=lambda number: number, spelled=lines)


def libreoffice(folder):
    """LibreOffice's own writing of the file with numbers tied to styles."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "16-libreoffice.docx"
        shutil.copy(folder / "03-linked-styles.docx", copy)
        profile = f"-env:UserInstallation=file://{scratch}/profile"
        for kind in ("odt", "docx"):
            subprocess.run(["soffice", "--headless", profile, "--convert-to", kind, "--outdir", scratch, str(copy)], check=True, capture_output=True)
            copy = copy.with_suffix("." + kind)
        shutil.copy(copy, folder / "16-libreoffice.docx")
    expected(folder / "16-libreoffice.expected.txt")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    python_docx(folder)
    libreoffice(folder)
