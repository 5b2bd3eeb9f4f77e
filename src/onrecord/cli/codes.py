"""The exit codes of the command line, besides 0, and 2 for what it was asked wrongly."""

DAMAGED = 1
FAILED = 3
INTERRUPTED = 130
TERMINATED = 143
