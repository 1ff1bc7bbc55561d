#!/usr/bin/env python3
"""Makes the web pages of tests/readers: the report in the shape of three government sites.

    python3 tests/readers/make/make_html.py tests/readers/files
"""

import sys
from html import escape
from pathlib import Path

from make_docx import expected
from report import DATE, SIGNATURE, TITLE, numbered

NAVIGATION = "".join(f'<li><a href="/{at}/">{name}</a></li>' for at, name in enumerate(("首页", "政务公开", "政务服务", "互动交流", "走进岚溪")))
SHARE = '<div class="share"><span>分享到：</span><a href="#">微信</a></div>'
FOOT = '<div class="foot">主办：岚溪区人民政府办公室　网站标识码：0000000000　备案号：示例0000号</div>'


def lines():
    """(kind, level, text) with the title first, the table as rows, the note last."""
    notes = []
    for item in numbered():
        if item[0] == "h":
            yield ("h", item[1], item[2] + item[3])
        elif item[0] == "table":
            yield item
        else:
            yield ("p", 0, item[2])
            notes += item[3:]
    yield ("p", 0, SIGNATURE)
    yield ("p", 0, DATE)
    for note in notes:
        yield ("p", 0, "注：" + note)


def rows(item):
    return "<table border=1>" + "".join(
        "<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>" for row in item[2]
    ) + "</table>"


def editor():
    """UTF-8, the text in a known element, the title only in the page's fields and heading."""
    body = "\n".join(
        rows(item) if item[0] == "table" else f'<p style="text-indent: 2em"><span style="font-size:16pt">{escape(item[2])}</span></p>'
        for item in lines()
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<title>{TITLE}_岚溪区人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2025-01-20 10:12">
<style>.a{{color:red}}</style></head>
<body><div id="clock"><script>document.write("今天是2025年3月1日 星期六")</script></div>
<ul class="nav">{NAVIGATION}</ul>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/gk/">政务公开</a></div>
<h1>{TITLE}</h1><div class="info">发布时间：2025-01-20　来源：区司法局　浏览次数：<b id="hits">318</b></div>
<div class="main"><div class="TRS_Editor">{body}<p style="display: none">隐藏的底稿</p></div>{SHARE}
<p>【打印本页】　【关闭窗口】</p></div>{FOOT}</body></html>
"""


def table_layout():
    """GB2312, laid out with tables, paragraphs ended by <br> and indented with &nbsp;."""
    parts = []
    for item in lines():
        parts.append(rows(item) if item[0] == "table" else "&nbsp;&nbsp;&nbsp;&nbsp;" + escape(item[2]) + "<br>\r\n")
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{TITLE}</title></head><body>
<table width=980><tr><td>{" | ".join(f'<a href="/{name}">{name}</a>' for name in ("首页", "机构概况", "信息公开", "办事服务"))}</td></tr></table>
<table width=980><tr><td width=200>最新动态<br><a href="1">区司法局召开工作会议</a><br><a href="2">岚溪区开展普法宣传</a></td>
<td><table><tr><td align=center><font size=5><b>{TITLE[:6]}<br>{TITLE[6:]}</b></font></td></tr>
<tr><td><font size=3>{"".join(parts)}</font></td></tr></table></td></tr></table>
<table><tr><td>版权所有：岚溪区司法局</td></tr></table></body></html>
"""


def plain_divs():
    """UTF-8, no known names, one div a paragraph, headings as h2 to h4, a sidebar of links."""
    body = "\n".join(
        rows(item)
        if item[0] == "table"
        else f"<h{item[1] + 1}>{escape(item[2])}</h{item[1] + 1}>"
        if item[0] == "h"
        else f"<div>\n  {escape(item[2][:20])}\n  {escape(item[2][20:])}\n</div>"
        for item in lines()
    )
    side = "".join(f"<li><a href='{at}'>岚溪区各部门年度报告之{at}</a></li>" for at in range(12))
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{TITLE} - 岚溪区司法局</title></head>
<body><header><nav><ul>{NAVIGATION}</ul></nav></header>
<div class="wrap"><div class="left"><ul>{side}</ul></div><div class="right"><article><h1>{TITLE}</h1>{body}</article>{SHARE}</div></div>
<footer><p>联系我们</p>{FOOT}</footer></body></html>
"""


def main(folder):
    folder = Path(folder)
    for name, text, encoding in (
        ("21-editor", editor(), "utf-8"),
        ("22-table-layout", table_layout(), "gb18030"),
        ("23-plain-divs", plain_divs(), "utf-8"),
    ):
        (folder / f"{name}.html").write_bytes(text.encode(encoding))
        by_tag = name.startswith("23")
        spelled = [("p", 0, item[2]) if item[0] == "p" or not by_tag and item[0] == "h" else ("h", item[1], "", item[2]) if item[0] == "h" else item for item in lines()]
        path = folder / f"{name}.expected.txt"
        expected(path, spelled=spelled, kind=lambda level: f"heading {level + 1}")
        text = path.read_text(encoding="utf-8")
        if not by_tag:
            # The title stands outside the text; it is known from the page's fields.
            text = text.replace(f"title\t{TITLE}\n", "")
        # The signature and the date came from `lines` already.
        tail = f"paragraph\t{SIGNATURE}\nparagraph\t{DATE}\n"
        path.write_text(text.removesuffix(tail), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
