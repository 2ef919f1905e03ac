// How a place is drawn. Colours come from the style sheet, so that map, chart and badge agree.
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const is = (name, value) => ['==', ['get', name], value];

export const byGrade = () => [
  'case', is('handled', true), colour('--surface'),
  ['match', ['get', 'grade'],
  'SEVERE', colour('--grade-severe'),
  'MODERATE', colour('--grade-moderate'),
  'LIGHT', colour('--grade-light'),
  'NOT_SLUM', colour('--grade-not-slum'),
  colour('--surface')],
];

export const active = (yes, no) => ['case', ['boolean', ['feature-state', 'active'], false], yes, no];

export function layers() {
  const ink = colour('--ink');
  // Hundreds of RT on a map of the whole city: a thin line leaves their colour to be seen.
  const width = ['interpolate', ['linear'], ['zoom'], 11, active(3, 0.4), 15, active(4, 1.25)];
  const line = { 'line-color': ink, 'line-width': width };
  const places = { type: 'line', source: 'places' };
  return [
    {
      id: 'place-fill', type: 'fill', source: 'places',
      paint: { 'fill-color': byGrade(), 'fill-opacity': 1 },
    },
    {
      id: 'handled-fill', type: 'fill', source: 'places', filter: is('handled', true),
      paint: { 'fill-pattern': 'hatch' },
    },
    { ...places, id: 'place-line', filter: ['!', is('outline', 'drawn')], paint: line },
    {
      ...places, id: 'drawn-line', filter: is('outline', 'drawn'),
      paint: { ...line, 'line-dasharray': [3, 2] },
    },
  ];
}

// Green diagonal stripes: handled.
export function hatch(size = 16) {
  const canvas = new OffscreenCanvas(size, size);
  const pen = canvas.getContext('2d');
  pen.strokeStyle = colour('--handled');
  pen.lineWidth = 4;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, size, size);
}
