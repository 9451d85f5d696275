"""An analysis, shown: as a page on a terminal, as a spreadsheet, as Markdown.

Re-exports nothing, so that who needs no terminal does not wait for Rich.
"""
