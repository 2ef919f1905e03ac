// Drawing and correcting a delineation. The text field of the form holds what is drawn; the server checks and keeps it.
import { boundsOf } from '../map/bounds.js';
import { watchChecks } from './checking.js';
import { groundIn } from './ground.js';
import { History } from './history.js';
import { Panel } from './panel.js';
import { HAND, pensFor } from './pens.js';
import { GROUND, HOLE, holesIn, ringsIn, textOf } from './rings.js';
import { Snapper } from './snapping.js';
import { Surroundings, fetched } from './surroundings.js';

const TRIM = 'trim';
const TRIM_PX = 24;

class Editor {
  history = new History();
  snapper = new Snapper();
  tool = HAND;
  selected = null;
  isShowing = false;

  constructor(box, form) {
    this.box = box;
    this.form = form;
    this.panel = new Panel(box);
    this.holder = box.querySelector('[data-draw-map]');
    this.text = form.querySelector('[data-draw-text]');
  }

  // The text as the server has read it: what was written by hand need not be GeoJSON.
  get read() {
    return this.form.querySelector('[data-draw-read]')?.dataset.drawRead ?? '';
  }

  get isUnsaved() {
    return 'drawUnsaved' in this.box.dataset || this.text.value !== this.first;
  }

  async start() {
    const around = await fetched(this.holder.dataset.around);
    this.home = this.holder.dataset.bounds ? this.holder.dataset.bounds.split(' ').map(Number) : boundsOf(around);
    this.map = await groundIn(this.holder, this.home ?? [95, -11, 141, 6]);
    this.around = new Surroundings(this.map, this.snapper, around);
    this.pens = pensFor(this.map, this.snapper);
    this.pens.start();
    this.around.addMark();
    this.pens.setMode(HAND);
    this.listen();
    this.show(ringsIn(this.text.value) ?? ringsIn(this.read) ?? []);
    this.first = textOf(this.rings());
    if (this.first) this.text.value = this.first;
    this.history.add(this.first);
    this.take(this.rings().length ? HAND : GROUND);
    this.refresh();
  }

  rings() {
    const drawn = this.pens.getSnapshot().filter(({ properties, geometry }) =>
      geometry.type === 'Polygon' && [GROUND, HOLE].includes(properties.mode) && !properties.currentlyDrawing);
    return drawn.map(({ id, properties, geometry }) => ({ id, kind: properties.mode, points: geometry.coordinates[0] }));
  }

  // Puts rings on the map in place of all others; says so where one cannot be shown.
  show(rings) {
    const chosen = this.rings().findIndex(({ id }) => id === this.selected);
    this.isShowing = true;
    if (this.pens.getMode() !== HAND) this.pens.setMode(HAND);
    this.pens.clear();
    const results = this.pens.addFeatures(rings.map(({ kind, points }) => (
      { type: 'Feature', properties: { mode: kind }, geometry: { type: 'Polygon', coordinates: [points] } })));
    this.isShowing = false;
    this.selected = null;
    this.panel.say(results.every(({ valid }) => valid) ? '' : 'unreadable');
    const shown = this.rings();
    const next = shown.length === 1 ? shown[0] : shown[chosen];
    if (next) this.pens.selectFeature(next.id);
  }

  // After each step: into the history, into the text, and into what corners may snap to.
  keep() {
    const text = textOf(this.rings());
    const isNew = this.history.add(text);
    this.text.value = text;
    this.refresh();
    if (isNew) this.form.dispatchEvent(new CustomEvent('draw:changed'));
  }

  refresh() {
    const rings = this.rings();
    this.snapper.forget((name) => !['around', 'rt'].includes(name));
    for (const { id, points } of rings) this.snapper.know(id, [{ coordinates: points }]);
    this.panel.count(rings);
    this.buttons();
  }

  get isDrawing() {
    return this.pens.getModeState() === 'drawing';
  }

  buttons() {
    const { isDrawing, history, pens } = this;
    this.panel.enable(this.tool, {
      undo: isDrawing ? pens.canUndo() : history.canGoBack,
      redo: isDrawing ? pens.canRedo() : history.canGoForth,
      drop: this.selected !== null && !isDrawing,
      hole: this.rings().length > 0,
    }, isDrawing);
  }

  take(tool) {
    this.tool = tool;
    const mode = tool === TRIM ? HAND : tool;
    if (this.pens.getMode() !== mode) this.pens.setMode(mode);
    this.panel.say(tool);
    this.buttons();
  }

  back() {
    if (this.isDrawing) this.pens.undo();
    else if (this.history.canGoBack) this.restore(this.history.back());
    this.buttons();
  }

  forth() {
    if (this.isDrawing) this.pens.redo();
    else if (this.history.canGoForth) this.restore(this.history.forth());
    this.buttons();
  }

