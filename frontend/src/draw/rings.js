// The editor's unit is the ring: an outline or a hole. The server reads GeoJSON, so both ways are here.
export const GROUND = 'ground';
export const HOLE = 'hole';
const EARTH = { a: 6378137, es: 0.00669437999014 };
const DIGITS = 9; // a tenth of a millimetre: corners that were snapped stay on their neighbours'

const rounded = ([lon, lat]) => [Number(Number(lon).toFixed(DIGITS)), Number(Number(lat).toFixed(DIGITS))];
const rings = (polygon) => polygon.map((points, n) => ({ kind: n ? HOLE : GROUND, points: points.map(rounded) }));

// Null where the text is no GeoJSON with polygons: it may still be WKT, which the server reads.
export function ringsIn(text) {
  try {
    const found = polygonsIn(JSON.parse(text)).flatMap(rings);
    return found.length ? found : null;
  } catch {
    return null;
  }
}

function polygonsIn(thing) {
  if (thing?.type === 'Feature') return polygonsIn(thing.geometry);
  if (thing?.type === 'FeatureCollection') return thing.features.flatMap(polygonsIn);
  if (thing?.type === 'GeometryCollection') return thing.geometries.flatMap(polygonsIn);
  if (thing?.type === 'MultiPolygon') return thing.coordinates;
  return thing?.type === 'Polygon' ? [thing.coordinates] : [];
}

export function textOf(found) {
  const grounds = found.filter(({ kind }) => kind === GROUND);
  if (!grounds.length) return '';
  const polygons = grounds.map((ground) => [ground.points, ...holesIn(ground, found).map(({ points }) => points)]);
  const coordinates = polygons.length > 1 ? polygons : polygons[0];
  return JSON.stringify({ type: polygons.length > 1 ? 'MultiPolygon' : 'Polygon', coordinates });
}

// The holes that count off one ground.
export function holesIn(ground, found) {
  const grounds = found.filter(({ kind }) => kind === GROUND);
  return found.filter(({ kind, points }) => kind === HOLE && around(points, grounds) === ground);
}

// The ground that holds most of a hole, the smallest of several; one in none goes to the first, and the check says so.
function around(hole, grounds) {
  const held = ({ points }) => hole.filter((point) => isInside(point, points)).length;
  const better = (one, other) => held(other) - held(one) || size(one.points) - size(other.points);
  return grounds.filter(held).sort(better)[0] ?? grounds[0];
}

function isInside([x, y], ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[x1, y1], [x2, y2]] = [ring[i], ring[j]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

// Metres of a degree at a latitude, on the ellipsoid: right to a millionth for a settlement. The server's area counts.
function degree(lat) {
  const bent = 1 - EARTH.es * Math.sin((lat * Math.PI) / 180) ** 2;
  const across = (Math.PI / 180) * (EARTH.a / Math.sqrt(bent));
  return [across * Math.cos((lat * Math.PI) / 180), (across * (1 - EARTH.es)) / bent];
}

function size(points) {
  const [[lon, lat]] = points;
  const [east, north] = degree(lat);
  const flat = points.map(([x, y]) => [(x - lon) * east, (y - lat) * north]);
  const twice = flat.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = flat[(n + 1) % flat.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

export const areaOf = (found) =>
  found.reduce((sum, { kind, points }) => sum + (kind === HOLE ? -size(points) : size(points)), 0);
