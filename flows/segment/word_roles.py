"""What part a word plays beside a number: verbs of doing and change, scope words, prepositions, joiners.

The lists are seeds/reference/target_verbs.csv and target_function_words.csv.
"""

from functools import partial

from flows.reference import words_of

_verbs, _function_words = partial(words_of, "target_verbs"), partial(words_of, "target_function_words")

DO, LIGHT, KEEP = _verbs("do"), _verbs("light"), _verbs("keep")
# Verb-nouns that stay at the left edge of a phrase (投资, 服务).
ACTING = LIGHT | _verbs("act")
RISE, FALL, REACH = _verbs("rise"), _verbs("fall"), _verbs("reach")
SCOPE, ADVERB, PREPOSITION = _function_words("scope"), _function_words("adverb"), _function_words("preposition")
# Adverbs before a verb of change or reaching, nouns elsewhere (总体目标).
CLOSING = ADVERB | _function_words("closing")
COORDINATOR, GENERIC = _function_words("coordinator"), _function_words("generic")
ACT, COMPOUND = _function_words("act"), _function_words("compound")
RELATIVE = _function_words("relative")
# A thing gets a status (产品通过认证, 医院纳入管理): with it the predicate says what is counted.
STATUS = _verbs("status")
# Verbs whose subject belongs to an absolute word or a bare sum: 实现全覆盖, 需资金.
SETTING = _function_words("setting")
# By what something is given: 按照规定.
BY = _function_words("by")
