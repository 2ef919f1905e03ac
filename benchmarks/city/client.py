"""A small HTTP client that costs little beside the server: some connections, each asking again as it is answered."""

import asyncio
import http.client
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from itertools import count
from statistics import quantiles
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
#: Of the whole run: what warmed up must not be asked for again where each request is to be another.
NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one load: answers a second, and the time that 50 and 95 of 100 answers took at most."""

    answers: int
    per_second: float
    p50_ms: float
    p95_ms: float


def signed_in(port: int, user: Mapping[str, str]) -> str:
    """Sign in as a browser does; the cookies of the session. Raises `RuntimeError` where it is refused."""
    status, page, cookies = _ask(port, "GET", "/masuk/")
    token = TOKEN.search(page)
    if status != http.HTTPStatus.OK or token is None:
        raise RuntimeError(f"no sign-in page: {status}")
    form = {"csrfmiddlewaretoken": token[1], "username": user["username"], "password": user["password"]}
    status, _, cookies = _ask(port, "POST", "/masuk/", cookies, urlencode(form))
    if status != http.HTTPStatus.FOUND or "tuntas=" not in cookies:
        raise RuntimeError(f"not signed in: {status}")
    return cookies


def loaded(port: int, path: str, cookies: str, *, connections: int, seconds: float) -> Load:
    """Ask one page over some connections at once, for a while; `{n}` in its path is another number each time."""
    times = asyncio.run(_all(port, path, cookies, connections, seconds))
    cuts = quantiles(times, n=100)
    return Load(len(times), len(times) / seconds, 1000 * cuts[49], 1000 * cuts[94])


async def _all(port: int, path: str, cookies: str, connections: int, seconds: float) -> list[float]:
    said = f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n\r\n"
    heads = (f"GET {path.replace('{n}', str(number))}{said}".encode() for number in NUMBERS)
    end = time.perf_counter() + seconds
    found = await asyncio.gather(*(_one(port, heads, end) for _ in range(connections)))
    return [took for times in found for took in times]


async def _one(port: int, heads: Iterator[bytes], end: float) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    times = []
    while (begun := time.perf_counter()) < end:
        writer.write(next(heads))
        answer = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not answer.startswith(b"http/1.1 200"):
            raise RuntimeError(answer.decode(errors="replace"))
        await reader.readexactly(int(answer.partition(b"content-length: ")[2].partition(b"\r")[0]))
        times.append(time.perf_counter() - begun)
    writer.close()
    return times


def _ask(port: int, method: str, path: str, cookies: str = "", body: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    jar: SimpleCookie = SimpleCookie(cookies)
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            jar.load(value)
    text = answer.read().decode(errors="replace")
    return answer.status, text, "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
