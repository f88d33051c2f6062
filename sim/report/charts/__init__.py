"""One file a chart: the tidy table it shows, and how it is drawn from that table alone."""
