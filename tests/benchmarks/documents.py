"""Documents without end: the n-th plan of a seed, as the bytes that a scraper would have stored.

Every document follows from (seed, number) alone, so any range of any size can be written by anyone, in any order.
Sizes vary around 7,000 characters; numbering, notices, tables, spam, charsets and page furniture vary as they do in
scraped collections.
"""

import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.reference import read_table
from tests.benchmarks.grammar import Sentences
from tests.benchmarks.pages import write_page

MEAN_CHARACTERS = 7_000
# Of a hundred documents, in the mixed collection.
HTML_SHARE = 25
_FULL_WIDTH = str.maketrans(",;:()!?", "\uff0c\uff1b\uff1a\uff08\uff09\uff01\uff1f")
_HAN = "一二三四五六七八九十"
_TABLE_ROWS = (4, 18)
_FOLDER_SIZE = 1_000


@dataclass(frozen=True, slots=True)
class GeneratedDocument:
    """name: file name with suffix; content: the bytes; characters: of the visible text, white space included."""

    name: str
    content: bytes
    characters: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan before it becomes a file: lines of visible text, and a table (rows of cells), which may be empty."""

    title: str
    lines: list[str]
    table: list[list[str]]


def write_documents(
    folder: Path,
    count: int,
    form: str = "mixed",
    seed: int = 1,
    mean_characters: int = MEAN_CHARACTERS,
    workers: int = 1,
) -> int:
    """Write documents 0 to count - 1 under `folder`, a thousand a folder, in processes; answers their characters.

    form: text, html or mixed. mean_characters: of a document, before what surrounds its body.
    """
    firsts = range(0, count, _FOLDER_SIZE)
    parts = [(folder, range(first, min(first + _FOLDER_SIZE, count)), form, seed, mean_characters) for first in firsts]
    if workers == 1 or len(parts) == 1:
        return sum(map(_write_part, parts))
    with ProcessPoolExecutor(workers) as pool:
        return sum(pool.map(_write_part, parts))


def _write_part(part: tuple[Path, range, str, int, int]) -> int:
    folder, numbers, form, seed, mean_characters = part
    folder = folder / f"{numbers[0] // _FOLDER_SIZE:05}"
    folder.mkdir(parents=True, exist_ok=True)
    characters = 0
    for number in numbers:
        document = generate(number, form, seed, mean_characters)
        (folder / document.name).write_bytes(document.content)
        characters += document.characters
    return characters


def generate(
    number: int, form: str = "mixed", seed: int = 1, mean_characters: int = MEAN_CHARACTERS
) -> GeneratedDocument:
    """The document with this number."""
    draw = random.Random(f"{seed} {number}")
    plan = _Writer(draw, mean_characters).plan()
    is_page = form == "html" or (form == "mixed" and draw.randrange(100) < HTML_SHARE)
    if is_page:
        charset = draw.choice(("utf-8", "utf-8", "gbk", "gb2312"))
        lines = [_full_width(line) for line in plan.lines]
        table = [[_full_width(cell) for cell in row] for row in plan.table]
        markup = write_page(draw, plan.title, lines, table, charset)
        characters = sum(map(len, lines)) + sum(len(cell) for row in table for cell in row)
        content = markup.encode("gb18030" if charset.startswith("gb") else charset)
        return GeneratedDocument(f"plan-{number:07}.html", content, characters)
    text = _plain(draw, plan)
    charset = draw.choice(("utf-8",) * 6 + ("gb18030", "utf-8-sig"))
    return GeneratedDocument(f"plan-{number:07}.txt", text.encode(charset), len(text))


@cache
def _regions() -> tuple[tuple[str, str], ...]:
    """(official name, its first character) of prefectures and counties in force."""
    rows = read_table("regions")
    return tuple(
        (row["name"], row["short_name"][:1])
        for row in rows
        if row["level"] in ("prefecture", "county") and not row["valid_to"] and row["short_name"]
    )


@cache
def _bodies() -> tuple[str, ...]:
    """Names of local bodies without their level: 教育局."""
    names = [row["name"].removeprefix("{region}") for row in read_table("agencies") if row["level"] == "local"]
    return tuple(dict.fromkeys(name for name in names if "{" not in name and name.endswith(("局", "委员会", "办公室"))))


class _Writer:
    """Writes one plan."""

    def __init__(self, draw: random.Random, mean_characters: int) -> None:
        self._draw, self._mean = draw, mean_characters
        self.region, self.short = draw.choice(_regions())
        self.year = draw.randint(2012, 2025)
        level = "市" if self.region.endswith("市") else self.region[-1]
        bodies = tuple(level + body for body in draw.sample(_bodies(), 14))
        self._names = {
            "region": (self.region,),
            "short": (self.short,),
            "year": (str(self.year), str(self.year), str(self.year + 1), str(self.year + 2)),
            "past": tuple(str(year) for year in range(self.year - 5, self.year)),
            "body": bodies,
        }
        self._sentences = Sentences(draw, self._names)
        self._body = draw.choice(bodies)

    def plan(self) -> Plan:
        draw, year = self._draw, self.year
        kind = draw.choice(("工作要点", "工作要点", "工作要点", "工作计划", "实施方案", "任务分工方案", "实施意见"))
        area = self._sentences.expand("area")
        title = draw.choice(
            (f"{self.region}{year}年{area}{kind}", f"{self.region}教育局{year}年{kind}", f"{year}年{area}{kind}")
        )
        shortest, longest = min(1_200, self._mean // 3), 40_000
        length = min(max(int(draw.lognormvariate(0, 0.45) * self._mean * 0.8), shortest), longest)
        lines = self._notice(title) if draw.random() < 0.45 else [title]
        lines.append(
            f"{year}年,全市{area}工作的总体要求是:坚持以习近平新时代中国特色社会主义思想为指导," + self._prose(2, False)
        )
        table = self._table() if draw.random() < 0.15 else []
        size = sum(map(len, lines)) + sum(len(cell) for row in table for cell in row)
        levels = draw.choice(
            (
                ("han", "paren", "digit"),
                ("han", "digit"),
                ("han", "digit"),
                ("digit", "paren_digit"),
                ("chapter", "digit"),
            )
        )
        section = continuous = 0
        while size < length:
            section += 1
            more, continuous = self._section(levels, section, continuous)
            lines += more
            size += sum(map(len, more))
        if draw.random() < 0.5:
            lines += [f"{self.region}{self._body[1:]}", f"{year}年{draw.randint(1, 4)}月{draw.randint(1, 28)}日"]
        return Plan(title, lines, table)

    def _notice(self, title: str) -> list[str]:
        draw, office = self._draw, f"{self.region}人民政府办公室"
        day = f"{self.year}年{draw.randint(1, 4)}月{draw.randint(1, 28)}日"
        return [
            f"{office}关于印发《{title}》的通知",
            f"{self.short}政办发〔{self.year}〕{draw.randint(1, 120)}号",
            "各县(市、区)人民政府,市政府各部门、各直属机构:",
            f"《{title}》已经市政府同意,现印发给你们,请结合实际认真贯彻执行。",
            office,
            day,
            title,
        ]

    def _section(self, levels: tuple[str, ...], number: int, continuous: int) -> tuple[list[str], int]:
        """A section with its items; `continuous` counts the items of all sections, which some plans number through."""
        draw = self._draw
        lines = [_label(levels[0], number) + self._sentences.expand("heading")]
        for item in range(1, draw.randint(3, 6)):
            continuous += 1
            heading = self._sentences.expand("item_heading")
            label = _label(levels[1], continuous if levels[:2] == ("han", "digit") else item)
            lines.append(label + heading + self._prose(draw.randint(3, 8), True))
            if len(levels) > 2 and draw.random() < 0.3:
                lines += [_label(levels[2], below) + self._prose(2, True) for below in range(1, draw.randint(3, 5))]
        return lines, continuous

    def _prose(self, sentences: int, may_assign: bool) -> str:
        draw, expand = self._draw, self._sentences.expand
        rules = draw.choices(("sentence", "target", "time"), (88, 9, 3), k=sentences)
        text = "".join(expand(rule) for rule in rules)
        if may_assign and draw.random() < 0.2:
            text += expand("duty")
        return text

    def _table(self) -> list[list[str]]:
        expand, draw = self._sentences.expand, self._draw
        rows = [["序号", "工作任务", "责任单位", "完成时限"]]
        for number in range(1, draw.randint(*_TABLE_ROWS)):
            rows.append([str(number), self._prose(1, False), expand("body"), expand("deadline")])
        return rows


def _label(level: str, number: int) -> str:
    if level in ("digit", "paren_digit"):
        return f"{number}." if level == "digit" else f"({number})"
    han = _ordinal(number)
    return {"han": f"{han}、", "paren": f"({han})", "chapter": f"第{han}章 "}[level]


def _ordinal(number: int) -> str:
    """Han numeral of 1 to 99."""
    tens, ones = divmod(number, 10)
    return (_HAN[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones - 1] if ones else "")


def _full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _plain(draw: random.Random, plan: Plan) -> str:
    """A text file: lines with or without indents, run-on text, leftovers of tags, spam in mid-sentence, furniture."""
    lines = [*plan.lines, *("\n".join(row) for row in plan.table)]
    style = draw.random()
    indent = "\u3000\u3000" if style < 0.6 else ""
    text = "\n".join(indent + line for line in lines) if style < 0.92 else "".join(lines)
    text = _full_width(text)
    if draw.random() < 0.12:
        text = _with_spam(draw, text)
    if draw.random() < 0.3:
        text = f"您当前的位置:首页 > 政务公开 > 规划计划\n{text}\n上一篇:没有了\n下一篇:没有了\n打印本页 关闭窗口"
    if draw.random() < 0.1:
        text = text.replace("\n", "&nbsp;\n<br />", 40)
    return text + "\n"


def _with_spam(draw: random.Random, text: str) -> str:
    """Search bait between two pieces of a sentence."""
    tokens = [row["token"] for row in read_table("spam_tokens")]
    at = draw.randrange(len(text) // 2, len(text) - 1)
    return text[:at] + "_".join(draw.sample(tokens, 5)) + text[at:]
