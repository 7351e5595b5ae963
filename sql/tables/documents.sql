CREATE TABLE documents (
    document_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    charset VARCHAR,
    title VARCHAR,
    document_type VARCHAR NOT NULL,
    document_number VARCHAR,
    index_number VARCHAR,
    region_code VARCHAR,
    region_name VARCHAR,
    plan_year INTEGER,
    plan_year_end INTEGER,
    written_date DATE,
    published_date DATE,
    source_url VARCHAR,
    flags VARCHAR[] NOT NULL,
    raw_text VARCHAR NOT NULL,
    char_count INTEGER NOT NULL,
    duplicate_of VARCHAR,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL
);

COMMENT ON TABLE documents IS 'One source document with its text and its own metadata';
COMMENT ON COLUMN documents.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN documents.source_uri IS 'address of the source: path or URL; a member of an archive is archive!/path';
COMMENT ON COLUMN documents.content_sha256 IS 'SHA-256 of the source''s bytes';
COMMENT ON COLUMN documents.media_type IS 'media type of the source, as text/html';
COMMENT ON COLUMN documents.charset IS 'charset the bytes were decoded with; null where the format carries its own';
COMMENT ON COLUMN documents.title IS 'the document''s own title as printed, not the page''s; null where none is printed';
COMMENT ON COLUMN documents.document_type IS 'kind of document by its title; one of 工作要点 工作意见 工作计划 任务分工方案 工作方案 实施方案 行动计划 规划 政府工作报告 若干措施 实施意见 意见 办法 通知 其他';
COMMENT ON COLUMN documents.document_number IS '发文字号 with 〔〕, as 海教〔2021〕1号';
COMMENT ON COLUMN documents.index_number IS '索引号 of the metadata block';
COMMENT ON COLUMN documents.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN documents.region_name IS 'official name of the division';
COMMENT ON COLUMN documents.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN documents.plan_year_end IS 'last year, when title or stated period span several; unit: calendar year';
COMMENT ON COLUMN documents.written_date IS '成文日期: the date under the signature, else of the metadata block';
COMMENT ON COLUMN documents.published_date IS '发布日期 shown by the page or metadata block';
COMMENT ON COLUMN documents.source_url IS 'address of the original that the text or page names';
COMMENT ON COLUMN documents.flags IS 'known defects of the source; any of flattened_table masked_names reposted run_on seo_spam truncated';
COMMENT ON COLUMN documents.raw_text IS 'the text as extracted, never rewritten; every char_start and char_end counts in it';
COMMENT ON COLUMN documents.char_count IS 'length of raw_text; unit: characters (code points)';
COMMENT ON COLUMN documents.duplicate_of IS 'first document, by source_uri, with the same or nearly the same body; null: an original';
COMMENT ON COLUMN documents.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN documents.loaded_at IS 'start of the run that loaded the row; unit: UTC';
