"""Takes out of a text what could move a cursor, hide words or turn them around.

Texts come from files, and files may be hostile: no escape sequence, no control character and no
bidirectional override may reach a terminal or a document.
"""

from __future__ import annotations

# Characters that end a line somewhere: vertical tab, form feed, next line, line and paragraph
# separators. Taking them out would join two words.
_BREAKS = {ord(character): "\n" for character in "\v\f\r\x85\u2028\u2029"}

_GONE: dict[int, str | None] = {
    code: None
    for first, last in (
        (0x00, 0x1F),  # C0, ESC among them
        (0x7F, 0x9F),  # delete, C1
        (0xAD, 0xAD),  # soft hyphen
        (0x61C, 0x61C),  # what turns writing around, and what has no width
        (0x200B, 0x200B),
        (0x200E, 0x200F),
        (0x2060, 0x2064),
        (0xFEFF, 0xFEFF),
        (0xE0000, 0xE007F),  # tags: letters that nobody sees
        (0x202A, 0x202E),  # bidirectional embeddings and overrides
        (0x2066, 0x2069),  # bidirectional isolates
        (0xD800, 0xDFFF),  # bytes that were not text
    )
    for code in range(first, last + 1)
}
_LINES: dict[int, str | None] = {**_GONE, **_BREAKS, ord("\t"): " ", ord("\n"): "\n"}
_ONE_LINE: dict[int, str | None] = {**_LINES, **dict.fromkeys([*_BREAKS, ord("\n")], " ")}


def clean(text: str, *, keep_newlines: bool = False) -> str:
    """Return the text without control characters; a line break becomes a space or stays."""
    if text.isprintable():
        return text  # nearly every text, and quick to see
    text = text.replace("\r\n", "\n")
    return text.translate(_LINES if keep_newlines else _ONE_LINE)
