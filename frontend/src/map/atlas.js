// The map of a city from vector tiles: choices above it, the table of locations below it, one address for all.
import { Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { keepChoices } from './choices.js';
import { hatch } from './layers.js';
import { showPopup } from './popup.js';
import { printLight } from './printing.js';
import { linkRows } from './rows.js';
import { layersOf, repaint, showLayers } from './tiles.js';
import { words } from './words.js';

setWorkerUrl(workerUrl);

const box = (text) => text.split(',').map(Number);
// Above the last zoom of the tiles they are stretched: at 16 a step is 15 cm.
const ZOOMS = { minzoom: 8, maxzoom: 16 };

function emptyMap(holder) {
  const map = new GlMap({
    container: holder,
    style: { version: 8, sources: {}, layers: [] },
    bounds: box(holder.dataset.box),
    fitBoundsOptions: { padding: 24 },
    minZoom: 8,
    maxZoom: 19,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    locale: words(holder),
    canvasContextAttributes: { preserveDrawingBuffer: true }, // else a printed map is empty
  });
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  return map;
}

export const tilesOf = (holder, layer, day) =>
  `${location.origin}${holder.dataset.tiles}${layer}/{z}/{x}/{y}.mvt${day ? `?pada=${day}` : ''}`;

function fill(map, holder, choice) {
  map.addImage('hatch', hatch(), { pixelRatio: 2 });
  const shown = holder.dataset.layers.split(',');
  for (const name of shown) {
    map.addSource(name, { type: 'vector', tiles: [tilesOf(holder, name, choice.day)], ...ZOOMS });
  }
  for (const layer of layersOf(choice)) if (shown.includes(layer.source)) map.addLayer(layer);
  showLayers(map, choice);
}

// The topmost thing under the pointer: a location before an RT before a kelurahan.
const TOUCHED = ['kawasan-fill', 'rt-fill', 'kelurahan-fill'];

function touch(map, choices, rows) {
  const under = (point) => map.queryRenderedFeatures(point, { layers: TOUCHED.filter((id) => map.getLayer(id)) })[0];
  map.on('mousemove', ({ point }) => (map.getCanvas().style.cursor = under(point) ? 'pointer' : ''));
  map.on('click', ({ point, lngLat }) => {
    const feature = under(point);
    if (!feature) return;
    showPopup(map, feature, lngLat);
    const { id, kelurahan } = feature.properties;
    const isLocation = feature.source === 'kawasan';
    choices?.narrow(isLocation ? { kawasan: id } : { kelurahan });
    rows.mark(isLocation ? id : null);
  });
}

async function draw(holder) {
  holder.dataset.mapReady = 'loading';
  const choices = keepChoices(holder);
  const map = emptyMap(holder);
  await map.once('load');
  fill(map, holder, choices.now());
  const rows = linkRows(map, holder);
  touch(map, choices, rows);
  choices.on((choice) => {
    for (const name of holder.dataset.layers.split(',')) {
      const tiles = [tilesOf(holder, name, choice.day)];
      if (map.getSource(name).tiles[0] !== tiles[0]) map.getSource(name).setTiles(tiles);
    }
    repaint(map, choice);
    showLayers(map, choice);
  });
  rows.mark(choices.now().kawasan);
  const again = () => repaint(map, choices.now(), hatch());
  document.addEventListener('tuntas:theme', again);
  printLight(map, again);
  map.once('idle', () => (holder.dataset.mapReady = 'yes'));
}

export function drawAtlas(holder) {
  draw(holder).catch(() => (holder.dataset.mapReady = 'failed'));
}
