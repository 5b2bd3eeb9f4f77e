"""What is tried of records: kills, faults, evidence, one record whatever the way, readers beside a writer."""
