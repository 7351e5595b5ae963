-- The sentence of `words` around the first occurrence of `quote`, without its full stop; null where it does not occur.
-- A sentence ends at a full stop, semicolon or line break, and at most 200 characters off the quote.
CREATE OR REPLACE MACRO sentence_around(words, quote) AS CASE
    WHEN instr(words, quote) > 0 THEN
        regexp_extract(
            substr(words, greatest(instr(words, quote) - 200, 1), least(instr(words, quote) - 1, 200)),
            '[^。；;！!？?\n]*$'
        )
        || quote
        || regexp_extract(substr(words, instr(words, quote) + length(quote), 200), '^[^。；;！!？?\n]*')
END;

COMMENT ON MACRO sentence_around IS 'The sentence of a text around the first occurrence of a quote; null where it does not occur';
