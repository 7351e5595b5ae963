"""robots.txt as RFC 9309 says: groups by user agent, the longest matching path wins, `*` and `$` in paths."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

# RFC 9309, 2.5: a crawler reads at least 500 KiB.
LARGEST_BYTES = 512 * 1024
_LONGEST_DELAY = 60.0
_MOST_STARS = 20


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for one crawler. rules: (path pattern, is allowed). delay_seconds: 0 when not stated."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay_seconds: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be fetched; of the longest matching rules an allowing one wins."""
        path = _normalised(path)
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]


NOTHING_FORBIDDEN = Robots()


def parse_robots(content: bytes, user_agent: str) -> Robots:
    """The rules for the product token of `user_agent` (yaodian/0.1: yaodian), else those for `*`."""
    token = re.split(r"[/\s]", user_agent.strip().lower())[0]
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    in_rules = False
    for line in content[:LARGEST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            # A run of user-agent lines heads one group.
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), [])
        elif name in ("allow", "disallow"):
            in_rules = True
            for agent in agents:
                if value:
                    groups[agent].append((_normalised(value), name == "allow"))
        elif name == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value):
            in_rules = True
            delays.update({agent: min(float(value), _LONGEST_DELAY) for agent in agents})
    agent = token if token in groups else "*"
    return Robots(tuple(groups.get(agent, ())), delays.get(agent, 0.0))


def _normalised(path: str) -> str:
    """Percent-encoding made the same on both sides of a comparison."""
    return quote(unquote_to_bytes(path), safe="/*$?&=;:@!'()+,~-._%#[]")


def _matches(pattern: str, path: str) -> bool:
    """Greedy matching of `*` piece by piece, in linear time for each piece."""
    anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")[: _MOST_STARS + 1]
    if not path.startswith(pieces[0]):
        return False
    position = len(pieces[0])
    for piece in pieces[1:-1]:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    if len(pieces) == 1:
        return not anchored or position == len(path)
    if anchored:
        return path.endswith(pieces[-1]) and len(path) - len(pieces[-1]) >= position
    return path.find(pieces[-1], position) >= 0
