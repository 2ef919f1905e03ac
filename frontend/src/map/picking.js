// Where a proposal is: a point, a line or an area put on a small map. The text field of the form holds it.
import { boundsOf } from './bounds.js';
import { colour, layers } from './layers.js';
import { emptyMap } from './outline.js';

const WITH = { point: 1, line: 2, area: 3 };
const SHAPES = { Point: 'point', LineString: 'line', Polygon: 'area' };

// The shape of some corners; null while there are too few.
export function shapeOf(mode, points) {
  if (points.length < WITH[mode]) return null;
  if (mode === 'point') return { type: 'Point', coordinates: points[0] };
  if (mode === 'line') return { type: 'LineString', coordinates: points };
  return { type: 'Polygon', coordinates: [[...points, points[0]]] };
}

// A point as people write it, anything else as GeoJSON; nothing: the whole settlement.
export function textOf(mode, points) {
  const shape = shapeOf(mode, points);
  if (!shape) return '';
  return mode === 'point' ? `${points[0][1]}, ${points[0][0]}` : JSON.stringify(shape);
}

// What the field says already; null for what only the server can read.
export function readText(text) {
  const said = text.trim();
  const pair = said.match(/^(-?\d+[.,]\d+)[\s,;]+(-?\d+[.,]\d+)$/);
  if (pair) return { mode: 'point', points: [[pair[2], pair[1]].map((one) => Number(one.replace(',', '.')))] };
  try {
    const { type, coordinates } = JSON.parse(said);
    const mode = SHAPES[type];
    if (!mode) return null;
    if (mode === 'point') return { mode, points: [coordinates] };
    return { mode, points: mode === 'line' ? coordinates : coordinates[0].slice(0, -1) };
  } catch {
    return null;
  }
}

const drawn = (mode, points) => {
  const corners = points.map((coordinates) => ({ type: 'Feature', geometry: { type: 'Point', coordinates } }));
  const shape = points.length > 1 ? shapeOf(mode, points) ?? shapeOf('line', points) : null;
  return { type: 'FeatureCollection', features: shape ? [{ type: 'Feature', geometry: shape }, ...corners] : corners };
};

class Picker {
  constructor(box, field) {
    this.box = box;
    this.field = field;
    const said = readText(field.value);
    this.mode = said?.mode ?? 'point';
    this.points = said?.points ?? [];
  }

  async start() {
    const holder = this.box.querySelector('[data-place-map]');
    const answer = await fetch(holder.dataset.geojson, { headers: { Accept: 'application/geo+json' } });
    const places = answer.ok ? await answer.json() : { type: 'FeatureCollection', features: [] };
    const bounds = boundsOf(places);
    if (!bounds) return;
    this.box.hidden = false;
    this.map = emptyMap(holder, bounds);
    this.map.on('load', () => this.ready(places));
    this.map.on('click', ({ lngLat }) => this.add([lngLat.lng, lngLat.lat].map((one) => Number(one.toFixed(6)))));
    this.field.addEventListener('change', () => this.follow());
    for (const button of this.box.querySelectorAll('[data-pick]')) {
      button.addEventListener('click', () => this.press(button.dataset.pick));
    }
  }

  ready(places) {
    this.map.addSource('places', { type: 'geojson', data: places, promoteId: 'id' });
    for (const layer of layers().filter(({ id }) => id !== 'handled-fill')) this.map.addLayer(layer);
    this.map.addSource('picked', { type: 'geojson', data: drawn(this.mode, this.points) });
    const ink = colour('--accent');
    const kind = (name) => ['==', ['geometry-type'], name];
    this.map.addLayer({ id: 'picked-fill', type: 'fill', source: 'picked', filter: kind('Polygon'), paint: { 'fill-color': ink, 'fill-opacity': 0.3 } });
    this.map.addLayer({ id: 'picked-line', type: 'line', source: 'picked', filter: ['!', kind('Point')], paint: { 'line-color': ink, 'line-width': 4 } });
    this.map.addLayer({ id: 'picked-point', type: 'circle', source: 'picked', filter: kind('Point'), paint: { 'circle-color': ink, 'circle-radius': 6, 'circle-stroke-color': colour('--surface'), 'circle-stroke-width': 2 } });
    this.map.getCanvas().style.cursor = 'crosshair';
    this.show();
    this.map.once('idle', () => (this.box.dataset.placeReady = 'yes'));
  }

  press(what) {
    if (what === 'clear') this.points = [];
    else if (what === 'undo') this.points = this.points.slice(0, -1);
    else {
      this.mode = what;
      if (what === 'point') this.points = this.points.slice(-1);
    }
    this.keep();
  }

  add(point) {
    this.points = this.mode === 'point' ? [point] : [...this.points, point];
    this.keep();
  }

  keep() {
    this.field.value = textOf(this.mode, this.points);
    this.show();
  }

  // The field was typed in: the map shows it where it can.
  follow() {
    const said = readText(this.field.value);
    if (said) Object.assign(this, said);
    else if (!this.field.value.trim()) this.points = [];
    this.show();
  }

  show() {
    this.map.getSource('picked')?.setData(drawn(this.mode, this.points));
    for (const button of this.box.querySelectorAll('[data-pick]')) {
      if (button.dataset.pick in WITH) button.setAttribute('aria-pressed', String(button.dataset.pick === this.mode));
    }
  }
}

export function pickIn(box) {
  const field = box.closest('form').querySelector('[data-place-text]');
  return new Picker(box, field).start();
}
