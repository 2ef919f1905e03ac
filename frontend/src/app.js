// The only script of ordinary pages. Everything works without it, less comfortably.
import './requests.js';
import './entry/leaving.js'; // before confirming.js, which asks what this one prepares
import './confirming.js';
import './menus.js';
import './dropping.js';
import './themes.js';
import './pages.js';

const withMap = () => {
  if (document.querySelector('[data-map]:not([data-map-ready])')) {
    import('./map/outline.js').then(({ drawMaps }) => drawMaps());
  }
};
withMap();
document.addEventListener('htmx:after:swap', withMap);

const atlas = document.querySelector('[data-atlas]');
if (atlas) import('./map/beginning.js').then(({ begin }) => begin(atlas));

const form = document.querySelector('form[data-draft]');
const list = document.querySelector('[data-draft-list]');
if (form) import('./entry/form.js').then(({ keepForm }) => keepForm(form));
if (list) import('./entry/list.js').then(({ keepList }) => keepList(list));
const drawing = document.querySelector('[data-draw]');
if (drawing) import('./draw/editor.js').then(({ drawIn }) => drawIn(drawing));
const picker = document.querySelector('[data-place-picker]');
if (picker) import('./map/picking.js').then(({ pickIn }) => pickIn(picker));
