"""Scenarios side by side: what they set differently, what comes of it, and how sure the differences are."""
