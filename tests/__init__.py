"""Tests of the simulator. This file makes the folder a package, so that a folder of the same name that a
dependency installs is not found first.
"""
