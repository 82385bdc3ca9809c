"""`so assess` as Markdown."""

from __future__ import annotations

from so_cli import wording
from so_cli.outputs.escape import escape
from so_cli.outputs.own_pages import sources_section, urgent_section
from so_cli.packet.assess import Assessment


def assessment_markdown(made: Assessment) -> str:
    """Reasons, which kind comes first, how long to wait, and whom to call."""
    parts = (
        (wording.REASONS, made.reasons),
        (wording.KINDS, made.kinds),
        (wording.WAIT, made.wait),
        (wording.FINE, made.fine),
        (wording.SOMEBODY_TO_CALL, made.calls),
    )
    sections = [[f"# {wording.ASSESS_TITLE}"], urgent_section(made.urgent)]
    if not made.reasons:
        sections.append([wording.NO_REASON_NEEDED])
    if made.id is None:
        sections.append([wording.NOTHING_KNOWN_YET])
    for title, notes in parts:
        lines = [
            line
            for note in notes
            for line in ("", f"**{escape(note.title)}.** {escape(note.text)}")
        ]
        sections.append([f"## {title}", *lines] if notes else [])
    sections += [sources_section(made.sources), ["___", "", f"*{escape(made.notice)}*"]]
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"
