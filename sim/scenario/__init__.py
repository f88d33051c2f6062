"""Scenario files: strict loading, inheritance, levers, projects and drivers."""
