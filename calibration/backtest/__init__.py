"""Backtests against naive rules: one origin for the report (``single``), rolling origins (``rolling``)."""

from calibration.backtest.single import run, scores

__all__ = ["run", "scores"]
