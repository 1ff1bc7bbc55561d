#!/usr/bin/env python3
"""Makes the files of tests/readers/hostile that are too large or too odd to be made in the test.

    python3 tests/readers/make/make_hostile.py tests/readers/hostile
"""

import sys
import zipfile
from pathlib import Path

from make_docx import PLAIN_STYLES, document, package, paragraph, run


def bomb(path):
    """300 MB of spaces in the main part; 300 kB packed."""
    package(path, *document(lambda at, text, nth: paragraph(run(text))), PLAIN_STYLES)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2025, 1, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + b" " * (300 << 20))
            archive.writestr(info, data, compresslevel=9)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    bomb(folder / "bomb.docx")
