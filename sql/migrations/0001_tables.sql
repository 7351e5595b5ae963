-- The tables of 0.1.0.

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

CREATE TABLE text_spans (
    document_id VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    item_id VARCHAR
);

CREATE TABLE items (
    item_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    parent_item_id VARCHAR,
    path VARCHAR NOT NULL,
    depth INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    label VARCHAR,
    heading VARCHAR,
    text VARCHAR NOT NULL,
    topic_code VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    word_count INTEGER NOT NULL
);

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

CREATE TABLE agency_readings (
    document_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    name VARCHAR,
    short_name VARCHAR,
    region_code VARCHAR,
    level VARCHAR,
    function_code VARCHAR,
    kind VARCHAR,
    is_resolved BOOLEAN NOT NULL
);

CREATE TABLE item_agencies (
    document_id VARCHAR NOT NULL,
    item_id VARCHAR,
    agency_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    mention VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

CREATE TABLE deadlines (
    document_id VARCHAR NOT NULL,
    item_id VARCHAR,
    due VARCHAR NOT NULL,
    due_date DATE,
    quote VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

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

CREATE TABLE search_postings (
    term VARCHAR NOT NULL,
    item_key UBIGINT NOT NULL,
    frequency USMALLINT NOT NULL,
    word_count USMALLINT NOT NULL
);

CREATE TABLE body_fingerprints (
    document_id VARCHAR NOT NULL,
    body_digest VARCHAR NOT NULL,
    sentence_count INTEGER NOT NULL,
    signature UINTEGER[64] NOT NULL
);

CREATE TABLE agencies (
    agency_id VARCHAR NOT NULL,
    name VARCHAR,
    short_name VARCHAR,
    region_code VARCHAR,
    level VARCHAR,
    function_code VARCHAR,
    kind VARCHAR,
    is_resolved BOOLEAN NOT NULL
);

CREATE TABLE search_vocabulary (
    term VARCHAR NOT NULL
);

CREATE TABLE regions (
    region_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short_name VARCHAR,
    level VARCHAR NOT NULL,
    parent_code VARCHAR,
    valid_from VARCHAR,
    valid_to VARCHAR,
    successor_code VARCHAR
);

CREATE TABLE topics (
    topic_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    keywords VARCHAR NOT NULL
);

CREATE TABLE units (
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    dimension VARCHAR,
    base_unit VARCHAR,
    factor DOUBLE
);

CREATE TABLE indicators (
    indicator_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    unit VARCHAR,
    domain VARCHAR
);

CREATE TABLE sources (
    source_uri VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    engine VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    definitions_sha256 VARCHAR NOT NULL,
    sources_seen BIGINT NOT NULL,
    sources_unchanged BIGINT NOT NULL,
    documents_loaded BIGINT NOT NULL,
    documents_removed BIGINT NOT NULL,
    documents_quarantined BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL
);

CREATE TABLE run_stages (
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    rows_in BIGINT NOT NULL,
    rows_out BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    seconds DOUBLE NOT NULL
);

CREATE TABLE run_measures (
    run_id VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    value DOUBLE NOT NULL
);

CREATE TABLE quarantine (
    entry_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    reason_code VARCHAR NOT NULL,
    table_name VARCHAR,
    column_name VARCHAR,
    value VARCHAR,
    payload VARCHAR,
    source_uri VARCHAR NOT NULL,
    content_sha256 VARCHAR,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    occurrences INTEGER NOT NULL,
    closed_at TIMESTAMP
);

CREATE TABLE audit_results (
    audit VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    failed BIGINT NOT NULL,
    sample VARCHAR,
    seconds DOUBLE NOT NULL,
    checked_at TIMESTAMP NOT NULL
);

CREATE TABLE schema_migrations (
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL,
    code_version VARCHAR NOT NULL
);
