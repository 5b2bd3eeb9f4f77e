"""The records that every stage passes on: frozen dataclasses, nothing else."""