  restore(text) {
    this.show(ringsIn(text) ?? []);
    this.take(HAND);
    this.text.value = text;
    this.refresh();
    this.form.dispatchEvent(new CustomEvent('draw:changed'));
  }

  // What somebody wrote by hand, or what the server read from it.
  write(text) {
    const rings = ringsIn(text);
    if (!rings) return;
    this.show(rings);
    this.take(HAND);
    this.keep();
    this.fit();
  }

  // A part goes with its holes.
  drop() {
    const rings = this.rings();
    const chosen = rings.find(({ id }) => id === this.selected);
    if (!chosen) return;
    const gone = chosen.kind === GROUND ? [chosen, ...holesIn(chosen, rings)] : [chosen];
    this.pens.deselectFeature(chosen.id);
    this.pens.removeFeatures(gone.map(({ id }) => id));
    this.keep();
  }

  trim({ point }) {
    let best = { px: TRIM_PX };
    for (const { id, points } of this.rings()) {
      points.slice(0, -1).forEach((at, index) => {
        const place = this.map.project(at);
        const px = Math.hypot(place.x - point.x, place.y - point.y);
        if (px < best.px) best = { px, id, index, points };
      });
    }
    if (!best.points) return;
    if (best.points.length <= 4) return this.panel.say('few');
    const open = best.points.slice(0, -1).filter((_, index) => index !== best.index);
    if (this.selected !== null) this.pens.deselectFeature(this.selected);
    this.pens.updateFeatureGeometry(best.id, { type: 'Polygon', coordinates: [[...open, open[0]]] });
    this.pens.selectFeature(best.id);
    this.panel.say(TRIM);
    this.keep();
  }

  fit() {
    const coordinates = this.rings().map(({ points }) => points);
    const box = coordinates.length ? boundsOf({ features: [{ geometry: { coordinates } }] }) : this.home;
    if (box) this.map.fitBounds(box, { padding: 48, maxZoom: 19, duration: 0 });
  }

  // Ends or leaves the ring in hand: for fingers, which have no keyboard.
  press(key) {
    this.map.getCanvas().dispatchEvent(new KeyboardEvent('keyup', { key }));
    if (key === 'Escape') this.take(HAND);
  }

  listen() {
    this.pens.on('finish', (id, { action }) => {
      if (action === 'draw') {
        this.take(HAND);
        this.pens.selectFeature(id);
      }
      this.keep();
    });
    this.pens.on('select', (id) => { this.selected = id; this.buttons(); });
    this.pens.on('deselect', () => { this.selected = null; this.buttons(); });
    this.pens.on('change', () => { if (!this.isShowing && this.isDrawing) this.buttons(); });
    this.map.on('click', (event) => {
      if (this.tool === TRIM) this.trim(event);
      else if (this.tool === HAND && !this.pens.getFeaturesAtLngLat(event.lngLat).length) this.around.tell(event);
    });
    const acts = {
      undo: () => this.back(), redo: () => this.forth(), drop: () => this.drop(), fit: () => this.fit(),
      finish: () => this.press('Enter'), cancel: () => this.press('Escape'),
    };
    this.box.addEventListener('click', ({ target }) => {
      const button = target.closest('[data-tool], [data-do]');
      if (button?.dataset.tool) this.take(button.dataset.tool);
      else if (button) acts[button.dataset.do]();
    });
    this.box.querySelector('[data-draw-snap]').addEventListener('change', ({ target }) => (this.snapper.on = target.checked));
    this.text.addEventListener('change', () => this.write(this.text.value));
    document.addEventListener('keydown', (event) => this.key(event));
    this.units();
  }

  key(event) {
    if (event.target.closest?.('input, textarea, select, dialog')) return;
    const name = event.key.toLowerCase();
    const wanted = event.ctrlKey || event.metaKey
      ? { z: event.shiftKey ? 'forth' : 'back', y: 'forth' }[name]
      : event.key === 'Delete' ? 'drop' : null;
    if (!wanted) return;
    event.preventDefault();
    this[wanted]();
  }

  units() {
    const tick = this.box.querySelector('[data-draw-units]');
    if (!tick) return;
    const show = async () => {
      const found = tick.checked ? await this.around.showUnits(tick.dataset.drawUnits) : this.around.hideUnits();
      this.box.querySelector('[data-draw-many]').hidden = found < Number(tick.dataset.most);
    };
    tick.addEventListener('change', show);
    this.map.on('moveend', () => { if (tick.checked) show(); });
  }
}

export function drawIn(box) {
  const form = document.getElementById(box.dataset.draw);
  const editor = new Editor(box, form);
  box.dataset.drawReady = 'loading';
  editor.start().then(() => {
    watchChecks(form, editor);
    form.querySelector('[data-draw-words]').open = false;
    box.editor = editor;
    box.dataset.drawReady = 'yes';
  }).catch(() => (box.dataset.drawReady = 'failed'));
}
