"""The errors that Narcord raises on purpose.

Every one says what went wrong (naming the file or field), and what to do about it::

    NarcordError                 exit code 1
    ├── UsageError               2   a call, option or setting that makes no sense
    ├── ConfigurationError       2   the home, settings file or database URL is unusable
    ├── NotFoundError            1   no such instrument, document or provision (or not for this reader)
    ├── InputError               1   a file that cannot be ingested
    │   ├── UnknownFormatError       its type is not one we read
    │   ├── EmptyFileError           there is nothing in it
    │   ├── NotADocumentError        it is of a type we read, but an icon or the like
    │   ├── EncryptedFileError       it needs a password
    │   ├── DamagedFileError         it is truncated or malformed
    │   ├── UnreadableFileError      the operating system refuses it
    │   └── LimitExceededError       it is too large, deep or slow to parse
    ├── RegisterError            1   a register file breaks its format
    ├── FetchError               1   an official text cannot be brought from its source
    │   ├── UnreachableError         the source does not answer, or answers with an error
    │   └── RefusedError             what it sends, or where it leads, is not taken
    ├── StoreError               1   the system of record cannot be read or written
    └── SearchIndexError         1   the search index cannot be used
        ├── IndexMissingError        there is none yet
        ├── IndexMismatchError       it was built with another encoder
        └── IndexBusyError           another process is building it
"""

from __future__ import annotations


class NarcordError(Exception):
    """A failure that a person can act on.

    ``message`` says what happened and names the file or field; ``remedy`` says what to do.
    The command line prints both and ends with ``exit_code``.
    """

    exit_code = 1

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} Remedy: {self.remedy}"

    def __reduce__(self) -> tuple[object, tuple[type[NarcordError], str, str]]:
        # Keyword-only arguments do not survive pickling by default, and these errors cross from
        # the parsing subprocess to its parent.
        return _rebuild, (type(self), self.message, self.remedy)


def _rebuild(kind: type[NarcordError], message: str, remedy: str) -> NarcordError:
    return kind(message, remedy=remedy)


class UsageError(NarcordError):
    """A call, option or setting that makes no sense."""

    exit_code = 2


class ConfigurationError(NarcordError):
    """The home, settings file or database URL is unusable."""

    exit_code = 2


class NotFoundError(NarcordError):
    """No such instrument, document or provision, or none that this reader may see.

    The two cases are told in the same words on purpose: the difference would be a leak.
    """


class InputError(NarcordError):
    """A file that cannot be ingested."""


class UnknownFormatError(InputError):
    """The file's type is not one that we read."""


class EmptyFileError(InputError):
    """There is nothing in the file."""


class NotADocumentError(InputError):
    """The file is of a type that we read, but plainly no document (an icon, a logo)."""


class EncryptedFileError(InputError):
    """The file needs a password."""


class DamagedFileError(InputError):
    """The file is truncated or malformed."""


class UnreadableFileError(InputError):
    """The operating system refuses the file or folder."""


class LimitExceededError(InputError):
    """The file is too large, too deep or too slow to parse."""


class RegisterError(NarcordError):
    """A register file breaks its format."""


class FetchError(NarcordError):
    """An official text cannot be brought from its source; what was held before stays.

    ``problem`` is the short name of what is wrong, by which interfaces say it in their language.
    """

    def __init__(self, message: str, *, remedy: str, problem: str = "broken") -> None:
        super().__init__(message, remedy=remedy)
        self.problem = problem


class UnreachableError(FetchError):
    """The source does not answer, or answers with an error.

    ``wait`` is after how many seconds it asks to be asked again, None where it does not say.
    """

    wait: float | None = None


class RefusedError(FetchError):
    """What the source sends, or where it leads, is not taken."""


class StoreError(NarcordError):
    """The system of record cannot be read or written."""


class SearchIndexError(NarcordError):
    """The search index cannot be used."""


class IndexMissingError(SearchIndexError):
    """There is no search index yet."""


class IndexMismatchError(SearchIndexError):
    """The index was built with another encoder than the one configured."""


class IndexBusyError(SearchIndexError):
    """Another process is building the index."""
