"""All contracts by table name, and how the tables of one document hang together."""

from collections.abc import Mapping

from schemas.agencies import Agencies, AgencyReadings
from schemas.audit_results import AuditResults
from schemas.base import Contract
from schemas.body_fingerprints import BodyFingerprints
from schemas.citations import Citations, ParsedCitations
from schemas.deadlines import Deadlines
from schemas.documents import Documents, ParsedDocuments
from schemas.indicators import Indicators
from schemas.item_agencies import ItemAgencies
from schemas.items import Items
from schemas.quarantine import Quarantine, QuarantineRows
from schemas.regions import Regions
from schemas.run_measures import RunMeasures
from schemas.run_stages import RunStages
from schemas.runs import Runs
from schemas.schema_migrations import SchemaMigrations
from schemas.search_postings import SearchPostings
from schemas.search_vocabulary import SearchVocabulary
from schemas.sources import Sources
from schemas.targets import Targets
from schemas.text_spans import TextSpans
from schemas.topics import Topics
from schemas.units import Units

# What validate receives of a batch of documents, parents before children.
PARSED: Mapping[str, type[Contract]] = {
    "documents": ParsedDocuments,
    "text_spans": TextSpans,
    "items": Items,
    "targets": Targets,
    "agency_readings": AgencyReadings,
    "item_agencies": ItemAgencies,
    "deadlines": Deadlines,
    "citations": ParsedCitations,
    "search_vocabulary": SearchVocabulary,
    "search_postings": SearchPostings,
    "body_fingerprints": BodyFingerprints,
}

# All tables of the warehouse.
TABLES: Mapping[str, type[Contract]] = {
    **PARSED,
    "documents": Documents,
    "citations": Citations,
    "agencies": Agencies,
    "regions": Regions,
    "topics": Topics,
    "units": Units,
    "indicators": Indicators,
    "sources": Sources,
    "runs": Runs,
    "run_stages": RunStages,
    "run_measures": RunMeasures,
    "quarantine": Quarantine,
    "audit_results": AuditResults,
    "schema_migrations": SchemaMigrations,
}

QUARANTINE_ROWS = QuarantineRows


def grain(model: type[Contract]) -> str:
    """What one row of the table means: the first line of the model's docstring, without its full stop."""
    return (model.__doc__ or "").strip().splitlines()[0].rstrip(".")


def frame_schema(model: type[Contract]) -> dict:
    """Column names and polars types of a model, in order: what an empty frame of it is made with."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}
