"""`so`: prepare a second opinion for breast cancer, offline and in private."""

__version__ = "0.1.0"
