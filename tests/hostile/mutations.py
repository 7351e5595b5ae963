"""Documents as damaged as they come: each mutant follows from its number alone."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.benchmarks.documents import generate
from tests.extract.plan_files import as_docx, as_zip

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "seeds" / "documents").glob("*.txt"))
# Generated documents that are mutated beside the samples.
GENERATED = 40
# What breaks readers where it is put in.
SHARDS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xf0\x9f", b"\xed\xa0\x80", b"\x1b$B", b"\r", b"\x0b\x0c", b"<",
    b"</td></tr></table>", b"<table><tr><td rowspan=99999>", b"<!--", b"<![CDATA[", b"<script>", b"&#x110000;",
    b"&#0;", b"<meta charset=utf-7>", b"PK\x03\x04", b"%PDF-1.4\n", b"{\\rtf1", b"\x1f\x8b", "一、".encode(),
    "（".encode() * 99, "》".encode(), "〔2021〕".encode(), "99999999999999999999亿元".encode(), "2月30日前".encode(),
    "\u2028\u2029".encode(), "\ufeff\u200b\u202e".encode(), "①②③".encode(), "百分之".encode(), b"1e308%", b"-" * 999,
)  # fmt: skip


@cache
def originals() -> tuple[tuple[str, bytes], ...]:
    """(suffix, content) of sound documents: the samples, generated plans, Word files, an archive."""
    plain = [(".txt", path.read_bytes()) for path in SAMPLES]
    made = [generate(number) for number in range(GENERATED)]
    some = [path.read_text(encoding="utf-8") for path in SAMPLES[:2]]
    office = [(".docx", as_docx(text)) for text in some]
    archive = [(".zip", as_zip({f"{number}.txt": text.encode() for number, text in enumerate(some)}))]
    return (*plain, *((Path(document.name).suffix, document.content) for document in made), *office, *archive)


def mutant(number: int) -> tuple[str, bytes]:
    """(file name, content): one to four mutations of one of the originals."""
    draw = random.Random(f"mutant {number}")
    suffix, content = draw.choice(originals())
    for _ in range(draw.randint(1, 4)):
        content = draw.choice(MUTATIONS)(draw, content)
    return f"{number:05}{suffix}", content


def _place(draw: random.Random, content: bytes) -> int:
    return draw.randint(0, len(content))


def flip_bits(draw: random.Random, content: bytes) -> bytes:
    """Single bits, from one to one in two hundred bytes."""
    if not content:
        return content
    damaged = bytearray(content)
    for _ in range(draw.randint(1, 1 + len(content) // 200)):
        damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
    return bytes(damaged)


def truncate(draw: random.Random, content: bytes) -> bytes:
    """The beginning, or the end, cut off."""
    place = _place(draw, content)
    return content[:place] if draw.random() < 0.7 else content[place:]


def splice(draw: random.Random, content: bytes) -> bytes:
    """The beginning of one document and the end of another."""
    _, other = draw.choice(originals())
    return content[: _place(draw, content)] + other[_place(draw, other) :]


def insert_shards(draw: random.Random, content: bytes) -> bytes:
    """What breaks readers, at up to eight places."""
    for _ in range(draw.randint(1, 8)):
        place = _place(draw, content)
        content = content[:place] + draw.choice(SHARDS) + content[place:]
    return content


def repeat(draw: random.Random, content: bytes) -> bytes:
    """A piece many times over."""
    place = _place(draw, content)
    piece = content[place : place + draw.choice((1, 3, 30, 300))]
    return content[:place] + piece * draw.randint(2, 200) + content[place:]


def shuffle_pieces(draw: random.Random, content: bytes) -> bytes:
    """Pieces in another order, cut without regard to characters."""
    cuts = sorted(_place(draw, content) for _ in range(draw.randint(1, 12)))
    pieces = [content[start:end] for start, end in zip([0, *cuts], [*cuts, len(content)], strict=True)]
    draw.shuffle(pieces)
    return b"".join(pieces)


def damage_charset(draw: random.Random, content: bytes) -> bytes:
    """Read in one charset, written in another; or half of it in each."""
    text = content.decode(draw.choice(("utf-8", "gb18030", "big5", "latin-1")), "replace")
    charset = draw.choice(("gb18030", "utf-16", "utf-16-be", "big5", "utf-8", "utf-7"))
    place = _place(draw, text) if draw.random() < 0.5 else 0
    return text[:place].encode("utf-8", "replace") + text[place:].encode(charset, "replace")


def add_noise(draw: random.Random, content: bytes) -> bytes:
    """A run of random bytes over what was there."""
    place = _place(draw, content)
    noise = draw.randbytes(draw.randint(1, 400))
    return content[:place] + noise + content[place + len(noise) :]


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip_bits,
    truncate,
    splice,
    insert_shards,
    repeat,
    shuffle_pieces,
    damage_charset,
    add_noise,
)
