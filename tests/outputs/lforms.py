"""LHC-Forms, the form program of the National Library of Medicine, in a browser without a window.

It is no Python part: `.ci/run` fetches it into .lforms/. Where it is not there, tests that need it
are left out and say so; in CI they fail. Nothing but its own files can be fetched while it runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

FILES = Path(__file__).parents[2] / ".lforms" / "package" / "dist" / "lforms"
NOT_HERE = "LHC-Forms is not in .lforms/: .ci/run says how to fetch it"
ORIGIN = "http://localhost/"
PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/webcomponent/styles.css">
<div id="form"></div>
<script src="/webcomponent/assets/lib/zone.min.js"></script>
<script src="/webcomponent/runtime.js"></script>
<script src="/webcomponent/polyfills.js"></script>
<script src="/webcomponent/main.js"></script>
<script src="/fhir/R4/lformsFHIR.min.js"></script>
"""
_SHOW = """async ([questionnaire, response]) => {
    const util = LForms.Util;
    let form = util.convertFHIRQuestionnaireToLForms(questionnaire, "R4");
    if (response) {
        form = util.mergeFHIRDataIntoLForms("QuestionnaireResponse", response, form, "R4");
    }
    await util.addFormToPage(form, "form", {});
}"""


class FilledForm:
    """A form on the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def labels(self) -> list[str]:
        """What is asked, from top to bottom."""
        return self.page.locator("span.question:visible").all_inner_texts()

    def field(self, link_id: str) -> Locator:
        """Where the answer to an item is typed, in whatever group it stands."""
        return self.page.locator(f'[id^="{link_id}/"]:is(input, textarea)')

    def value(self, link_id: str) -> str:
        """What stands in the field of an item."""
        return self.field(link_id).input_value()

    def choose(self, link_id: str, label: str) -> None:
        """Choose an answer from the list of an item, as a person does."""
        field = self.field(link_id)
        field.click()
        self.page.locator("#lhc-tools-searchResults li", has_text=label).first.click()
        field.blur()

    def clear(self, link_id: str) -> None:
        """Take an answer back."""
        self.field(link_id).fill("")
        self.field(link_id).blur()

    def response(self) -> dict[str, Any]:
        """What LHC-Forms itself makes of the answers on the screen."""
        made = self.page.evaluate("LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')")
        assert isinstance(made, dict)
        return made


@contextmanager
def filled(
    browser: Browser, questionnaire: dict[str, Any], response: dict[str, Any] | None = None
) -> Iterator[FilledForm]:
    """The form with these answers on the screen; nothing in it may go wrong or be fetched."""
    if not FILES.is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NOT_HERE)
    alarms: list[str] = []

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if not path:
            route.fulfill(body=PAGE, content_type="text/html")
        elif (FILES / path).is_file():
            route.fulfill(path=FILES / path)
        else:
            alarms.append(route.request.url)
            route.abort()

    page = browser.new_page(viewport={"width": 1000, "height": 1400})
    page.route("**/*", serve)
    page.on("pageerror", lambda error: alarms.append(str(error)))
    page.goto(ORIGIN)
    page.wait_for_function("window.LForms?.FHIR?.R4")
    page.evaluate(_SHOW, [questionnaire, response])
    page.locator("span.question").first.wait_for()
    yield FilledForm(page)
    page.close()
    assert not alarms
