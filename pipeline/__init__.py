"""Claim extraction and stance toward the sides of a contest, as staged table functions."""

__version__ = "0.1.0"
