"""Which words of words.yaml a text uses, so that a page explains just those."""

from __future__ import annotations

import re
from collections.abc import Iterable

from so_cli.bank.model import Word


class WordSpotter:
    """Finds whole words and phrases; where two begin at one place, the longer one."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        """Build once for a bank."""
        self.ids = {
            form.lower(): word.id for word in words for form in (word.word, *word.also) if form
        }
        forms = sorted(self.ids, key=len, reverse=True)
        choice = "|".join(map(re.escape, forms)) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE)

        # The texts are the bank's own, so there are as many entries as the bank has texts.
        self._seen: dict[str, frozenset[str]] = {}

    def replaced(self, text: str, by: str) -> str:
        """The text with `by` in place of each of the words."""
        return self._pattern.sub(by, text)

    def used_in(self, texts: Iterable[str]) -> set[str]:
        """Ids of the words that stand in texts of the bank."""
        used: set[str] = set()
        for text in texts:
            found = self._seen.get(text)
            if found is None:
                # A letter may match whose small form is another one (the Turkish dotless i).
                forms = (self.ids.get(form.lower()) for form in self._pattern.findall(text))
                found = frozenset(form for form in forms if form)
                self._seen[text] = found
            used |= found
        return used
