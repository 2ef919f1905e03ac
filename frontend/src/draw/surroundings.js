// What lies around: kelurahan, other settlements and, when wanted, RT. Seen, named and snapped to; never changed.
import { showPopup } from '../map/popup.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const kind = (value) => ['==', ['get', 'kind'], value];
const line = (id, source, filter, paint) => ({ id, type: 'line', source, filter, paint });
const fill = (id, source, filter, paint) => ({ id, type: 'fill', source, filter, paint });
const empty = { type: 'FeatureCollection', features: [] };

const layers = () => [
  fill('kelurahan-fill', 'around', kind('kelurahan'), { 'fill-color': colour('--surface'), 'fill-opacity': 0.6 }),
  line('rt-line', 'rt', true, { 'line-color': colour('--ink-2'), 'line-width': 0.75, 'line-dasharray': [2, 2] }),
  fill('rt-fill', 'rt', true, { 'fill-color': colour('--surface'), 'fill-opacity': 0 }),
  line('kelurahan-line', 'around', kind('kelurahan'), { 'line-color': colour('--line-strong'), 'line-width': 1.5 }),
  fill('kawasan-fill', 'around', kind('kawasan'), { 'fill-color': colour('--grade-not-slum'), 'fill-opacity': 0.25 }),
  line('kawasan-line', 'around', kind('kawasan'), { 'line-color': colour('--grade-not-slum'), 'line-width': 1.5 }),
];
const found = () => ({
  id: 'found', type: 'circle', source: 'found',
  paint: {
    'circle-radius': 18, 'circle-opacity': 0.15, 'circle-color': colour('--bad'),
    'circle-stroke-color': colour('--bad'), 'circle-stroke-width': 3,
  },
});

const fetched = async (url) => {
  const answer = await fetch(url, { headers: { Accept: 'application/geo+json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};
const shapes = ({ features }) => features.map(({ geometry }) => geometry);

export class Surroundings {
  #map;
  #snapper;

  constructor(map, snapper, around) {
    this.#map = map;
    this.#snapper = snapper;
    map.addSource('around', { type: 'geojson', data: around });
    map.addSource('rt', { type: 'geojson', data: empty });
    map.addSource('found', { type: 'geojson', data: empty });
    for (const layer of layers()) map.addLayer(layer);
    snapper.know('around', shapes(around));
    document.addEventListener('tuntas:theme', () => this.#repaint());
  }

  // Above the drawing, so it is called once that is there.
  addMark() {
    this.#map.addLayer(found());
  }

  mark(point) {
    const feature = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: point } };
    this.#map.getSource('found').setData({ type: 'FeatureCollection', features: [feature] });
    this.#map.jumpTo({ center: point, zoom: Math.max(this.#map.getZoom(), 18) });
  }

  unmark() {
    this.#map.getSource('found').setData(empty);
  }

  // Names what was touched, the smallest first.
  tell({ point, lngLat }) {
    const asked = ['kawasan-fill', 'rt-fill', 'kelurahan-fill'];
    const hit = this.#map.queryRenderedFeatures(point, { layers: asked });
    const first = asked.map((id) => hit.find(({ layer }) => layer.id === id)).find(Boolean);
    if (first) showPopup(this.#map, first, lngLat);
  }

  async showUnits(url) {
    const box = this.#map.getBounds().toArray().flat().map((value) => value.toFixed(6)).join(',');
    return this.#putUnits(await fetched(`${url}?kotak=${box}`));
  }

  hideUnits() {
    return this.#putUnits(empty);
  }

  #putUnits(units) {
    this.#map.getSource('rt').setData(units);
    this.#snapper.know('rt', shapes(units));
    return units.features.length;
  }

  #repaint() {
    for (const { id, paint } of [...layers(), found()]) {
      for (const [name, value] of Object.entries(paint)) this.#map.setPaintProperty(id, name, value);
    }
  }
}

export { fetched };
