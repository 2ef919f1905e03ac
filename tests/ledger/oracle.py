"""A second, independent opinion: the book in plain SQL, without a line of the ledger's own code."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from tuntas.ledger.entries import Entry

TABLE = """
CREATE TABLE entry (number INTEGER PRIMARY KEY, kind TEXT, area_m2 INTEGER, place TEXT, decree TEXT, on_day TEXT,
                    at_moment TEXT, corrects INTEGER)
"""
SUMS = """
WITH moved AS (
    SELECT coalesce(root.kind, entry.kind) AS kind, entry.area_m2, coalesce(root.on_day, entry.on_day) AS on_day
    FROM entry LEFT JOIN entry AS root ON root.number = entry.corrects
    WHERE entry.at_moment <= :known_at
      AND (:decree IS NULL OR entry.decree = :decree)
      AND (entry.place = :place OR entry.place LIKE :place || '/%' OR :place = '')
)
SELECT
    coalesce(sum(CASE kind WHEN 'ESTABLISHED' THEN area_m2 WHEN 'ADDED' THEN area_m2 WHEN 'WITHDRAWN' THEN -area_m2
                 END), 0),
    coalesce(sum(CASE kind WHEN 'HANDLED' THEN area_m2 WHEN 'SLUM_AGAIN' THEN -area_m2 END), 0),
    coalesce(sum(CASE kind WHEN 'ESTABLISHED' THEN area_m2 WHEN 'ADDED' THEN area_m2 WHEN 'SLUM_AGAIN' THEN area_m2
                 ELSE -area_m2 END), 0)
FROM moved WHERE on_day <= :on_day
"""
FAR = "9999"


class Oracle:
    """Decreed, handled and remaining area of the same entries, by SQL."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute(TABLE)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take entries in."""
        self.database.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(entry.number, entry.kind.value, entry.area_m2, "/".join(entry.place), entry.decree, entry.on.isoformat(),
              entry.at.isoformat(), entry.corrects) for entry in entries],
        )  # fmt: skip

    def figures(self, on: date, known_at: datetime | None = None, place: tuple[str, ...] = (),
                decree: str | None = None) -> tuple[int, int, int]:  # fmt: skip
        """Decreed, handled, remaining."""
        row = self.database.execute(
            SUMS,
            {
                "on_day": on.isoformat(),
                "known_at": known_at.isoformat() if known_at else FAR,
                "place": "/".join(place),
                "decree": decree,
            },
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])
