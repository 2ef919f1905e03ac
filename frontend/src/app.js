// The only script of ordinary pages. Everything works without it, less comfortably.
import './requests.js';
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
