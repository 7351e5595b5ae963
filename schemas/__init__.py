"""Contracts of the warehouse: one pandera model a table. `schemas.registry.TABLES` lists them in load order."""
