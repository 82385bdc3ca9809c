"""The web page in a real browser: for everybody, whole, on a phone, and running nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from browser import PHONE, is_too_wide, printed, shown, shut_out
from hostile import NASTY, case_of
from msgspec.structs import replace
from papers import CASES, NAMES, Paper, named_paper, packet_paper, texts_of_document
from playwright.sync_api import Browser, Page

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.clean import clean
from so_cli.errors import BadFile
from so_cli.outputs.as_html import to_html
from so_cli.outputs.look import MAX_TEMPLATE_BYTES, Look
from so_cli.outputs.pages.blocks import Table, words

TAGS = "[...new Set([...document.querySelectorAll('*')].map(each => each.tagName))].sort()"
ADDRESSES = """[...document.querySelectorAll('[src], [href]')].map(
    each => [each.tagName, each.getAttribute('src') ?? each.getAttribute('href')])"""
WORDS = """() => {
    document.querySelectorAll("nav, .unseen, [role=img]").forEach(each => each.remove());
    return document.querySelector("main").innerText;
}"""


def html_of(paper: Paper, look: Look | None = None) -> str:
    return to_html(paper.document, paper.content, look or Look())


def words_on(page: Page) -> list[str]:
    """What can be read on it from top to bottom, without lists of contents and pictures."""
    text = page.evaluate(WORDS)
    assert isinstance(text, str)
    return clean(text, keep_newlines=True).split()  # but for the marks after Hebrew


def words_of(paper: Paper) -> list[str]:
    return clean(" ".join(texts_of_document(paper.document))).split()


# For everybody -----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_everybody_can_read_every_word_on_a_small_phone(
    name: str, bank: Bank, today: date, browser: Browser
) -> None:
    paper = named_paper(name, bank, today)
    with shown(browser, html_of(paper)) as page:
        assert not shut_out(page)
        assert not is_too_wide(page)
        assert words_on(page) == words_of(paper)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name not in {*CASES} - {"metastatic"}])
def test_in_the_dark_and_in_large_letters_it_can_be_read_too(
    name: str, bank: Bank, today: date, browser: Browser
) -> None:
    paper = named_paper(name, bank, today)
    with shown(browser, html_of(paper, Look(large_print=True)), scheme="dark") as page:
        assert not shut_out(page)
        assert not is_too_wide(page)


@pytest.mark.slow
def test_what_would_shut_somebody_out_is_found(browser: Browser) -> None:
    with shown(browser, "<p style='color: #aaa'>pale</p>") as page:
        found = " ".join(shut_out(page))
    assert "color-contrast" in found
    assert "html-has-lang" in found


@pytest.mark.slow
def test_words_of_any_length_make_no_page_too_wide(
    bank: Bank, today: date, browser: Browser
) -> None:
    word = "x" * 100_000
    table = Table((word,) * 3, ((words(word),),))
    paper = packet_paper(bank, case_of(word), today)
    last = paper.document.parts[-1]
    section = replace(last.sections[0], blocks=(table,))
    part = replace(last, title=(words(word),), sections=(section, *last.sections[1:]))
    document = replace(paper.document, parts=(*paper.document.parts[:-1], part))
    with shown(browser, html_of(Paper(document, paper.content))) as page:
        assert not is_too_wide(page)
        assert page.evaluate(WORDS).count(word) > 30


@pytest.mark.slow
def test_on_a_phone_a_row_has_its_question_above_its_cells(
    bank: Bank, today: date, browser: Browser
) -> None:
    with shown(browser, html_of(named_paper("compare", bank, today))) as page:
        row = page.locator("tbody tr").nth(5)
        question, cell = row.locator("th").bounding_box(), row.locator("td").last.bounding_box()
        assert question
        assert cell
        assert question["width"] > PHONE * 0.8
        assert cell["y"] >= question["y"] + question["height"]
        assert cell["width"] > PHONE / 4
        page.evaluate("scrollTo(0, 900)")
        head = page.locator("thead").bounding_box()
        assert head
        assert head["y"] == 0, "it still says which hospital is which"


@pytest.mark.slow
def test_a_box_is_ticked_with_the_keyboard_and_is_large_enough_for_a_finger(
    bank: Bank, today: date, browser: Browser
) -> None:
    with shown(browser, html_of(named_paper("visit", bank, today))) as page:
        first = page.get_by_role("checkbox").first
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == wording.SKIP_TO_PAGES
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert not first.is_checked()
        page.keyboard.press("Space")
        assert first.is_checked()
        heights = page.evaluate(
            "[...document.querySelectorAll('label')].map(e => e.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44


# Nothing runs, nothing is fetched ----------------------------------------------------------------


@pytest.mark.slow
def test_it_asks_for_nothing_but_itself(
    bank: Bank, today: date, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "pages.html"
    path.write_text(html_of(named_paper("post-biopsy", bank, today)), encoding="utf-8")
    page = browser.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(path.as_uri())
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    addresses = page.evaluate(ADDRESSES)
    page.close()
    assert asked == {path.as_uri()}
    assert policy
    assert policy.startswith("default-src 'none'; ")
    assert "script" not in policy
    assert {tag for tag, _address in addresses} == {"A"}
    assert all(address.startswith(("#", "http")) for _tag, address in addresses)
    assert set(re.findall(r"url\((.{11})", path.read_text("utf-8"))) == {"data:font/w"}


@pytest.mark.slow
def test_text_that_would_be_code_is_shown_and_runs_nothing(
    bank: Bank, today: date, browser: Browser
) -> None:
    ends = "</style></title></textarea>'\"><script>alert(2)</script>"
    nasty = " ".join([ends, *NASTY.values()])
    paper = packet_paper(bank, case_of(nasty), today)
    with shown(browser, html_of(packet_paper(bank, case_of("x"), today))) as page:
        tags = page.evaluate(TAGS)
    with shown(browser, html_of(paper)) as page:
        assert page.evaluate(TAGS) == tags
        assert "SCRIPT" not in tags
        printed(page)
        text = words_on(page)
    assert text == words_of(paper)
    assert " ".join(text).count(" ".join(clean(nasty).split())) > 20


# Templates ---------------------------------------------------------------------------------------


BROKEN = {
    "{% if %}": "Expected an expression",
    "{{ nobody }}": "'nobody' is undefined",
    "{{ document.tilte.first }}": "no attribute 'tilte'",
    "{{ ''.__class__.__mro__ }}": "access to attribute '__class__' of 'str' object is unsafe",
    "{% include 'gone.html' %}": "there is no template 'gone.html'",
    "{{ 1 // 0 }}": "division",
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("file", ["document.html", "style.css"])
def test_a_broken_template_is_named_with_its_line_and_why(
    broken: str, file: str, bank: Bank, today: date, tmp_path: Path
) -> None:
    (tmp_path / file).write_text(f"<p>\n</p>\n{broken}\n", encoding="utf-8")
    with pytest.raises(BadFile) as raised:
        html_of(named_paper("letter", bank, today), Look(templates=(tmp_path,)))
    assert str(raised.value).startswith(f"{tmp_path / file}:3: ")
    assert BROKEN[broken] in str(raised.value)


def test_a_broken_template_is_named_though_another_includes_it(
    bank: Bank, today: date, tmp_path: Path
) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "head.html").write_text("\n{{ nobody }}", encoding="utf-8")
    (tmp_path / "document.html").write_text("{% include 'parts/head.html' %}", encoding="utf-8")
    with pytest.raises(BadFile, match=re.escape(f"{tmp_path / 'parts' / 'head.html'}:2: ")):
        html_of(named_paper("letter", bank, today), Look(templates=(tmp_path,)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x81", "this is not a text file"),
        (b" \n", "makes an empty page"),
        (b"x" * (MAX_TEMPLATE_BYTES + 1), "larger than 1 MB"),
    ],
)
def test_what_is_no_template_is_named(
    data: bytes, said: str, bank: Bank, today: date, tmp_path: Path
) -> None:
    (tmp_path / "document.html").write_bytes(data)
    with pytest.raises(BadFile) as raised:
        html_of(named_paper("letter", bank, today), Look(templates=(tmp_path,)))
    assert str(raised.value).startswith(str(tmp_path / "document.html"))
    assert said in str(raised.value)


@pytest.mark.parametrize("name", ["document.html", "secret"])
def test_a_link_brings_nothing_in_from_outside_of_its_folder(
    name: str, bank: Bank, today: date, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (tmp_path / "diary").write_text("what nobody should read", encoding="utf-8")
    (theirs / "document.html").write_text("{% include 'secret' %}", encoding="utf-8")
    (theirs / name).unlink(missing_ok=True)
    (theirs / name).symlink_to(tmp_path / "diary")
    with pytest.raises(BadFile, match="outside of its folder"):
        html_of(named_paper("letter", bank, today), Look(templates=(theirs,)))


def test_a_folder_replaces_one_template_and_leaves_the_others(
    bank: Bank, today: date, tmp_path: Path
) -> None:
    ours = html_of(named_paper("letter", bank, today))
    (tmp_path / "style.css").write_text("body { color: teal }", encoding="utf-8")
    theirs = html_of(named_paper("letter", bank, today), Look(templates=(tmp_path,)))
    assert "body { color: teal }" in theirs
    assert "max-width: 42rem" in ours
    assert "max-width: 42rem" not in theirs
    assert theirs.partition("<body>")[2] == ours.partition("<body>")[2]
