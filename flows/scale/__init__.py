"""Beyond one machine: the batch stages on a Dask cluster, with Parquet on shared storage in between."""
