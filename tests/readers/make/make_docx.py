#!/usr/bin/env python3
"""Makes the .docx files of tests/readers: the same report, numbered in the ways that occur.

Every file is written part by part, so that what it holds is in sight. Beside each stands what a
reader has to see: one line a block, `kind<TAB>text`. The numbers expected there are computed by
`report.py`, not by ganhuo. LibreOffice 7.4 shows the same numbers but in four files: it does not
find a level by its style's name (04), has no legal numbers (08), no ⑴ and no custom format (11, 13),
and counts deleted items (12). There the standard's text was followed.

    python3 tests/readers/make/make_docx.py tests/readers/files
"""

import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from report import BODY, DATE, SIGNATURE, STANDARD, TITLE, chinese, numbered

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text, properties="", attributes=' xml:space="preserve"'):
    return f"<w:r>{properties}<w:t{attributes}>{escape(text)}</w:t></w:r>"


def paragraph(content, properties=""):
    if properties:
        properties = f"<w:pPr>{properties}</w:pPr>"
    return f"<w:p>{properties}{content}</w:p>"


def table(rows):
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/></w:tcPr>{paragraph(run(cell))}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    grid = "<w:gridCol w:w='2800'/>" * len(rows[0])
    return f"<w:tbl><w:tblPr><w:tblStyle w:val='TableGrid'/><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"


def level(at, fmt, text, more="", start=1, suffix=None):
    suffix = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    style = more if "pStyle" in more else ""
    rest = more if not style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{rest if "lvlRestart" in rest else ""}'
        f'{style}{rest if "isLgl" in rest else ""}{suffix}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(number, levels, more=""):
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{more}{levels}</w:abstractNum>'


def num(number, base, more=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{base}"/>{more}</w:num>'


def style(ident, name, properties="", based="a", run_properties=""):
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr>{run_properties}</w:style>"
    )


PLAIN_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders></w:tblPr></w:style>"
    + style("ae", "Title", '<w:jc w:val="center"/>')
)


def heading_styles(number_of=lambda at: "", outline=True):
    return "".join(
        style(
            str(at),
            f"heading {at}",
            number_of(at) + (f'<w:outlineLvl w:val="{at - 1}"/>' if outline else ""),
        )
        for at in (1, 2, 3)
    )


def linked(at, num_id=1):
    return f'<w:numPr><w:ilvl w:val="{at - 1}"/><w:numId w:val="{num_id}"/></w:numPr>'


def document(heading, title=lambda text: paragraph(run(text), '<w:pStyle w:val="ae"/>'), body=None):
    """The body; `heading(level, text, nth)` writes a heading."""
    out, notes, nth = [title(TITLE)], [], 0
    for item in body or BODY:
        if item[0] == "h":
            nth += 1
            out.append(heading(item[1], item[2], nth))
        elif item[0] == "table":
            out.append(table(item[2]))
        else:
            text = run(item[2])
            if len(item) > 3:
                notes.append(item[3])
                text += f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(notes) + 1}"/></w:r>'
            out.append(paragraph(text))
    out.append(paragraph(run(SIGNATURE), '<w:jc w:val="right"/>'))
    out.append(paragraph(run(DATE), '<w:jc w:val="right"/>'))
    return "".join(out), notes


