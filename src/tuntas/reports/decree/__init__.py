"""The papers of a decree: its draft, its annex as pages and as a workbook, and what a signed scan prints.

All of them are made from the plain content of `content`; nothing here knows where that is stored.
"""
