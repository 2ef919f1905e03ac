"""Browsers that look at a map: each walks over all tiles in its own order, again and again."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one load: answers a second, the time that 95 of 100 took at most, and how many were 304."""

    answers: int
    per_second: float
    p50_ms: float
    p95_ms: float
    unchanged: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Looking:
    """How the browsers look: over so many connections, for so long; `has_memory`: they send what they hold."""

    port: int
    cookies: str
    connections: int
    seconds: float
    has_memory: bool


Answer = tuple[float, int, int]


def looked(paths: Sequence[str], looking: Looking) -> Load:
    """Look at the map for a while."""
    answers = asyncio.run(_all(paths, looking))
    cuts = quantiles([took for took, _status, _size in answers], n=100)
    unchanged = sum(status == 304 for _took, status, _size in answers) / len(answers)
    return Load(len(answers), len(answers) / looking.seconds, 1000 * cuts[49], 1000 * cuts[94], unchanged,
                sum(size for _took, _status, size in answers))  # fmt: skip


async def _all(paths: Sequence[str], looking: Looking) -> list[Answer]:
    end = time.perf_counter() + looking.seconds
    browsers = [_browser(paths, looking, end, random.Random(number)) for number in range(looking.connections)]
    return [one for found in await asyncio.gather(*browsers) for one in found]


async def _browser(paths: Sequence[str], looking: Looking, end: float, dice: random.Random) -> list[Answer]:
    reader, writer = await asyncio.open_connection("127.0.0.1", looking.port, limit=1 << 20)
    same = f"Host: 127.0.0.1:{looking.port}\r\nCookie: {looking.cookies}\r\nAccept-Encoding: gzip\r\n"
    tags: dict[str, str] = {}
    found: list[Answer] = []
    while (begun := time.perf_counter()) < end:
        path = dice.choice(paths)
        known = f"If-None-Match: {tags[path]}\r\n" if path in tags else ""
        writer.write(f"GET {path} HTTP/1.1\r\n{same}{known}\r\n".encode())
        status, tag, size = await _answer(reader)
        if looking.has_memory:
            tags[path] = tag
        found.append((time.perf_counter() - begun, status, size))
    writer.close()
    return found


async def _answer(reader: asyncio.StreamReader) -> tuple[int, str, int]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    status = int(head.split(" ", 2)[1])
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n")[1:])}
    size = int(fields.get("content-length", "0")) if status == 200 else 0
    await reader.readexactly(size)
    if status not in (200, 304):
        raise RuntimeError(head)
    return status, fields["etag"], size
