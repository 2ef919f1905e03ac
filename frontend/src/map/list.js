// The list beside the map is its way in for keyboards: focus or hover marks the outline.
import { boundsOf } from './bounds.js';

export function linkList(map, holder, places) {
  const list = document.getElementById(holder.dataset.list ?? '');
  if (!list) return;
  const known = new Map(places.features.map((feature) => [String(feature.properties.id), feature]));
  const mark = (item, active) => {
    const feature = known.get(item.dataset.place);
    if (feature) map.setFeatureState({ source: 'places', id: feature.properties.id }, { active });
  };
  for (const item of list.querySelectorAll('[data-place]')) {
    for (const kind of ['mouseenter', 'focusin']) item.addEventListener(kind, () => mark(item, true));
    for (const kind of ['mouseleave', 'focusout']) item.addEventListener(kind, () => mark(item, false));
    item.querySelector('[data-zoom]')?.addEventListener('click', () => {
      const feature = known.get(item.dataset.place);
      const box = feature && boundsOf({ features: [feature] });
      if (box) map.fitBounds(box, { padding: 64, maxZoom: 18, duration: 0 });
    });
  }
}
