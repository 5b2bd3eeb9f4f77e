"""What a question in SQL may use, and how much of anything it may take; docs/sql.md tells it to users."""

from __future__ import annotations

from typing import Any

MIB = 1024**2

HEAP_BYTES = 36 * MIB
"""What SQLite may take to sort, group and join: all that one question adds to the memory in use is 100 MB then."""

DATA_BYTES = 80 * MIB
"""What the process that asks may take: SQLite, a row on its way out, and Python itself. Above it there is no memory."""

VALUE_BYTES = 8 * MIB
"""The longest text that a question may make or meet: the 2,000,000 characters that an article may have, in UTF-8."""

QUERY_BYTES = 20_000
"""The longest question: a few hundred lines."""

_FUNCTIONS = """
abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil ceiling char coalesce concat concat_ws cos cosh count
cume_dist current_date current_time current_timestamp date datetime degrees dense_rank exp first_value floor format
glob group_concat hex highlight if ifnull iif instr json json_array json_array_length json_error_position json_extract
json_group_array json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace
json_set json_type json_valid julianday lag last_value lead length like likelihood likely ln log log10 log2 lower
ltrim match max min mod nth_value ntile nullif octet_length percent_rank pi pow power printf quote radians random rank
replace round row_number rtrim sign sin sinh snippet soundex sqlite_version sqrt strftime string_agg substr substring
sum tan tanh time timediff total trim trunc typeof unhex unicode unixepoch unlikely upper -> ->>
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""The functions that a question may use: they look at values. All others are refused, those of later SQLites too."""

_PRAGMAS = "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list data_version"
PRAGMAS = frozenset(_PRAGMAS.split())
"""The pragmas that a question may use: they tell what tables hold. Full-text search asks for the last by itself."""

TABLES = frozenset({"sqlite_master", "sqlite_schema", "json_each", "json_tree"}.union(f"pragma_{p}" for p in PRAGMAS))
"""The tables that a question may read beside those of the record."""

COUNTS = {
    "LENGTH": VALUE_BYTES,
    "SQL_LENGTH": QUERY_BYTES,
    "COLUMN": 200,
    "EXPR_DEPTH": 200,
    "COMPOUND_SELECT": 50,
    "VDBE_OP": 100_000,
    "FUNCTION_ARG": 100,
    "ATTACHED": 0,
    "LIKE_PATTERN_LENGTH": 200,
    "VARIABLE_NUMBER": 100,
    "TRIGGER_DEPTH": 1,
    "WORKER_THREADS": 0,
}
"""SQLite's own limits (https://www.sqlite.org/c3ref/c_limit_attached.html) by the ends of their names; what people
write has a tenth of each."""

RULES: dict[str, Any] = {
    "functions": FUNCTIONS,
    "pragmas": PRAGMAS,
    "tables": TABLES,
    "counts": COUNTS,
    "heap": HEAP_BYTES,
    "data": DATA_BYTES,
}
"""All of it, as it is sent to the process that asks."""
