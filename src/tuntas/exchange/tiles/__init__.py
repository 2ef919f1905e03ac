"""Vector tiles (MVT 2.1) made from stored boundaries: the grid, the encoding, and a shelf for tiles already made."""

from tuntas.exchange.tiles.encoding import TILE_TYPE, TileFeature, encode_tile
from tuntas.exchange.tiles.grid import MAX_ZOOM, MIN_ZOOM, Tile, UdegBox
from tuntas.exchange.tiles.keeping import TileShelf

__all__ = ["MAX_ZOOM", "MIN_ZOOM", "TILE_TYPE", "Tile", "TileFeature", "TileShelf", "UdegBox", "encode_tile"]
