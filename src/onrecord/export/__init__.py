"""The record in other forms: JSON lines, CSV."""
