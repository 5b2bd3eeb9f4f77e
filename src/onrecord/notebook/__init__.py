"""The record in Python: lists that are read when they are asked for, frames for analysis, and shown evidence."""
