"""Search terms: the words that a text is found by.

Chinese is cut by jieba in its search mode (幼儿园 is found by 幼儿 too), by the Rust engine where it is installed and
by the Python one otherwise, with the same dictionary and without guessing at unknown words, so that both agree; Latin
runs are read apart. A query is cut by the same function as the texts.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from flows.reference import column, read_table

_NOT_HAN = re.compile(r"[^一-鿿㐀-䶿]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{1,400}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,20}){1,4}", re.ASCII)
# A Latin term holds a letter: PM2.5, 5G, 1+X, DuckDB. Bare numbers are no terms.
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9.+_-]{0,39}")
_LATIN_HEAD = re.compile(r"[0-9][0-9.+]{0,7}$")

Cut = Callable[[str], Iterable[str]]


def terms(text: str) -> list[str]:
    """The search terms of folded `text`: words of two characters and more, no stop words; Latin in lower case."""
    return cut_terms(text, segmenter())


def count_terms(text: str) -> list[tuple[str, int]]:
    """Each search term of folded `text` with how often it occurs, in order of first occurrence."""
    return list(Counter(terms(text)).items())


def cut_terms(text: str, cut: Cut) -> list[str]:
    """As `terms`, with the engine given."""
    stop_words = _stop_words()
    found: list[str] = []
    single = ""
    for word in cut(_NOT_HAN.sub(" ", text)):
        if word in stop_words:
            single = ""
        elif len(word) > 1:
            single = ""
            found.append(word)
        else:
            # A word that the dictionary lacks falls apart into characters: its pairs stand for it.
            if single:
                found.append(single + word)
            single = word
    return found + _latin_terms(text)


def _latin_terms(text: str) -> list[str]:
    text = _ADDRESS.sub(" ", text) if "." in text else text
    found = []
    for match in _LATIN_RUN.finditer(text):
        head = _LATIN_HEAD.search(text, max(0, match.start() - 8), match.start())
        found.append(((head.group() if head else "") + match.group()).lower().strip(".-_+"))
    return found


@cache
def segmenter() -> Cut:
    """The engine in use, with the project's dictionary: maps Chinese text to its words in search mode."""
    try:
        return rust_segmenter()
    except ImportError:
        return python_segmenter()


@cache
def rust_segmenter() -> Cut:
    """The Rust engine. Raises ImportError where it is not installed."""
    import rjieba

    engine = rjieba.Jieba()
    for word, frequency in _dictionary():
        engine.add_word(word, frequency, None)
    return lambda run: engine.cut_for_search(run, False)


@cache
def python_segmenter() -> Cut:
    """The Python engine; its dictionary is built in memory, without the cache file that it would leave behind."""
    import jieba

    engine = jieba.Tokenizer()
    engine.FREQ, engine.total = engine.gen_pfdict(engine.get_dict_file())
    engine.initialized = True
    for word, frequency in _dictionary():
        engine.add_word(word, frequency)
    return lambda run: engine.cut_for_search(run, HMM=False)


@cache
def _dictionary() -> tuple[tuple[str, int], ...]:
    return tuple((row["word"], int(row["frequency"])) for row in read_table("jieba_words"))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(column("stop_words", "word")) | {" "}
