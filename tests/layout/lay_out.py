#!/usr/bin/env python3
"""Lays an example report (tab-separated text) out as a PDF and reads it back with `pdftotext -layout`.

Makes the texts of tests/layout/*.layout.txt and *.cells.txt; the tests read these and need neither
this script nor poppler. To make them anew:

    python3 -m venv /tmp/pv && /tmp/pv/bin/pip install weasyprint
    apt-get install poppler-utils fonts-noto-cjk
    /tmp/pv/bin/python tests/layout/lay_out.py examples/*.txt

The pages look as those of published reports do: centred titles, tables with merged header cells and
rows that are cut by page breaks, labels that wrap in narrow columns, amounts to the right, a running
head, page numbers, paragraphs indented by two characters.
"""

import html
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent

STYLE = """
@page { size: A4; margin: 22mm 20mm 20mm 20mm;
  @top-center { content: "%(head)s"; font: 9pt "Noto Serif CJK SC"; }
  @bottom-center { content: "— " counter(page) " —"; font: 9pt "Noto Serif CJK SC"; } }
@page wide { size: A4 landscape; }
body { font: 12pt/1.7 "Noto Serif CJK SC"; }
p { margin: 0; text-indent: 2em; }
p.title { text-align: center; text-indent: 0; font-size: 15pt; page-break-after: avoid; }
p.page { page-break-before: always; }
p.code, p.unit { text-align: right; text-indent: 0; font-size: 9pt; }
p.body, p.note { text-align: left; text-indent: 0; font-size: 9pt; }
p.year { text-align: center; text-indent: 0; font-size: 9pt; }
div.facts { display: flex; justify-content: space-between; font-size: 9pt; }
table { border-collapse: collapse; width: 100%%; font-size: 8.5pt; line-height: 1.35; table-layout: fixed; }
table.wide { page: wide; line-height: 1.2; }
div.wide { page: wide; }
td { border: 0.5pt solid black; padding: 1.5pt 3pt; vertical-align: middle; }
td.head { text-align: center; }
td.figure { text-align: right; }
td.centre { text-align: center; }
tr { page-break-inside: avoid; }
"""

FIGURE = re.compile(r"^-?[\d,]+(\.\d+)?%?$")
CODE = re.compile(r"^\d{3,7}$")
TITLE = re.compile(r"(决算总?表|明细表|统计表|自评表|分析报告|自评报告)$")


def blocks(text):
    """Paragraphs and tables of a tab-separated text; an empty line inside a table is a page break."""
    rows, pending = [], 0
    for line in text.split("\n"):
        if "\t" in line:
            rows.append(line.split("\t"))
            pending = 0
        elif not line.strip():
            pending += 1
        else:
            if rows:
                yield "table", rows
                rows = []
            yield "line", line.strip()
    if rows:
        yield "table", rows


def split_width(rows):
    """Stretches of rows of one width: a table each."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or len(rows[at]) != len(rows[start]):
            yield rows[start:at]
            start = at


def header_rows(rows):
    """How many rows at the top hold no figure."""
    count = 0
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        if any(FIGURE.match(cell) or cell == "栏次" for cell in cells):
            break
        count += 1
    return count if count <= 3 else 1


def is_statement(rows):
    return header_rows(rows) < 4 and not any("项目名称" in cell for row in rows for cell in row)


def spans(rows, top):
    """Column and row spans of the header's merged cells."""
    owner = {}
    for r, row in enumerate(rows[:top]):
        for c, cell in enumerate(row):
            if cell.strip():
                owner[r, c] = (r, c)
            elif r > 0 and owner.get((r - 1, c)) in [(q, c) for q in range(r)] and not (
                c > 0 and owner.get((r, c - 1)) == (r, c - 1) and c not in OWN.get(id(rows), ())
                and rows[r - 1][c].strip() == ""
            ):
                owner[r, c] = owner[r - 1, c]
            elif c > 0 and (r, c - 1) in owner:
                owner[r, c] = owner[r, c - 1]
            else:
                owner[r, c] = (r, c)
    return owner


OWN = {}


def table_html(rows, widths=None):
    width = len(rows[0])
    statement = is_statement(rows)
    top = header_rows(rows) if statement else 0
    # A header that the example repeats after a page break is repeated by the pages here.
    rows = rows[:top] + [row for row in rows[top:] if not top or row not in rows[:top] or row[0] == ""]
    rows = [row for at, row in enumerate(rows) if at <= top or row[:2] != ["栏次", ""] or row not in rows[:at]]
    owner = spans(rows, top)
    sizes = widths or column_sizes(rows, top)
    need = sum(column_needs(rows, top))
    points = min(8.5, (720 if width > 9 else 480) / need) if statement else 8.5
    out = [f'<table{" class=wide" if width > 9 else ""} style="font-size:{points:.1f}pt">', "<colgroup>"]
    out += [f'<col style="width:{size:.1f}%">' for size in sizes]
    out.append("</colgroup>")
    repeat = statement and top and len(rows) > 25 and width % 2 == 1
    if repeat:
        out.append("<thead>")
    for r, row in enumerate(rows):
        if repeat and r == top:
            out.append("</thead>")
        out.append("<tr>")
        c = 0
        while c < width:
            cell = row[c].strip()
            if r < top:
                mine = [key for key, own in owner.items() if own == (r, c)]
                if owner[r, c] != (r, c):
                    c += 1
                    continue
                cols = len({key[1] for key in mine})
                deep = len({key[0] for key in mine})
                out.append(f'<td class=head colspan={cols} rowspan={deep}>{html.escape(cell)}</td>')
                c += 1
                continue
            cols = 1
            if not statement:
                while c + cols < width and not row[c + cols].strip() and cell and merges(row, c):
                    cols += 1
            out.append(f"<td class={kind(cell)} colspan={cols}>{html.escape(cell)}</td>")
            c += cols
        out.append("</tr>")
    out.append("</table>")
    return "\n".join(out)


