"""What tests of paper share: a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import chromium
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine; a test that asks for it is left out where there is none."""
    with chromium() as made:
        yield made
