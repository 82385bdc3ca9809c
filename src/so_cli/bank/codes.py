"""What the codes in people's records mean, as data: `data/codes.yaml`."""

from __future__ import annotations

from typing import Literal

from so_cli.bank.model import Entry

System = Literal[
    "snomed", "loinc", "icd-10", "icd-9", "icd-9-procedures", "icd-o", "rxnorm", "atc", "cpt",
    "hcpcs", "hgnc", "gtr", "ajcc", "dicom",
]  # fmt: skip
Means = Literal[
    "breast-cancer", "past-breast-cancer", "says", "test", "answer", "medicine", "record", "done",
    "ask", "also", "never",
]  # fmt: skip


class Code(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One meaning of a code; a code may have several, each an entry.

    system  the code system, by its short name.
    code    the code; in ICD codes `?` stands for any one letter and `*` for the rest.
    means   breast-cancer: a diagnosis of it (with `fact` and `value` for what it says besides);
            past-breast-cancer: that there once was one; says: that `fact` is `value`; test: that
            the result's value answers `fact` (`value` tells which part of it: the T of a TNM code,
            the method of a HER2 test); answer: as the value of a result it is `value` (for
            `fact` alone, where one is named); medicine: a drug, which as a treatment says `fact`
            and `value`; record: a paper that is `record`; done: something was done, of which
            `record` is the report; ask: it points to `fact` and must be asked; also: worth showing
            and no fact; never: looks like a fact and is none.
    names   how a medicine or a test is called, in small letters, to find it without its code.
    breast  whether the code itself speaks of the breast; else a diagnosis or a body site must.
    note    for authors and for what is shown with a doubt: why.
    """

    system: System
    code: str
    means: Means
    fact: str = ""
    value: str = ""
    record: str = ""
    names: tuple[str, ...] = ()
    breast: bool = False
    note: str = ""
