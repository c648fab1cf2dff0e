"""The SHA-256 by which versions, drafts and what is cached are known again."""

import sys
from typing import Final

LARGE: Final = 1 << 20
"""From how many bytes OpenSSL's speed makes up for the 7 ms that loading it takes."""


def sha256(data: bytes) -> str:
    """The SHA-256 in hex."""
    if len(data) < LARGE:
        try:
            built_in = __import__("_sha2" if sys.version_info >= (3, 12) else "_sha256")
            return str(built_in.sha256(data).hexdigest())
        except ImportError:
            pass
    import hashlib

    return hashlib.sha256(data).hexdigest()
