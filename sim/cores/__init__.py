"""Parameters and opening values of the blocks, member by member, from the baseline and the draws."""
