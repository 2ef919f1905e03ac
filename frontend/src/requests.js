// htmx under our content security policy: no code from attributes, same origin, Django's token in each request.
import htmx from 'htmx.org';
import { token } from './token.js';

htmx.config.includeIndicatorCSS = false;
htmx.config.defaultTimeout = 30000;

document.addEventListener('htmx:config:request', (event) => {
  const request = event.detail.ctx?.request;
  if (request && token()) request.headers['X-CSRFToken'] = token();
});

// A weak signal: say so where the person looks, and keep what they see.
const notice = () => document.getElementById('connection-lost');
const show = (lost) => {
  if (notice()) notice().hidden = !lost;
};
document.addEventListener('htmx:error', () => show(true));
document.addEventListener('htmx:after:request', () => show(false));
addEventListener('offline', () => show(true));
addEventListener('online', () => show(false));
