-- One row: two different bodies that share a band of their signatures, and so may be nearly the same.
-- Plans of two years or of two regions are never nearly the same, however much one copied from the other.
-- A band that many bodies share is compared with its first body only, lest the pairs grow quadratically.
-- Variables: fewest_sentences, band_count, band_length, largest_bucket (flows/load/duplicates.py).
WITH bodies AS (
    SELECT
        documents.document_id,
        documents.source_uri,
        documents.region_code,
        documents.plan_year,
        body_fingerprints.signature
    FROM body_fingerprints
    JOIN documents USING (document_id)
    WHERE body_fingerprints.sentence_count >= getvariable('fewest_sentences')
    QUALIFY row_number() OVER (PARTITION BY body_fingerprints.body_digest ORDER BY documents.source_uri) = 1
),
bands AS (
    SELECT
        bodies.document_id,
        bodies.source_uri,
        numbers.band,
        hash(
            bodies.signature[
                numbers.band * getvariable('band_length') + 1 : (numbers.band + 1) * getvariable('band_length')
            ]
        ) AS band_hash
    FROM bodies
    CROSS JOIN range(getvariable('band_count')) AS numbers (band)
),
buckets AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY band, band_hash) AS size,
        row_number() OVER (PARTITION BY band, band_hash ORDER BY source_uri) AS place
    FROM bands
    QUALIFY size > 1
),
pairs AS (
    SELECT DISTINCT former.document_id AS first_id, latter.document_id AS second_id
    FROM buckets AS former
    JOIN buckets AS latter USING (band, band_hash)
    WHERE former.place < latter.place AND (former.size <= getvariable('largest_bucket') OR former.place = 1)
)
SELECT
    former.source_uri AS first_uri,
    pairs.first_id,
    latter.source_uri AS second_uri,
    pairs.second_id,
    former.signature AS first_signature,
    latter.signature AS second_signature
FROM pairs
JOIN bodies AS former ON former.document_id = pairs.first_id
JOIN bodies AS latter ON latter.document_id = pairs.second_id
WHERE
    coalesce(former.region_code = latter.region_code, true)
    AND coalesce(former.plan_year = latter.plan_year, true)
