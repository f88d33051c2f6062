"""Results as other programs read them: the IAMC's wide table, Parquet, netCDF, and a data package."""
