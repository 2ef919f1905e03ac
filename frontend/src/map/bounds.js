// The smallest box around a GeoJSON collection; null where it holds no point.
export function boundsOf(collection) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part) => {
    if (typeof part?.[0] === 'number') {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else if (Array.isArray(part)) part.forEach(visit);
  };
  for (const feature of collection.features ?? []) visit(feature.geometry?.coordinates);
  return Number.isFinite(box[0]) ? box : null;
}
