// The key names only what the map shows.
const GRADES = ['SEVERE', 'MODERATE', 'LIGHT', 'NOT_SLUM'];

const keyOf = ({ handled, grade }) => {
  if (handled) return 'handled';
  return GRADES.includes(grade) ? grade : 'unknown';
};

export function trimKey(holder, places) {
  const shown = new Set(places.features.flatMap(({ properties }) => [
    keyOf(properties), properties.outline,
  ]));
  for (const line of document.querySelectorAll(`#${CSS.escape(holder.dataset.key)} [data-key]`)) {
    line.hidden = !shown.has(line.dataset.key);
  }
}
