"""The exceptions that callers may catch.

    OnrecordError
     ├── RecordError        the record's file is missing, of another version, locked or damaged
     │    ├── LockedError   another program holds the record for itself
     │    └── QuestionError a question in SQL is not one that may be asked, or takes more than it may
     ├── SourceError        a source named on the command line cannot be used at all
     ├── ModelError         the language model is missing or does not have what reading needs
     ├── ClusterError       a cluster, or what working on one needs, is not there, or could not do its work
     ├── WorkerError        a process that parses foreign bytes does not start
     ├── NotFoundError      no row of the record has the id asked for
     └── JudgementError     a judgement contradicts earlier ones, or is on things that cannot be judged together

What is wrong with a single item of coverage is a `Problem`, not an exception.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Something the user can act on; the message says what happened, the likely cause and what to do next."""


class RecordError(OnrecordError):
    """The record's file is missing, of another version, locked or damaged."""


class LockedError(RecordError):
    """Another program holds the record for itself, longer than we waited; it will let go."""


class QuestionError(RecordError):
    """A question in SQL is not one that may be asked, or takes more time, memory or room than it may."""


class SourceError(OnrecordError):
    """A source named on the command line cannot be used at all."""


class ModelError(OnrecordError):
    """The language model is missing or does not have what reading needs."""


class ClusterError(OnrecordError):
    """A cluster, or what working on one needs, is not there, or could not do its work."""


class WorkerError(OnrecordError):
    """A process that parses foreign bytes does not start: nothing can be added before that is mended."""


class NotFoundError(OnrecordError):
    """No row of the record has the id asked for."""


class JudgementError(OnrecordError):
    """A judgement contradicts earlier ones, or is on things that cannot be judged together."""
