"""What can be asked of a record: its lists, the filters that narrow them, and the rows that come out."""
