"""The record as pages people read."""
