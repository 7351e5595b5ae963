"""What one run over one source did."""

import json
from dataclasses import dataclass, field


@dataclass(slots=True)
class FetchReport:
    """What one run over one source did.

    listed: documents that the source names. new, changed: by the text of the article. unchanged: not sent again, or
    sent with the same text. alias: redirected to another one. without_article: pages in which neither a rule nor the
    density of text finds the article; many of them mean that the site's layout is not known, or not any more.
    faults: (url, reason, detail), those of robots.txt and of the listing included.
    """

    source: str
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    alias: int = 0
    without_article: int = 0
    seconds: float = 0.0
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def arrived(self) -> int:
        """Documents and attachments that are there now."""
        return self.new + self.changed + self.unchanged + self.alias

    @property
    def done(self) -> int:
        return self.arrived + len(self.faults)


def report_line(report: FetchReport) -> str:
    """One JSON line for a log."""
    values = {
        name: getattr(report, name) for name in ("source", "listed", "new", "changed", "unchanged", "without_article")
    }
    return json.dumps({**values, "faults": len(report.faults), "seconds": round(report.seconds, 1)}, ensure_ascii=False)
