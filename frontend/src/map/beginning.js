// When the map is fetched: at once for officers; for residents when they come to it, on a poor line when they ask.
export function begin(holder) {
  const draw = () => import('./atlas.js').then(({ drawAtlas }) => drawAtlas(holder));
  if (!('waits' in holder.dataset)) return draw();
  const line = navigator.connection;
  const isPoor = line?.saveData || /(^|-)[23]g$/.test(line?.effectiveType ?? '');
  return isPoor ? onRequest(holder, draw) : inSight(holder, draw);
}

function onRequest(holder, draw) {
  const note = holder.parentElement;
  const wait = note.querySelector('[data-map-wait]');
  const busy = note.querySelector('[data-map-busy]');
  wait.hidden = false;
  busy.hidden = true;
  note.querySelector('[data-map-begin]').addEventListener('click', () => {
    wait.hidden = true;
    busy.hidden = false;
    draw();
  });
}

function inSight(holder, draw) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    draw();
  });
  watch.observe(holder);
}
