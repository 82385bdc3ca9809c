"""Reports in running text, to facts with their source.

The way of the text: `lines` and `layout` find out where each line stands and of what it speaks,
`masks` takes out what is no result, `clauses` puts together what belongs together, and `columns`
reads tables with receptors across the top. `words`, `lexicon` and `receptors` read ER, PR and HER2;
`cancers` and the tables named `..._rules` find everything else. `operations` and `spread` look at
the specimens; `story` and `treatments` at what a doctor's note tells of the person. `guards` makes doubtful, or nothing, of what is not said plainly; `tumors` and
`settle` look at it as a whole.
"""

from so_cli.inputs.report.reader import read_report

__all__ = ["read_report"]
