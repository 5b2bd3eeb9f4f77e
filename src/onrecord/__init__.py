"""Reads news coverage and keeps a sourced record of who said what, who did what to whom, when, and on whose word."""
