"""Maps: the coast, places and lines of the source tables on a sheet."""
