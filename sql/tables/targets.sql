CREATE TABLE targets (
    target_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    item_id VARCHAR,
    indicator VARCHAR NOT NULL,
    indicator_code VARCHAR,
    value DOUBLE NOT NULL,
    value_max DOUBLE,
    unit VARCHAR NOT NULL,
    value_base DOUBLE NOT NULL,
    unit_base VARCHAR NOT NULL,
    comparator VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    deadline VARCHAR,
    modality VARCHAR,
    quote VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

COMMENT ON TABLE targets IS 'One quantified commitment: an indicator, a number, and the words that say so';
COMMENT ON COLUMN targets.target_id IS 'the commitment; hash of document, place, indicator and value';
COMMENT ON COLUMN targets.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN targets.item_id IS 'the unit it stands in; null: the whole document, wrapper or preamble';
COMMENT ON COLUMN targets.indicator IS 'what is measured, as written';
COMMENT ON COLUMN targets.indicator_code IS 'the indicator in indicators; null: not a listed one';
COMMENT ON COLUMN targets.value IS 'the number, or the lower bound of a range; in unit';
COMMENT ON COLUMN targets.value_max IS 'upper bound of a range; null otherwise';
COMMENT ON COLUMN targets.unit IS 'unit as written; % for percentages, ratio for a:b; empty for a bare number';
COMMENT ON COLUMN targets.value_base IS 'value in unit_base, to compare across units';
COMMENT ON COLUMN targets.unit_base IS 'base unit of the dimension, as in units';
COMMENT ON COLUMN targets.comparator IS 'how the value binds; one of eq ge le gt lt approx between';
COMMENT ON COLUMN targets.basis IS 'a level to reach, or a change by this much; one of level increase decrease';
COMMENT ON COLUMN targets.kind IS 'what sort of quantity; one of count percent percentage_point ratio money duration frequency other';
COMMENT ON COLUMN targets.deadline IS 'own time limit: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY, long_term; null: the plan year';
COMMENT ON COLUMN targets.modality IS 'how firmly it is promised, as the words around it say; null: plainly';
COMMENT ON COLUMN targets.quote IS 'the words at char_start to char_end, without discarded spans';
COMMENT ON COLUMN targets.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN targets.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
