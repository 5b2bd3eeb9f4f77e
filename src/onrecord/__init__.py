"""Reads news coverage and keeps a sourced record of who said what, who did what to whom, when, and on whose word."""

from importlib.metadata import version

__version__ = version("onrecord")
