"""What a careful editor would say about a bank: `so bank check` runs these beside the structure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from so_cli.bank.bank import Bank
from so_cli.bank.lint.alike import alike_problems
from so_cli.bank.lint.letters import letter_problems
from so_cli.bank.lint.reach import reach_problems
from so_cli.bank.lint.reading import Syllables, reading_problems
from so_cli.bank.lint.style import style_problems
from so_cli.bank.lint.unused import unused_problems
from so_cli.bank.strict_yaml import Document
from so_cli.errors import Problem


def lint_problems(
    bank: Bank, documents: Mapping[str, Document], today: date, syllables: Syllables | None
) -> list[Problem]:
    """Everything to mend, in the order of the files; without `syllables` no reading grade."""
    problems = [
        *style_problems(bank, documents, today),
        *reach_problems(bank, documents),
        *unused_problems(bank, documents),
        *alike_problems(bank, documents),
        *letter_problems(bank, documents),
    ]
    if syllables is not None:
        problems += reading_problems(bank, documents, syllables)
    return sorted({*problems})
