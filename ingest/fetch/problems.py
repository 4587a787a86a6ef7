"""What can be wrong with a fetch, by the short names under which it is stored and put into words."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """The value is stored; interfaces have words for each in their languages."""

    ADDRESS = "address"  # not one that may be asked
    INSECURE = "insecure"  # not https
    PRIVATE = "private"  # leads to an address that is not public
    REDIRECT = "redirect"  # to nowhere, in a circle, too often
    NAME = "name"  # has no address
    CONNECTION = "connection"
    TIMEOUT = "timeout"  # silence
    SLOW = "slow"  # no silence, and no end
    BROKEN = "broken"  # the answer broke off, or makes no sense
    CERTIFICATE = "certificate"
    STATUS = "status"  # an HTTP error
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots-unreachable"
    PACKING = "packing"
    WRONG_TYPE = "wrong-type"
    ERROR_PAGE = "error-page"
    TOO_SHORT = "too-short"
    TOO_LARGE = "too-large"
    NO_LINK = "no-link"
    UNREADABLE = "unreadable"
    BUSY = "busy"  # another process is fetching; never stored
