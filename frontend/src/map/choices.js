// What is shown lives in the address; the server narrows the table, the map follows at once.
import htmx from 'htmx.org';

const USUAL = 'kelurahan,kawasan';

export function keepChoices(holder) {
  const form = document.querySelector('[data-map-choices]');
  const heard = [];
  const narrowed = new URLSearchParams(location.search);
  const picked = { kawasan: narrowed.get('kawasan'), kelurahan: narrowed.get('kelurahan') };
  const now = () => ({
    colour: form?.elements.warna.value ?? 'kelas',
    layers: form ? [...form.querySelectorAll('[data-layer]:checked')].map((box) => box.dataset.layer)
      : holder.dataset.layers.split(','),
    day: day(form), ...picked,
  });
  const tell = () => heard.forEach((hear) => hear(now()));
  const narrow = (to) => {
    if (!form) return;
    Object.assign(picked, { kawasan: null, kelurahan: null }, to);
    ask(form, now());
  };
  form?.addEventListener('input', ({ target }) => {
    if (target.type === 'range') form.querySelector('[data-year-shown]').textContent = target.value;
  });
  form?.addEventListener('change', ({ target }) => {
    showKeys(now());
    tell();
    ask(form, now(), target.type === 'range');
  });
  document.addEventListener('click', (event) => {
    if (!form || !event.target.closest?.('[data-narrow-none]')) return;
    event.preventDefault();
    narrow({});
    tell();
  });
  return { now, narrow, on: (hear) => heard.push(hear) };
}

// The end of a year gone by; nothing: today.
function day(form) {
  const year = form?.elements.tahun?.value;
  return year && year !== form.dataset.today ? `${year}-12-31` : '';
}

export function showKeys({ colour, layers }) {
  for (const key of document.querySelectorAll('.map-key[data-colour]')) key.hidden = key.dataset.colour !== colour;
  for (const line of document.querySelectorAll('[data-line]')) line.hidden = !layers.includes(line.dataset.line);
}

function address(form, { colour, layers, kawasan, kelurahan }) {
  const said = new URLSearchParams();
  if (colour !== 'kelas') said.set('warna', colour);
  if (String(layers) !== USUAL) said.set('lapis', layers.length ? String(layers) : '-');
  const year = form.elements.tahun?.value;
  if (year && year !== form.dataset.today) said.set('tahun', year);
  for (const [name, value] of Object.entries({ kawasan, kelurahan })) if (value) said.set(name, value);
  return `${location.pathname}${said.size ? `?${said}` : ''}`;
}

function ask(form, choice, isYear = false) {
  const url = address(form, choice);
  history.replaceState(history.state, '', url);
  const part = (selector) => htmx.ajax('GET', url, { target: selector, select: selector, swap: 'outerHTML' });
  return part('#lokasi').then(() => isYear && part('#map-headline'));
}
