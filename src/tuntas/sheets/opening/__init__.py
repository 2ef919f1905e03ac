"""From a path to raw grids, safely: guard, kinds of file, cells with their positions."""