def merges(row, at):
    """Whether a form's cell spreads over the blank cells to its right: long texts and lone labels."""
    filled = sum(1 for cell in row if cell.strip())
    return len(row[at].strip()) > 12 or filled <= 4


def kind(cell):
    if CODE.match(cell):
        return "code"
    if FIGURE.match(cell):
        return "figure"
    if re.match(r"^[-—/]+$", cell):
        return "centre"
    return "label"


def column_sizes(rows, top):
    """Widths in per cent."""
    need = column_needs(rows, top)
    return [100 * n / sum(need) for n in need]


def column_needs(rows, top):
    """Widths in characters: narrow enough that long labels wrap, wide enough for every figure."""
    width = len(rows[0])
    need = []
    for c in range(width):
        longest = max((units(row[c]) + row[c].startswith('—') for row in rows[top:]), default=0)
        words = max((units(row[c]) for row in rows[:top]), default=0)
        figures = max((units(row[c]) for row in rows if FIGURE.match(row[c].strip())), default=0)
        need.append(max(min(max(longest, 4, words / 3), 15 if width > 5 else 24), 1.15 * figures) + 2)
    return need


def units(text):
    return sum(1 if ord(c) < 128 else 2 for c in text.strip()) / 2


def line_html(line, seen):
    text = html.escape(line)
    if re.match(r"^公开\d+表$", line):
        return f"<p class=code>{text}</p>"
    if re.match(r"^(金额)?单位[:：] ?(万元|元)$", line):
        return f"<p class=unit>{text}</p>"
    if re.match(r"^[(（]?20\d\d ?年度?[)）]?$", line):
        return f"<p class=year>{text}</p>"
    if re.match(r"^(部门|单位)(名称)?[:：]", line):
        return f"<p class=body>{text}</p>"
    if TITLE.search(line) and len(line) < 40 and not re.match(r"^(附件|[一二三四五六七八九十]+、)", line):
        return f'<p class="title page">{text}</p>'
    if re.match(r"^第.部分", line) and "\t" not in line:
        return f'<p class="title page">{text}</p>'
    if line.startswith(("注：", "说明：", "备注")):
        return f"<p class=note>{text}</p>"
    return f"<p>{text}</p>"


def turn_page(body):
    """Puts the title of a wide table, and what stands between, on the wide page too."""
    for at in range(len(body) - 1, max(len(body) - 8, -1), -1):
        if "<p" not in body[at]:
            return
        if "title page" in body[at]:
            body[at:] = ['<div class=wide>'] + body[at:] + ['</div>']
            return


def page_html(text):
    text = "\n".join(line for line in text.split("\n") if not line.startswith("仅供"))
    head = next((line.strip() for line in text.split("\n") if "单位决算" in line or "部门决算" in line), "决算公开")
    body = []
    for sort, content in blocks(text):
        if sort == "line":
            body.append(line_html(content, body))
        elif all(re.match(r"^\d+$", row[-1].strip()) and len(row) == 2 for row in content):
            body += [f"<p>{html.escape(row[0])}…………{row[1]}</p>" for row in content]
        else:
            tables = list(split_width(content))
            if max(len(rows[0]) for rows in tables) > 9:
                turn_page(body)
            body += [table_html(rows) for rows in tables]
    return f'<html><head><meta charset="utf-8"><style>{STYLE % {"head": head}}</style></head><body>' + "\n".join(body) + "</body></html>"


def cells_a_line(text):
    """The same report as text out of Word: a cell a line, an empty line after a row."""
    out = []
    for sort, content in blocks(text):
        if sort == "line":
            out += [content, ""]
        else:
            for row in content:
                out += ["\t" + cell.strip() for cell in row] + [""]
    return "\n".join(out) + "\n"


def main(paths):
    from weasyprint import HTML

    for path in map(pathlib.Path, paths):
        text = path.read_text(encoding="utf-8")
        pdf = pathlib.Path("/tmp") / (path.stem + ".pdf")
        HTML(string=page_html(text)).write_pdf(pdf)
        laid = HERE / (path.stem + ".layout.txt")
        subprocess.run(["pdftotext", "-layout", pdf, laid], check=True)
        (HERE / (path.stem + ".cells.txt")).write_text(cells_a_line(text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
