"""Portal downloads and reports, to facts with their source.

The way of the data: `files` takes bytes apart into papers, and `read` gives each to its reader.
`fhir` and `ccda` turn coded papers into statements, which `coded` reads with the bank's code table;
`report` reads running text. Each gives a Reading. `gather` puts the readings of all files together,
`propose` holds that beside the case, and `accept` takes into the case what the person has
confirmed. Nothing here guesses, and nothing here writes.
"""
