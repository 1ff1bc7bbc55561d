#!/usr/bin/env python3
"""Makes the first inputs of the fuzz targets from the files of tests/readers."""

import zipfile
from pathlib import Path

here = Path(__file__).parent
files = here.parent / "tests/readers/files"
for target in ("bytes", "docx", "comment", "fix", "html", "pdf", "ofd"):
    (here / "corpus" / target).mkdir(parents=True, exist_ok=True)
for path in files.iterdir():
    data = path.read_bytes()
    if path.suffix in (".docx", ".html", ".ofd") and len(data) < 20_000:
        (here / "corpus/bytes" / path.name).write_bytes(data)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            parts = [f"word/{name}.xml" for name in ("document", "numbering", "styles", "footnotes")]
            data = b"\0".join(archive.read(name) if name in names else b"" for name in parts)
        for target in ("docx", "comment", "fix"):
            (here / "corpus" / target / path.name).write_bytes(data)
    elif path.suffix == ".html":
        (here / "corpus/html" / path.name).write_bytes(data)
    elif path.suffix == ".pdf":
        (here / "corpus/pdf" / path.name).write_bytes(data.split(b"\n", 1)[1])
    elif path.suffix == ".ofd":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith("Content.xml"):
                    (here / "corpus/ofd" / name.replace("/", "-")).write_bytes(archive.read(name))
