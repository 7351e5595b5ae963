"""Reason codes of the quarantine: why a source, a document or a row is not in the warehouse."""

from collections.abc import Mapping

# Code → what happened and what to do about it.
REASONS: Mapping[str, str] = {
    # extract: the source gives no text
    "unreadable_source": "the source cannot be opened; check that it exists and may be read",
    "empty_source": "the source has no bytes; fetch it again",
    "binary_source": "the bytes are no text; check what the file is",
    "unsupported_format": "no reader for this format; convert it to text, HTML, PDF or DOCX",
    "undecodable_text": "no known charset fits; convert the source to UTF-8",
    "broken_archive": "the archive or compressed file is damaged; fetch it again",
    "broken_document": "the file's format is damaged; fetch it again or convert it",
    "encrypted_source": "the source asks for a password; save it without one",
    "unmapped_columns": "no column of the dump is known to hold text; rename one to text or html",
    "unsafe_archive": "the archive would write outside its folder or is a bomb; do not trust it",
    "too_large": "the source or its text is larger than the limit; split it",
    "too_slow": "the document took longer than the limit; report it with its source",
    "no_text": "no visible text; look at the source in a browser",
    "needs_ocr": "the pages are images; run text recognition first",
    "needs_converter": "an external converter is missing; install LibreOffice or convert by hand",
    "fetch_failed": "the address did not answer with a document; try again later",
    "internal_error": "the pipeline failed on this document; report it with its source",
    # validate: a value breaks its contract
    "missing_value": "a required value is null",
    "unknown_value": "a value is not one of its value set",
    "malformed_value": "a value does not have the form of its column",
    "out_of_range": "a number, year or offset is outside its bounds",
    "wrong_type": "a column has another type than its contract",
    "contradiction": "two columns of the row contradict one another",
    "duplicate_key": "another row of the document has the same key",
    "duplicate_source": "another source of the run has the same address",
    "missing_parent": "the row names an item that its document does not have",
    "broken_partition": "the spans do not partition the text: a gap, an overlap or a wrong end",
    "quote_mismatch": "the quote is not what stands at its offsets",
    "parent_rejected": "the item it belongs to is in quarantine",
}
