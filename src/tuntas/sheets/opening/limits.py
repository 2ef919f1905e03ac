"""How much of a file we are ready to read, each figure with its reason.

The readers below us build a dense rectangle of cells in memory, so a file is judged by the rectangle
it would make (about 32 bytes a cell before any text) and not by its size on disk.
"""

MIB = 1 << 20
GIB = 1 << 30

# A ZIP directory is read whole; an honest workbook of 300 sheets has about 1,000 parts.
MAX_ZIP_PARTS = 5_000
MAX_ZIP_DIRECTORY_BYTES = 4 * MIB
MAX_ZIP_BYTES = 512 * MIB
# One million buildings with 40 columns are about 1.4 GB of XML; 3 GB are scanned in some ten seconds.
MAX_XML_BYTES = 3 * GIB
# Shared texts, styles and relations are held in memory by every reader.
MAX_HELD_PART_BYTES = 512 * MIB
# Survey sheets unpack to 5-20 times their size, formatted blanks to 60; DEFLATE itself ends at 1,032.
MAX_RATIO = 100
RATIO_FREE_BYTES = 32 * MIB
# Texts before the root element of an XML part: a declaration and perhaps a comment.
MAX_PROLOG_BYTES = 64 * 1024
# Sheets written in an unusual way are parsed cell by cell, about 30 MB a second.
MAX_SLOW_XML_BYTES = 256 * MIB

MAX_ROWS = 1_048_576  # what a worksheet can hold
MAX_COLUMNS = 2_000  # our widest layout has below 200; a sheet of all 16,384 is a formatting accident
MAX_EMPTY_ROWS = 200_000  # rows that are in the file but hold no value
MAX_CELLS = 64_000_000  # about 2 GB: one million rows of 60 columns
FREE_CELLS = 4_000_000  # about 128 MB: a rectangle this small may be as empty as it likes
MIN_FILL = 50  # above it, one cell in 50 must hold a value
MAX_TEXT_BYTES = 2 * GIB  # texts after every repetition is written out
MAX_GRID_CELLS = 12_000_000  # as Python objects, about 1 GB; larger lists go through `read_columns`

MAX_XLS_BYTES = 128 * MIB  # 65,536 rows of 256 columns are about 60 MB
MAX_CSV_BYTES = 2 * GIB
MAX_CSV_LINE_BYTES = MIB
CHUNK_BYTES = MIB
