// The key names only what the map shows; a bare outline needs none.
const GRADES = ['SEVERE', 'MODERATE', 'LIGHT', 'NOT_SLUM'];

export function trimKey(holder, places) {
  const said = places.features.map((place) => place.properties);
  const isGraded = holder.closest('.map-pair:not(.is-alone)') || said.some(({ grade }) => grade);
  const shown = new Set(said.flatMap(({ handled, grade, outline }) => [
    handled ? 'handled' : GRADES.includes(grade) ? grade : isGraded && 'unknown', outline,
  ]));
  const key = document.getElementById(holder.dataset.key);
  for (const line of key.children) line.hidden = !shown.has(line.dataset.key);
  key.hidden = [...key.children].every((line) => line.hidden);
}
