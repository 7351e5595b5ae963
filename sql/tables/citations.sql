CREATE TABLE citations (
    citation_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    item_id VARCHAR,
    title VARCHAR NOT NULL,
    document_number VARCHAR,
    cited_document_id VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

COMMENT ON TABLE citations IS 'One document named in the text, once an item';
COMMENT ON COLUMN citations.citation_id IS 'the citation; hash of document, place and title';
COMMENT ON COLUMN citations.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN citations.item_id IS 'the unit it stands in; null: the whole document, wrapper or preamble';
COMMENT ON COLUMN citations.title IS 'title of the cited document without its outer 《》';
COMMENT ON COLUMN citations.document_number IS '发文字号 with 〔〕, as 海教〔2021〕1号';
COMMENT ON COLUMN citations.cited_document_id IS 'the cited document, where exactly one in the warehouse fits; null otherwise';
COMMENT ON COLUMN citations.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN citations.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
