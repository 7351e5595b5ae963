"""Search terms: the words that a text is found by.

Chinese is cut by jieba in its search mode (幼儿园 is found by 幼儿 too), by the Rust engine where it is installed and
by the Python one otherwise, with the same dictionary and without guessing at unknown words, so that both agree; Latin
runs are read apart. A query is cut by the same function as the texts.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from flows.reference import column, read_table

_HAN = re.compile(r"[一-鿿㐀-䶿]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{1,400}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,20}){1,4}", re.ASCII)
# A Latin term holds a letter: PM2.5, 5G, 1+X, DuckDB. Bare numbers are no terms.
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9.+_-]{0,39}")
_LATIN_HEAD = re.compile(r"[0-9][0-9.+]{0,7}$")
# Stands behind each of the texts that are cut together.
_END = "\n"
# Words of a dictionary of half a million of which a process keeps what they hold.
_MOST_SEARCHED = 100_000


@dataclass(frozen=True, slots=True)
class Segmenter:
    """An engine with the project's dictionary.

    cut: a text → its words, by the dictionary alone. search: a word → the words of the dictionary that it holds, and
    itself. searched: what `search` has answered, without what is no term; a text repeats its words.
    """

    cut: Callable[[str], Iterable[str]]
    search: Callable[[str], Iterable[str]]
    searched: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def terms_of(self, word: str) -> tuple[str, ...]:
        """The terms that a word stands for, which are remembered in `searched`."""
        stop_words = _stop_words()
        found = tuple(term for term in self.search(word) if len(term) > 1 and term not in stop_words)
        if len(self.searched) < _MOST_SEARCHED:
            self.searched[word] = found
        return found


def terms(text: str) -> list[str]:
    """The search terms of folded `text`: words of two characters and more, no stop words; Latin in lower case."""
    return cut_terms([text], segmenter())[0]


def count_terms(texts: Sequence[str]) -> list[Counter[str]]:
    """For each folded text its search terms with how often they occur, in order of first occurrence.

    The texts are cut in one go: the dictionary is far larger than what a processor keeps at hand between two looks.
    """
    return [Counter(found) for found in cut_terms(texts, segmenter())]


def cut_terms(texts: Sequence[str], engine: Segmenter) -> list[list[str]]:
    """The terms of each text, with the engine given."""
    stop_words, searched = _stop_words(), engine.searched
    result: list[list[str]] = []
    found: list[str] = []
    single = ""
    for word in engine.cut("".join([" ".join(_HAN.findall(text)) + _END for text in texts])):
        length = len(word)
        if length == 1:
            if word in stop_words:
                single = ""
            elif word == _END:
                result.append(found)
                found, single = [], ""
            else:
                # A word that the dictionary lacks falls apart into characters: its pairs stand for it.
                if single:
                    found.append(single + word)
                single = word
        else:
            single = ""
            if length > 2:
                found += searched.get(word) or engine.terms_of(word)
            elif word not in stop_words:
                found.append(word)
    for found, text in zip(result, texts, strict=True):
        found += _latin_terms(text)
    return result


def _latin_terms(text: str) -> list[str]:
    if "." in text and ("@" in text or "://" in text or "www." in text):
        text = _ADDRESS.sub(" ", text)
    found = []
    for match in _LATIN_RUN.finditer(text):
        head = _LATIN_HEAD.search(text, max(0, match.start() - 8), match.start())
        found.append(((head.group() if head else "") + match.group()).lower().strip(".-_+"))
    return found


@cache
def segmenter() -> Segmenter:
    """The engine in use."""
    try:
        return rust_segmenter()
    except ImportError:
        return python_segmenter()


@cache
def rust_segmenter() -> Segmenter:
    """The Rust engine. Raises ImportError where it is not installed."""
    import rjieba

    engine = rjieba.Jieba()
    for word, frequency in _dictionary():
        engine.add_word(word, frequency, None)
    return Segmenter(lambda text: engine.cut(text, False), lambda word: engine.cut_for_search(word, False))


@cache
def python_segmenter() -> Segmenter:
    """The Python engine; its dictionary is built in memory, without the cache file that it would leave behind."""
    import jieba

    engine = jieba.Tokenizer()
    engine.FREQ, engine.total = engine.gen_pfdict(engine.get_dict_file())
    engine.initialized = True
    for word, frequency in _dictionary():
        engine.add_word(word, frequency)
    return Segmenter(lambda text: engine.cut(text, HMM=False), lambda word: engine.cut_for_search(word, HMM=False))


@cache
def _dictionary() -> tuple[tuple[str, int], ...]:
    return tuple((row["word"], int(row["frequency"])) for row in read_table("jieba_words"))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(column("stop_words", "word")) | {" "}
