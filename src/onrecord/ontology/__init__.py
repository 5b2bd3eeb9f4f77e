"""Language and world knowledge as data (YAML, CSV) with thin loaders."""
