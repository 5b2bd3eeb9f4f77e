"""Facts to sameness: actors, passages, stories and claims across articles."""
