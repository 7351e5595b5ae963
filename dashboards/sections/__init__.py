"""The pages of the dashboard, one module each; `show()` draws it."""

from importlib import import_module
from types import ModuleType

NAMES = (
    "overview",
    "indicators",
    "responsibilities",
    "due",
    "topics",
    "citations",
    "reader",
    "search",
    "quality",
)


def load() -> dict[str, ModuleType]:
    """Page name → module, in the order of the menu."""
    return {name: import_module(f"dashboards.sections.{name}") for name in NAMES}
