"""Which addresses may be asked at all: public ones, over https, without a name and a password in them.

An address in the register is ours, but where it redirects, what it links to and what its name resolves to
is up to others. The check is therefore made for every hop, and on the addresses that a name resolves to;
:mod:`ingest.fetch.network` then connects to the very address that was checked, since the name may resolve
to another one a moment later.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address

import httpx

from corpus.errors import RefusedError, UnreachableError
from ingest.fetch.policy import Policy
from ingest.fetch.problems import Problem

LONGEST_ADDRESS = 2_000
_SHOWN = 200

# Public by their number, and yet not of the public: what Python's tables let through.
_CLOSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "168.63.129.16/32",  # the host of virtual machines in Azure
        "192.0.0.0/24",  # special purposes, among them the metadata of Oracle's cloud
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "2001::/23",  # Teredo and other special purposes
        "2002::/16",  # 6to4: any IPv4 address within
        "64:ff9b:1::/48",  # local translation to IPv4
        "fec0::/10",  # site-local, withdrawn
        "::/96",  # IPv4 in IPv6, withdrawn
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
    )
)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def read_address(text: str) -> httpx.URL:
    """Return an address that may be asked, without its fragment.

    Raises:
        RefusedError: it is none, not https, too long, or has credentials in it.
    """
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise refuse_address(text, f"is no address ({error})", Problem.ADDRESS) from error
    if url.scheme != "https":
        raise refuse_address(
            text, "is not an https address, so anybody on the way could change the text", Problem.INSECURE
        )
    if url.userinfo:
        # The address is not repeated: it holds a password.
        raise refuse_address(url.host, "is asked with a name and a password in the address", Problem.ADDRESS)
    if not url.host or len(text) > LONGEST_ADDRESS:
        raise refuse_address(text, "is no address that can be asked", Problem.ADDRESS)
    return url


def refuse_address(text: str, why: str, problem: Problem) -> RefusedError:
    """Make the error for an address that is not asked."""
    return RefusedError(
        f"{text[:_SHOWN]} {why}.",
        remedy="Look at the official page in a browser; if the text has moved, correct official_text in the "
        "register file.",
        problem=problem,
    )


def find_addresses(host: str, port: int, policy: Policy) -> Sequence[str]:
    """Return the addresses of a host, all of them public.

    Raises:
        UnreachableError: the name has no address.
        RefusedError: one of its addresses is not public.
    """
    try:
        found = policy.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(
            f"The name {host[:_SHOWN]} has no address ({getattr(error, 'strerror', None) or error}).",
            remedy="Check that this machine is on the internet; if it is, the site may have moved.",
            problem=Problem.NAME,
        ) from error
    for address in found:
        if address not in policy.allowed and not is_public(address):
            raise refuse_address(host, f"leads to {address}, which is not a public address", Problem.PRIVATE)
    return found


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet, seen through all ways of wrapping one in another.

    >>> is_public("9.9.9.9"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    >>> is_public("64:ff9b::7f00:1"), is_public("2620:fe::fe")
    (False, True)
    """
    try:
        address: IPv4Address | IPv6Address = ipaddress.ip_address(text)
    except ValueError:
        return False  # "fe80::1%eth0", or nothing that we know
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address in _TRANSLATED:
            return is_public(str(IPv4Address(int(address) & 0xFFFFFFFF)))
    if any(address in network for network in _CLOSED):
        return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )
