"""What is learned from more than one run."""
