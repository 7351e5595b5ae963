CREATE TABLE topics (
    topic_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    keywords VARCHAR NOT NULL
);

COMMENT ON TABLE topics IS 'One topic that items are sorted by';
COMMENT ON COLUMN topics.topic_code IS 'code of the row';
COMMENT ON COLUMN topics.name IS 'name of the topic';
COMMENT ON COLUMN topics.keywords IS 'words that speak of the topic, separated by |';
