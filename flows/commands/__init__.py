"""The commands of `yaodian`, grouped by who uses them.

Heavy imports stand inside the functions: help must be instant.
"""
