// The theme switch: device, light, dark. Kept in a cookie, so that the server already sends the right page.
const YEAR = 31536000;
const root = document.documentElement;

function choose(theme) {
  root.dataset.theme = theme;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.bsTheme = theme === 'device' ? (dark ? 'dark' : 'light') : theme;
  document.cookie = `tema=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
  mark();
  document.dispatchEvent(new CustomEvent('tuntas:theme'));
}

function mark() {
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === root.dataset.theme));
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-theme-choice]');
  if (button) choose(button.dataset.themeChoice);
});
mark();
