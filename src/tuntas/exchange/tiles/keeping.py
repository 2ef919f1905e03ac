"""Tiles already made, in this process' memory, up to so many bytes; what nobody asks for leaves first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

#: What a tile costs beside its bytes: key, links, an empty tile too.
BESIDE = 400


class TileShelf:
    """Tiles by key. The key has to name all that a tile follows from: a tile is never taken off because it is old."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._held = most_bytes, 0
        self._tiles: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def tile(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The tile of a key, made where it is not there yet; two at once may both make it."""
        with self._lock:
            kept = self._tiles.get(key)
            if kept is not None:
                self._tiles.move_to_end(key)
                return kept
        made = make()
        with self._lock:
            self._put(key, made)
        return made

    def _put(self, key: Hashable, made: bytes) -> None:
        if key in self._tiles or len(made) > self._most // 4:
            return
        self._tiles[key] = made
        self._held += len(made) + BESIDE
        while self._held > self._most:
            _, gone = self._tiles.popitem(last=False)
            self._held -= len(gone) + BESIDE
