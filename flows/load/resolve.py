"""What only the whole warehouse can tell: which document a citation means, which bodies and words there are.

All are recomputed from all documents in every run that changes one, so that they do not depend on its order.
"""

import duckdb

from warehouse.definitions import read_definitions


def resolve_citations(connection: duckdb.DuckDBPyConnection) -> None:
    """Set citations.cited_document_id as sql/resolve/cited_documents.sql finds it; null where it finds none."""
    found = read_definitions("resolve")["cited_documents"]
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE changed_citations AS
        WITH found AS ({found})
        SELECT citations.citation_id, found.cited_document_id
        FROM citations LEFT JOIN found USING (citation_id)
        WHERE citations.cited_document_id IS DISTINCT FROM found.cited_document_id
        """  # nosec B608 # a file of sql/
    )
    connection.execute(
        "UPDATE citations SET cited_document_id = changed.cited_document_id FROM changed_citations AS changed "
        "WHERE citations.citation_id = changed.citation_id"
    )


def derive_agencies(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `agencies` anew from what the documents say; a body that no document names any more is gone."""
    connection.execute("DELETE FROM agencies")
    connection.execute(f"INSERT INTO agencies BY NAME {read_definitions('resolve')['agencies']}")


def derive_vocabulary(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the terms of this run (`new_terms`) to `search_vocabulary`, and take out those that no posting names."""
    connection.execute(
        """
        CREATE TEMP TABLE named_terms AS
        SELECT DISTINCT term_key, term
        FROM (FROM search_vocabulary UNION ALL FROM new_terms) AS terms
        SEMI JOIN search_postings USING (term_key)
        ORDER BY term;
        DELETE FROM search_vocabulary;
        INSERT INTO search_vocabulary FROM named_terms;
        DROP TABLE named_terms;
        """
    )


def derive_indicators(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to `indicators` the derived codes of targets; those of reference data were loaded before and stay."""
    connection.execute(f"INSERT INTO indicators BY NAME {read_definitions('resolve')['indicators']}")
