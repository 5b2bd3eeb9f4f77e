"""Where work runs; no stage knows which engine runs it."""
