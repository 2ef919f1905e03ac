// The tools and the line of figures around the map: what can be pressed, what is drawn, what to do next.
import { GROUND, HOLE, areaOf } from './rings.js';

const PROBLEMS = ['unreadable', 'few'];
const hectares = (m2) =>
  new Intl.NumberFormat(document.documentElement.lang || 'id', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    .format(Math.max(0, m2) / 10000);

export class Panel {
  constructor(box) {
    this.box = box;
    this.hint = box.querySelector('[data-draw-hint]');
  }

  count(rings) {
    const put = (name, value) => (this.box.querySelector(`[data-draw-${name}]`).textContent = value);
    put('area', hectares(areaOf(rings)));
    put('parts', rings.filter(({ kind }) => kind === GROUND).length);
    put('holes', rings.filter(({ kind }) => kind === HOLE).length);
    put('corners', rings.reduce((sum, { points }) => sum + points.length - 1, 0));
  }

  // `able` says of some buttons whether they can be pressed; the others always can.
  enable(tool, able, isDrawing) {
    for (const button of this.box.querySelectorAll('[data-do], [data-tool]')) {
      const name = button.dataset.do ?? button.dataset.tool;
      if (name in able) button.disabled = !able[name];
      if (button.dataset.tool) button.setAttribute('aria-pressed', String(name === tool));
    }
    this.box.querySelector('[data-while-drawing]').hidden = !isDrawing;
  }

  say(name) {
    this.hint.textContent = this.hint.dataset[`word${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
    this.hint.classList.toggle('is-bad', PROBLEMS.includes(name));
  }
}
