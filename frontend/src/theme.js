// Runs before the first paint: follows the device where the person chose no theme (cookie `tema`).
// A classic script (no import, no export), so that nothing flashes.
(() => {
  const root = document.documentElement;
  const device = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    if (root.dataset.theme === 'device') root.dataset.bsTheme = device.matches ? 'dark' : 'light';
  };
  root.classList.add('js');
  follow();
  device.addEventListener('change', follow);
})();
