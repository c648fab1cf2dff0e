"""The SHA-256 by which versions and drafts are known again."""


def sha256(data: bytes) -> str:
    """The SHA-256 in hex. OpenSSL, which takes 3 % of a start to load, is loaded here only."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