def package(path, body, notes, styles, numbering=None, namespace=W, relations=REL, prefix="w", extra=None):
    names = f'xmlns:w="{namespace}" xmlns:r="{relations}" xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    parts = {"word/document.xml": f"<w:document {names}><w:body>{body}{section}</w:body></w:document>"}
    parts["word/styles.xml"] = f"<w:styles {names}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {names}>{numbering}</w:numbering>"
    if notes:
        marks = "".join(
            f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for at, kind in enumerate(("separator", "continuationSeparator"))
        )
        texts = "".join(
            f'<w:footnote w:id="{at + 2}">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(text))}</w:footnote>'
            for at, text in enumerate(notes)
        )
        parts["word/footnotes.xml"] = f"<w:footnotes {names}>{marks}{texts}</w:footnotes>"
    parts.update(extra or {})
    kinds = [name.split("/")[1].split(".")[0] for name in parts if name.startswith("word/") and name != "word/document.xml"]
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for kind in kinds
    )
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        f"{types}</Types>"
    )
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{rels}">'
        + "".join(f'<Relationship Id="rId{at + 1}" Type="{relations}/{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(kinds))
        + "</Relationships>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            text = HEAD + parts[name]
            if prefix != "w" and name.startswith("word/") and name.endswith(".xml"):
                text = text.replace("<w:", f"<{prefix}:").replace("</w:", f"</{prefix}:").replace(" w:", f" {prefix}:").replace("xmlns:w=", f"xmlns:{prefix}=")
            info = zipfile.ZipInfo(name, (2025, 1, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


def expected(path, patterns=STANDARD, kind=lambda level: f"heading {level}", title="title", gap=lambda number: number + (" " if number[-1:].isascii() and number else ""), body=None, spelled=None):
    lines = [f"{title}\t{TITLE}"]
    notes = []
    for item in spelled or numbered(patterns):
        if item[0] == "h":
            lines.append(f"{kind(item[1])}\t{gap(item[2])}{item[3]}")
        elif item[0] == "table":
            for r, row in enumerate(item[2]):
                lines += [f"cell 0 {r} {c}\t{text}" for c, text in enumerate(row)]
        else:
            lines.append(f"paragraph\t{item[2]}")
            notes += item[3:]
    lines += [f"paragraph\t{SIGNATURE}", f"paragraph\t{DATE}"]
    lines += [f"note\t{text}" for text in notes]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)

    def case(name, body, styles=None, numbering=None, expect=None, **more):
        text, notes = body
        package(folder / f"{name}.docx", text, notes, PLAIN_STYLES + (styles if styles is not None else heading_styles()), numbering, **more)
        expected(folder / f"{name}.expected.txt", **(expect or {}))

    def styled(at, text, nth):
        return paragraph(run(text), f'<w:pStyle w:val="{at}"/>')

    def listed(at, text, nth, num_id=1, more=""):
        return paragraph(run(text), f'<w:pStyle w:val="{at}"/><w:numPr><w:ilvl w:val="{at - 1}"/><w:numId w:val="{num_id}"/></w:numPr>{more}')

    standard = (
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>', suffix="nothing")
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>', suffix="nothing")
        + level(2, "decimal", "%3.", '<w:pStyle w:val="3"/>')
    )

    # 1. Numbers typed by hand, headings by style.
    typed = [(item if item[0] != "h" else ("h", item[1], item[2] + item[3])) for item in numbered()]
    case("01-typed", document(styled, body=typed), expect={"gap": lambda number: number})

    # 2. Numbers typed, no styles at all: everything is body text.
    case(
        "02-no-styles",
        document(lambda at, text, nth: paragraph(run(text)), title=lambda text: paragraph(run(text), '<w:jc w:val="center"/>'), body=typed),
        expect={"gap": lambda number: number, "kind": lambda at: "paragraph", "title": "paragraph"},
    )

    # 3. The usual office file: levels tied to heading styles, the paragraphs say nothing.
    case("03-linked-styles", document(styled), heading_styles(linked), abstract(0, standard) + num(1, 0))

    # 4. The style names only the list, the level is found by the style's name in the level.
    case(
        "04-style-names-list",
        document(styled),
        heading_styles(lambda at: '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        abstract(0, standard) + num(1, 0),
    )

    # 5. Direct numbering on every paragraph, counting with 百 and 千, gap by tab.
    direct = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）") + level(2, "decimal", "%3．")
    case(
        "05-direct",
        document(listed),
        numbering=abstract(0, direct) + num(1, 0),
        expect={"patterns": [*STANDARD[:2], lambda c: f"{c[2]}．"]},
    )

    # 6. 第一章 and 第一条, the articles counting on through the chapters.
    chapters = (
        level(0, "chineseCounting", "第%1章", suffix="space")
        + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>', suffix="space")
        + level(2, "chineseCounting", "（%3）")
    )
    case(
        "06-no-restart",
        document(listed),
        numbering=abstract(0, chapters) + num(1, 0),
        expect={
            "patterns": [lambda c: f"第{chinese(c[0])}章", lambda c: f"第{chinese(c[1])}条", lambda c: f"（{chinese(c[2])}）"],
            "gap": lambda number: number + ("" if number.endswith("）") else " "),
        },
    )

    # 7. Every chapter in a list of its own that starts anew, all of one kind.
    override = "".join(f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>' for at in (1, 2))
    lists = "".join(num(10 + nth, 0, override if nth else "") for nth in range(12))
    chapter = {"now": 9}

    def own_list(at, text, nth):
        chapter["now"] += at == 1
        return listed(at, text, nth, num_id=max(chapter["now"], 10))

    case("07-start-override", document(own_list), numbering=abstract(0, re.sub("<w:pStyle[^>]*>", "", standard)) + lists)

    # 8. Decimal legal numbers under Chinese ones.
    legal = (
        level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    case(
        "08-legal",
        document(listed),
        numbering=abstract(0, legal) + num(1, 0),
        expect={"patterns": [STANDARD[0], lambda c: f"{c[0]}.{c[1]}", lambda c: f"{c[0]}.{c[1]}.{c[2]}"]},
    )

    # 9. A numbering style holds the levels; the list only points to it.
    list_style = (
        '<w:style w:type="numbering" w:styleId="gw"><w:name w:val="公文编号"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    plain_levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    case(
        "09-list-style",
        document(listed),
        heading_styles() + list_style,
        abstract(0, "", '<w:numStyleLink w:val="gw"/>') + abstract(1, plain_levels, '<w:styleLink w:val="gw"/>') + num(1, 0) + num(2, 1),
    )

    # 10. Circled numbers, heavenly stems and Roman letters; the list begins at 3.
    odd = (
        level(0, "upperRoman", "%1.", start=3)
        + level(1, "ideographTraditional", "%2、")
        + level(2, "decimalEnclosedCircleChinese", "%3", suffix="nothing")
    )
    stems = "甲乙丙丁"
    case(
        "10-other-formats",
        document(listed),
        numbering=abstract(0, odd) + num(1, 0),
        expect={
            "patterns": [
                lambda c: ["III", "IV", "V", "VI"][c[0] - 1] + ".",
                lambda c: stems[c[1] - 1] + "、",
                lambda c: "①②③"[c[2] - 1],
            ]
        },
    )

    # 11. A level of one list is redefined; a level without a number has only its words.
    redefined = f'<w:lvlOverride w:ilvl="1">{level(1, "decimalEnclosedParen", "%2", suffix="nothing")}</w:lvlOverride>'
    none = plain_levels.replace('w:val="%3."', 'w:val="专项："').replace('<w:start w:val="1"/><w:numFmt w:val="decimal"/>', '<w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/>')
    case(
        "11-level-override-and-none",
        document(listed),
        numbering=abstract(0, none) + num(1, 0, redefined),
        expect={"patterns": [STANDARD[0], lambda c: "⑴⑵⑶"[c[1] - 1], lambda c: "专项："]},
    )

    # 12. Tracked changes: a deleted item is not counted, an inserted one is; a heading is taken out
    #     of its style's list; a hidden paragraph is not counted.
    who = 'w:id="90" w:author="审稿" w:date="2025-01-10T09:00:00Z"'

    def tracked(at, text, nth):
        out = ""
        if nth == 2:
            mark = f'<w:pStyle w:val="2"/><w:rPr><w:del {who}/></w:rPr>'
            out += paragraph(f'<w:del {who}><w:r><w:delText>删去的一节</w:delText></w:r></w:del>', mark)
            out += paragraph(run("隐藏的一节", "<w:rPr><w:vanish/></w:rPr>"), '<w:pStyle w:val="2"/><w:rPr><w:vanish/></w:rPr>')
        words = run(text[:2]) + f'<w:ins {who}>{run(text[2:])}</w:ins>'
        return out + paragraph(words, f'<w:pStyle w:val="{at}"/>' + ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if nth == 8 else ""))

    spelled = list(numbered())
    last = max(at for at, item in enumerate(spelled) if item[0] == "h")
    spelled[last] = ("h", 1, "", spelled[last][3])
    case("12-tracked", document(tracked), heading_styles(linked), abstract(0, standard) + num(1, 0), expect={"spelled": spelled})

    # 13. Strict namespaces under another prefix; the levels of new and old programs.
    custom = (
        f'<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="01, 02, 03, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    strict = standard.replace('<w:numFmt w:val="decimal"/>', custom)
    case(
        "13-strict",
        document(styled),
        heading_styles(linked),
        abstract(0, strict) + num(1, 0),
        namespace=STRICT,
        relations=STRICT_REL,
        prefix="ns0",
        expect={"patterns": [*STANDARD[:2], lambda c: f"{c[2]:02}."]},
    )

    # 14. Everything around the text: header, hidden run, text box twice, content control, link,
    #     fields, a broken field, a soft break, a symbol, the table of contents.
    box = '<w:txbxContent><w:p><w:r><w:t>联系电话：0578-1234567</w:t></w:r></w:p></w:txbxContent>'
    both = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'

    def field(code, result):
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("一、总体情况") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1", "1"))
        + paragraph(run("二、安排") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc2", "错误!未定义书签。") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + "</w:sdtContent></w:sdt>"
    )
    body = (
        paragraph(run("岚溪区司法局") + "<w:r><w:br/></w:r>" + run("2024年法治政府建设年度报告"), '<w:pStyle w:val="ae"/>')
        + contents
        + paragraph(run("总体情况"), '<w:pStyle w:val="1"/>')
        + paragraph(run("立案") + run("（隐藏）", "<w:rPr><w:vanish/></w:rPr>") + "<w:sdt><w:sdtPr/><w:sdtContent>" + run("12件") + "</w:sdtContent></w:sdt>" + '<w:hyperlink r:id="rId9">' + run("，见附表") + "</w:hyperlink>" + both + run("。"))
        + paragraph(run("详见") + field("REF _Ref1 \\h", "错误!未找到引用源。") + run("和第") + '<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple>" + run("页。"))
        + paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>' + run("（域未结束，下一段仍应读出）"))
        + paragraph(run("第一句。") + "<w:r><w:br/></w:r>" + run("第二句A") + '<w:r><w:noBreakHyphen/></w:r>' + run("B") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("。"))
    )
    header = paragraph(run("内部资料　注意保存"))
    package(
        folder / "14-surroundings.docx",
        body,
        [],
        PLAIN_STYLES + heading_styles(linked),
        abstract(0, standard) + num(1, 0),
        extra={"word/header1.xml": f'<w:hdr xmlns:w="{W}">{header}</w:hdr>'},
    )
    Path(folder / "14-surroundings.expected.txt").write_text(
        "title\t岚溪区司法局↵2024年法治政府建设年度报告\n"
        "paragraph\t二、安排→错误!未定义书签。\n"
        "heading 1\t一、总体情况\n"
        "paragraph\t立案12件，见附表。\n"
        "paragraph\t联系电话：0578-1234567\n"
        "paragraph\t详见错误!未找到引用源。和第3页。\n"
        "paragraph\t第一句。\n"
        "paragraph\t第二句A-B□。\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1])
