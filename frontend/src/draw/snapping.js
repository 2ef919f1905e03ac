// Finds the corner or the line of a neighbour that lies under the finger. Corners go before lines.
const NEAR_PX = 14;

const segmentsOf = (geometry) => {
  const found = [];
  const visit = (part) => {
    if (typeof part?.[0]?.[0] === 'number') for (let n = 1; n < part.length; n += 1) found.push([...part[n - 1], ...part[n]]);
    else if (Array.isArray(part)) part.forEach(visit);
  };
  visit(geometry?.coordinates);
  return found;
};

export class Snapper {
  on = true;
  #groups = new Map();

  // Replaces what is known under a name: the surroundings, the RT, one of our own rings.
  know(name, geometries) {
    this.#groups.set(name, geometries.flatMap(segmentsOf));
  }

  forget(wanted) {
    for (const name of this.#groups.keys()) if (wanted(name)) this.#groups.delete(name);
  }

  // For terra-draw: where a point goes instead; nothing where no border is near.
  find = ({ lng, lat, containerX: x, containerY: y }, { currentId, project, unproject }) => {
    if (!this.on) return undefined;
    const west = unproject(x - NEAR_PX, y + NEAR_PX);
    const east = unproject(x + NEAR_PX, y - NEAR_PX);
    const box = [west.lng, west.lat, east.lng, east.lat];
    let corner = { px: NEAR_PX };
    let line = { px: NEAR_PX };
    const nearer = (best, at) => {
      const place = project(...at);
      const px = Math.hypot(place.x - x, place.y - y);
      return px < best.px ? { px, at } : best;
    };
    for (const [name, segments] of this.#groups) {
      if (name === currentId) continue;
      for (const segment of segments) {
        if (!meets(segment, box)) continue;
        corner = nearer(nearer(corner, segment.slice(0, 2)), segment.slice(2));
        line = nearer(line, closest(segment, lng, lat));
      }
    }
    return corner.at ?? line.at;
  };
}

const meets = ([x1, y1, x2, y2], [west, south, east, north]) =>
  Math.max(x1, x2) >= west && Math.min(x1, x2) <= east && Math.max(y1, y2) >= south && Math.min(y1, y2) <= north;

function closest([x1, y1, x2, y2], x, y) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const part = dx || dy ? ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy) : 0;
  const within = Math.min(1, Math.max(0, part));
  return [x1 + within * dx, y1 + within * dy].map((value) => Number(value.toFixed(9)));
}
