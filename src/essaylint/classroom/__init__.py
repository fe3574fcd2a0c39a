"""A class's essays: every file marked in its own kind, one page that shows them all, one table for a spreadsheet.

`marked_file` marks one essay and tells what it found as a `Row` of plain values; `Ledger` remembers the rows of a folder, so
that a second run takes up where the first one stopped; `page` and `table` write what all rows together say.
"""
