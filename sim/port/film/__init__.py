"""An animation of a simulated port year in salabim, drawn from the records of either engine."""
