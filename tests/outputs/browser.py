"""A real browser without a window: what a page shows, prints, runs, fetches and shuts out.

Where a machine has no Chromium, tests that need it are left out and say so; in CI they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Literal

import pypdfium2  # type: ignore[import-untyped, unused-ignore]
import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = f"no Chromium on this machine: none of {', '.join(NAMES)}"
PHONE = 360
"""How wide a small phone is."""
_AXE = files("axe_core_python").joinpath("axe.min.js")
_RUN_AXE = """async () => {
    const rules = axe.getRules().map(rule => [rule.ruleId, {enabled: true}]);
    rules.push(["color-contrast", {enabled: false}]);  // color-contrast-enhanced asks for more
    const found = await axe.run({resultTypes: ["violations"], rules: Object.fromEntries(rules)});
    return found.violations.map(each => `${each.id}: ${each.nodes[0].html}`);
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("CI"):
        pytest.fail(NO_BROWSER)
    if path is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@contextmanager
def shown(
    browser: Browser,
    html: str,
    *,
    width: int = PHONE,
    scheme: Literal["light", "dark"] = "light",
    media: Literal["print"] | None = None,
) -> Iterator[Page]:
    """The page in a window; nothing in it may run, complain or fetch while it is shown."""
    alarms: list[str] = []

    def refuse(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    page = browser.new_page(viewport={"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, media=media)
    page.on("dialog", refuse)
    page.on("console", lambda message: alarms.append(message.text))
    page.on("pageerror", lambda error: alarms.append(str(error)))
    page.on("request", lambda request: alarms.append(request.url))
    page.set_content(html)
    yield page
    page.close()
    assert not alarms


def shut_out(page: Page) -> list[str]:
    """What axe finds that would shut somebody out, by every rule it has."""
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate(_RUN_AXE)
    assert isinstance(found, list)
    return found


def is_too_wide(page: Page) -> bool:
    """Whether one has to scroll sideways to read it."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def printed(page: Page) -> list[str]:
    """The words on each sheet of paper, without the blanks between them."""
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return ["".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets]
