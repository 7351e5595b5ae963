"""Dataset, chart and dashboard definitions for Apache Superset; bundle.py makes them importable."""
