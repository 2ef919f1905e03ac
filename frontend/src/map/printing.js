// Printed on white: a map drawn for a dark screen is drawn anew before it goes to paper.
export function printLight(map, draw) {
  const root = document.documentElement;
  document.addEventListener('click', async (event) => {
    if (!event.target.closest?.('[data-print]') || root.dataset.bsTheme !== 'dark') return;
    event.stopImmediatePropagation();
    root.dataset.bsTheme = 'light';
    draw();
    await map.once('idle');
    print();
    root.dataset.bsTheme = 'dark';
    draw();
  }, { capture: true });
}
