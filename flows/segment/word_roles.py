"""What part a word plays beside a number: verbs of doing and change, scope words, prepositions, joiners.

The lists are seeds/reference/target_verbs.csv and target_function_words.csv; FUNCTION has every role of the second.
"""

from flows.reference import read_table


def _roles(table: str) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in read_table(table):
        words.setdefault(row["role"], set()).add(row["word"])
    return {role: frozenset(members) for role, members in words.items()}


_VERBS = _roles("target_verbs")
FUNCTION = _roles("target_function_words")
DO, LIGHT, KEEP = _VERBS["do"], _VERBS["light"], _VERBS["keep"]
# Verb-nouns that stay at the left edge of a phrase (投资, 服务).
ACTING = LIGHT | _VERBS["act"]
RISE, FALL, REACH = _VERBS["rise"], _VERBS["fall"], _VERBS["reach"]
SCOPE, ADVERB, PREPOSITION = FUNCTION["scope"], FUNCTION["adverb"], FUNCTION["preposition"]
# Adverbs before a verb of change or reaching, nouns elsewhere (总体目标).
CLOSING = ADVERB | FUNCTION["closing"]
COORDINATOR, GENERIC, ACT, COMPOUND = (
    FUNCTION["coordinator"],
    FUNCTION["generic"],
    FUNCTION["act"],
    FUNCTION["compound"],
)
RELATIVE = FUNCTION["relative"]
# A thing gets a status (产品通过认证, 医院纳入管理): with it the predicate says what is counted.
STATUS = _VERBS["status"]
# Verbs whose subject belongs to an absolute word or a bare sum: 实现全覆盖, 需资金.
SETTING = FUNCTION["setting"]
# By what something is given: 按照规定.
BY = FUNCTION["by"]
