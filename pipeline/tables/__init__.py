"""Datasets to published tables: flat rows, groups of equal claims, shares, checks, summary."""
