// How the layers of the tiles are drawn under a choice of colour. A location is filled, an RT above it is lined;
// where RT are shown in their class, the colour is theirs and locations keep their outline.
import { active, byGrade, colour, is } from './layers.js';

const has = (name) => ['has', name];
const whole = ['>=', ['coalesce', ['get', 'handled'], -1], 1000];

const byPriority = () => [
  'case', ['any', whole, ['!', has('priority')]], colour('--surface'),
  ['step', ['get', 'priority'], colour('--rank-1'), 4, colour('--rank-2'), 7, colour('--rank-3')],
];
const byShare = () => [
  'case', ['!', has('handled')], colour('--line'),
  ['step', ['get', 'handled'], colour('--surface'), 1, colour('--share-low'), 500, colour('--share-high'),
    1000, colour('--surface')],
];
// Handled wholly it is in no class any more.
const byClass = () => ['case', whole, colour('--surface'), byGrade()];
const FILLS = { kelas: byClass, prioritas: byPriority, tertangani: byShare };

const isFilled = (source, choice) =>
  source === 'rt' ? choice.colour === 'kelas' : !(choice.layers.includes('rt') && choice.colour === 'kelas');

const name = (size, by) => ({
  layout: {
    'text-field': ['coalesce', ['get', 'short'], ['get', 'label']], 'text-size': size, 'text-max-width': 8, 'text-padding': 4, 'text-font': ['Plus Jakarta Sans Variable', 'sans-serif'], ...by,
  },
  paint: { 'text-color': colour('--ink'), 'text-halo-color': colour('--surface'), 'text-halo-width': 1.75 },
});

export function layersOf(choice) {
  const ink = colour('--ink');
  const source = (layer, suffix = '') => ({ source: layer, 'source-layer': `${layer}${suffix}` });
  const fill = FILLS[choice.colour] ?? byClass;
  const edge = ['interpolate', ['linear'], ['zoom'], 11, active(4, 1), 15, active(5, 2)];
  const line = { 'line-color': ink, 'line-width': edge };
  return [
    { ...source('kelurahan'), id: 'kelurahan-fill', type: 'fill', paint: { 'fill-color': colour('--surface') } },
    {
      ...source('kawasan'), id: 'kawasan-fill', type: 'fill',
      paint: { 'fill-color': fill(), 'fill-opacity': isFilled('kawasan', choice) ? 1 : 0 },
    },
    {
      ...source('kawasan'), id: 'kawasan-handled', type: 'fill', filter: whole,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': isFilled('kawasan', choice) ? 1 : 0 },
    },
    {
      ...source('rt'), id: 'rt-fill', type: 'fill',
      paint: { 'fill-color': byGrade(), 'fill-opacity': isFilled('rt', choice) ? 1 : 0 },
    },
    {
      ...source('rt'), id: 'rt-line', type: 'line',
      paint: { 'line-color': ink, 'line-opacity': 0.55, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.25, 15, 0.9] },
    },
    {
      ...source('kelurahan'), id: 'kelurahan-line', type: 'line',
      paint: { 'line-color': colour('--line-strong'), 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.75, 15, 2.5] },
    },
    { ...source('kawasan'), id: 'kawasan-line', type: 'line', filter: is('outline', 'decree'), paint: line },
    {
      ...source('kawasan'), id: 'kawasan-drawn', type: 'line', filter: is('outline', 'drawn'),
      paint: { ...line, 'line-dasharray': [3, 2] },
    },
    { ...source('rt', '-label'), id: 'rt-name', type: 'symbol', minzoom: 16.5, ...name(11) },
    { ...source('kawasan', '-label'), id: 'kawasan-name', type: 'symbol', minzoom: 14, ...name(12) },
    {
      ...source('kelurahan', '-label'), id: 'kelurahan-name', type: 'symbol', minzoom: 10.5, maxzoom: 16,
      ...name(['interpolate', ['linear'], ['zoom'], 11, 11, 15, 15]),
    },
  ];
}

export function showLayers(map, choice) {
  for (const { id, source } of map.getStyle().layers) {
    map.setLayoutProperty(id, 'visibility', choice.layers.includes(source) ? 'visible' : 'none');
  }
}

export function repaint(map, choice, image) {
  if (image) map.updateImage('hatch', image);
  for (const layer of layersOf(choice)) {
    if (!map.getLayer(layer.id)) continue;
    for (const [what, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, what, value);
  }
}
