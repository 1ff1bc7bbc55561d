#!/usr/bin/env python3
"""Makes the files of pages of tests/readers: PDF by LibreOffice and by Chromium, OFD, and text.

Needs LibreOffice (`soffice`), Chromium and a Chinese font (Noto CJK). The files are committed.

    python3 tests/readers/make/make_pages.py tests/readers/files
"""

import subprocess
import sys
import tempfile
import zipfile
from html import escape
from pathlib import Path

from make_docx import PLAIN_STYLES, expected, package, paragraph, run, table
from make_html import lines, rows
from report import TITLE

FONT = '<w:rFonts w:ascii="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC"/>'


def expect(folder, name, cells=True, title=True):
    """What the pages hold: headings are told from text by segmentation, not by the reader."""
    spelled = [item if item[0] == "table" else ("p", 0, item[2]) for item in lines()]
    path = folder / f"{name}.expected.txt"
    expected(path, spelled=spelled, title="title" if title else "paragraph")
    text = path.read_text(encoding="utf-8")
    path.write_text("".join(text.splitlines(keepends=True)[:-2]), encoding="utf-8")


def libreoffice(folder):
    """A typical office layout: 16 pt, first lines indented, lines 28 pt, a running head, - 1 -."""
    size = lambda points: f'<w:rPr>{FONT}<w:sz w:val="{2 * points}"/></w:rPr>'
    body = paragraph(run(TITLE, size(22)), '<w:spacing w:after="300"/><w:jc w:val="center"/>')
    for item in lines():
        if item[0] == "table":
            body += table(item[2])
        else:
            right = item[2] in ("岚溪区司法局", "2025年1月20日")
            place = '<w:jc w:val="right"/>' if right else '<w:ind w:firstLine="640"/><w:jc w:val="both"/>'
            body += paragraph(run(item[2], size(16)), f'<w:spacing w:line="560" w:lineRule="exact"/>{place}')
    head = '<w:sectPr><w:headerReference w:type="default" r:id="rId8"/><w:footerReference w:type="default" r:id="rId9"/><w:pgSz w:w="11906" w:h="8400"/><w:pgMar w:top="1600" w:right="1474" w:bottom="1500" w:left="1588" w:header="700" w:footer="800" w:gutter="0"/></w:sectPr>'
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "31-libreoffice.docx"
        package(path, body, [], PLAIN_STYLES)
        with_running_head(path, head)
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "pdf", "--outdir", str(folder), str(path)], check=True, capture_output=True)
    expect(folder, "31-libreoffice")


def with_running_head(path, section):
    """Puts a header and a footer with the page number into a file of make_docx."""
    from make_docx import HEAD, REL, W

    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name).decode()
    start, end = parts["word/document.xml"].index("<w:sectPr>"), parts["word/document.xml"].index("</w:sectPr>")
    document = parts["word/document.xml"]
    parts["word/document.xml"] = document[:start] + section + document[end + len("</w:sectPr>"):]
    small = f'<w:rPr>{FONT}<w:sz w:val="18"/></w:rPr>'
    header = paragraph(run("岚溪区司法局文件", small), '<w:jc w:val="center"/>')
    field = f'<w:fldSimple w:instr="PAGE">{run("1", small)}</w:fldSimple>'
    footer = paragraph(run("- ", small) + field + run(" -", small), '<w:jc w:val="center"/>')
    parts["word/header1.xml"] = f'{HEAD}<w:hdr xmlns:w="{W}">{header}</w:hdr>'
    parts["word/footer1.xml"] = f'{HEAD}<w:ftr xmlns:w="{W}">{footer}</w:ftr>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(f'<Override PartName="/word/{name}1.xml" ContentType="{kind}.{name}+xml"/>' for name in ("header", "footer"))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", types + "</Types>")
    relations = "".join(f'<Relationship Id="rId{at}" Type="{REL}/{name}" Target="{name}1.xml"/>' for at, name in ((8, "header"), (9, "footer")))
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace("</Relationships>", relations + "</Relationships>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def chromium(folder):
    """A page printed from a browser: radicals instead of characters in the text layer."""
    body = "".join(
        rows(item) if item[0] == "table" else f"<p{' class=r' if item[2] in ('岚溪区司法局', '2025年1月20日') else ''}>{escape(item[2])}</p>"
        for item in lines()
    )
    page = f"""<!doctype html><meta charset=utf-8><style>@page{{size:148mm 210mm;margin:20mm}}
    body{{font:12pt/20pt "Noto Serif CJK SC"}}h1{{font-size:17pt;text-align:center}}
    p{{text-indent:2em;margin:0;text-align:justify}}.r{{text-align:right}}td{{padding:2pt 12pt}}td p{{text-indent:0}}</style><h1>{TITLE}</h1>{body}"""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "page.html"
        source.write_text(page, encoding="utf-8")
        target = folder / "32-chromium.pdf"
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={scratch}/profile", "--no-pdf-header-footer", f"--print-to-pdf={target}", f"file://{source}"], check=True, capture_output=True)
    expect(folder, "32-chromium")


def ofd(folder):
    """Two pages, 28 characters a line, first lines indented, page numbers, DeltaX in short form."""
    out, page, y = [[]], 0, 30.0

    def put(x, text, size=5.0, gap=None):
        nonlocal y, page
        if y > 260:
            out.append([])
            page, y = page + 1, 30.0
        steps = f"g {len(text) - 1} {size}" if len(text) > 1 else ""
        out[page].append(f'<ofd:TextObject ID="{len(out[page]) + 10}" Boundary="{x} {y} 170 {size + 1}" Font="1" Size="{size}"><ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>')

    def line(x, text, size=5.0):
        nonlocal y
        put(x, text, size)
        y += 9.0

    line((200 - 6.5 * len(TITLE)) / 2, TITLE, 6.5)
    for item in lines():
        if item[0] == "table":
            for row in item[2]:
                for x, cell in zip((40, 90, 130), row):
                    put(x, cell)
                y += 9.0
            continue
        text, x = item[2], 25 + 10
        if text in ("岚溪区司法局", "2025年1月20日"):
            line(185 - 5 * len(text), text)
            continue
        width = 30
        while text:
            line(x, text[: width - 2 if x > 25 else width])
            text = text[width - 2 if x > 25 else width:]
            x = 25
    for at, objects in enumerate(out):
        y = 275.0
        objects.append(f'<ofd:TextObject ID="9" Boundary="100 275 20 5" Font="1" Size="3.7"><ofd:TextCode X="0" Y="4" DeltaX="g 4 2">- {at + 1} -</ofd:TextCode></ofd:TextObject>')
    namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    parts = {
        "OFD.xml": f'<ofd:OFD {namespace} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document {namespace}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>'
        + "".join(f'<ofd:Page ID="{at + 1}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(out)))
        + "</ofd:Pages></ofd:Document>",
    }
    for at, objects in enumerate(out):
        parts[f"Doc_0/Pages/Page_{at}/Content.xml"] = f'<ofd:Page {namespace}><ofd:Content><ofd:Layer ID="2">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    with zipfile.ZipFile(folder / "41-pages.ofd", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2025, 1, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, head + text)
    expect(folder, "41-pages")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    libreoffice(folder)
    chromium(folder)
    ofd(folder)
