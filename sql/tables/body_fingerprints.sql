CREATE TABLE body_fingerprints (
    document_id VARCHAR NOT NULL,
    body_digest VARCHAR NOT NULL,
    sentence_count INTEGER NOT NULL,
    signature UINTEGER[64] NOT NULL
);

COMMENT ON TABLE body_fingerprints IS 'One document''s body as a digest and a MinHash signature: what duplicates are found by';
COMMENT ON COLUMN body_fingerprints.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN body_fingerprints.body_digest IS 'hash of the body without white space';
COMMENT ON COLUMN body_fingerprints.sentence_count IS 'different sentences of the body; unit: sentences';
COMMENT ON COLUMN body_fingerprints.signature IS 'MinHash of the body''s sentences';
