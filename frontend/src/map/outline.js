// Outlines of places on an empty ground: no base map, nothing fetched from outside.
import { Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { boundsOf } from './bounds.js';
import { layers, hatch } from './layers.js';
import { showPopup, follow } from './popup.js';
import { trimKey } from './key.js';
import { linkList } from './list.js';
import { words } from './words.js';

setWorkerUrl(workerUrl);

export function emptyMap(holder, bounds) {
  return new GlMap({
    container: holder,
    style: { version: 8, sources: {}, layers: [] },
    bounds,
    fitBoundsOptions: { padding: 32 },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    locale: words(holder),
    canvasContextAttributes: { preserveDrawingBuffer: true }, // else a printed map is empty
  });
}

function addPlaces(map, places) {
  map.addSource('places', { type: 'geojson', data: places, promoteId: 'id' });
  map.addImage('hatch', hatch(), { pixelRatio: 2 });
  for (const layer of layers()) map.addLayer(layer);
  for (const layer of ['place-fill', 'handled-fill']) {
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
  }
  map.on('click', 'place-fill', (event) => showPopup(map, event.features[0], event.lngLat));
  map.on('dblclick', 'place-fill', (event) => follow(event.features[0].properties.url));
}

function repaint(map) {
  for (const layer of layers()) {
    for (const [name, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, name, value);
  }
}

async function drawMap(holder) {
  holder.dataset.mapReady = 'loading';
  const answer = await fetch(holder.dataset.geojson, { headers: { Accept: 'application/geo+json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  const places = await answer.json();
  const bounds = boundsOf(places);
  if (!bounds) {
    holder.dataset.mapReady = 'empty';
    return;
  }
  const map = emptyMap(holder, bounds);
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  map.on('load', () => {
    addPlaces(map, places);
    linkList(map, holder, places);
    trimKey(holder, places);
    map.once('idle', () => (holder.dataset.mapReady = 'yes'));
  });
  document.addEventListener('tuntas:theme', () => repaint(map));
}

export function drawMaps() {
  for (const holder of document.querySelectorAll('[data-map]:not([data-map-ready])')) {
    drawMap(holder).catch(() => (holder.dataset.mapReady = 'failed'));
  }
}
