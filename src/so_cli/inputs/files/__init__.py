"""From a file of whatever kind to its papers, within limits and without a guess.

`opening` looks at the first bytes (`kinds`) and takes the file apart: a zip into its members, JSON,
XML and PDF into what they hold, all running text into pages. What comes out is a `Paper` or a
`Trouble`, a sentence that says why there is none. What a paper says, nothing here knows.
"""
