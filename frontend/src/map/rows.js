// The table is the map's way in for keyboards: a row leads to its place, a place marks its row.
export function linkRows(map, holder) {
  let marked = null;
  const state = (id, active) => {
    if (id && map.getSource('kawasan')) {
      map.setFeatureState({ source: 'kawasan', sourceLayer: 'kawasan', id: Number(id) }, { active });
    }
  };
  const mark = (id) => {
    state(marked, false);
    state(id, true);
    marked = id;
  };
  document.addEventListener('click', ({ target }) => {
    const row = target.closest?.('[data-row]');
    if (!row || target.closest('a') || (!target.closest('[data-show]') && String(getSelection()))) return;
    mark(row.dataset.row);
    holder.scrollIntoView({ block: 'center', behavior: 'smooth' });
    map.fitBounds(row.dataset.box.split(',').map(Number), { padding: 72, maxZoom: 17, duration: 600 });
  });
  return { mark };
}
