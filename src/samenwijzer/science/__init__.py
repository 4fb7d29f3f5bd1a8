"""Computation: arrays and tables in, arrays and tables out. No Django, no files, no clock."""
