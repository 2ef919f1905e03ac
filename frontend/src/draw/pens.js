// terra-draw set up for us: one pen for ground, one for holes, and a hand that moves corners.
import { TerraDraw, TerraDrawModeUndoRedo, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { GROUND, HOLE } from './rings.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const NEAR_PX = 24;
export const HAND = 'select';

const penStyle = (kind) => ({
  fillColor: colour(kind === HOLE ? '--surface' : '--accent'),
  fillOpacity: kind === HOLE ? 0.85 : 0.25,
  outlineColor: colour(kind === HOLE ? '--bad' : '--accent'),
  outlineWidth: 2.5,
  closingPointColor: colour('--surface'),
  closingPointOutlineColor: colour('--accent'),
  closingPointOutlineWidth: 3,
  closingPointWidth: 7,
  snappingPointColor: colour('--handled'),
  snappingPointOutlineColor: colour('--surface'),
  snappingPointOutlineWidth: 2,
  snappingPointWidth: 6,
});

const handStyle = () => ({
  selectedPolygonColor: ({ properties }) => colour(properties.mode === HOLE ? '--surface' : '--accent'),
  selectedPolygonFillOpacity: ({ properties }) => (properties.mode === HOLE ? 0.85 : 0.35),
  selectedPolygonOutlineColor: ({ properties }) => colour(properties.mode === HOLE ? '--bad' : '--accent'),
  selectedPolygonOutlineWidth: 3,
  selectionPointColor: colour('--surface'),
  selectionPointOutlineColor: colour('--accent'),
  selectionPointOutlineWidth: 2.5,
  selectionPointWidth: 6,
  midPointColor: colour('--accent'),
  midPointOutlineColor: colour('--surface'),
  midPointOutlineWidth: 1,
  midPointWidth: 4,
});

// A ring that crosses itself can be drawn: only so can one that came so be mended. The check tells.
const flags = (snapping) => ({
  feature: {
    selfIntersectable: true,
    coordinates: { draggable: true, deletable: true, midpoints: { draggable: true }, snappable: snapping },
  },
});

export function pensFor(map, snapper) {
  const snapping = { toCustom: snapper.find };
  const pen = (modeName) =>
    new TerraDrawPolygonMode({ modeName, snapping, pointerDistance: NEAR_PX, styles: penStyle(modeName) });
  const hand = new TerraDrawSelectMode({
    flags: { [GROUND]: flags(snapping), [HOLE]: flags(snapping) },
    keyEvents: { deselect: 'Escape', delete: null, rotate: null, scale: null },
    pointerDistance: NEAR_PX,
    styles: handStyle(),
  });
  const pens = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [pen(GROUND), pen(HOLE), hand],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  });
  document.addEventListener('tuntas:theme', () => {
    for (const kind of [GROUND, HOLE]) pens.updateModeOptions(kind, { styles: penStyle(kind) });
    pens.updateModeOptions(HAND, { styles: handStyle() });
  });
  return pens;
}
