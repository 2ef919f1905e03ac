// The drawer on phones, and <details class="menu"> that close when one looks elsewhere.
const drawer = document.getElementById('navigation');
const opener = document.querySelector('[data-open-navigation]');

function setDrawer(open) {
  document.documentElement.classList.toggle('navigation-open', open);
  opener?.setAttribute('aria-expanded', String(open));
  if (open) drawer?.querySelector('a, button')?.focus();
}

opener?.addEventListener('click', () => setDrawer(opener.getAttribute('aria-expanded') !== 'true'));
document.querySelector('[data-close-navigation]')?.addEventListener('click', () => setDrawer(false));

const openMenus = () => document.querySelectorAll('details.menu[open]');
document.addEventListener('click', (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
  if (opener?.getAttribute('aria-expanded') === 'true') {
    setDrawer(false);
    opener.focus();
  }
});
