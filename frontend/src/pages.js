// Small comforts: print, dismiss a message, jump to a cell of a sheet, filters that apply when changed.
document.addEventListener('click', (event) => {
  const target = event.target;
  if (target.closest?.('[data-print]')) print();
  target.closest?.('[data-dismiss]')?.closest('[data-message]')?.remove();
  const jump = target.closest?.('a[data-jump]');
  if (jump) {
    const cell = document.getElementById(decodeURIComponent(jump.hash.slice(1)));
    if (!cell) return;
    event.preventDefault();
    document.querySelectorAll('.sheet .is-here').forEach((old) => old.classList.remove('is-here'));
    cell.classList.add('is-here');
    cell.scrollIntoView({ block: 'center', inline: 'center' });
    cell.focus({ preventScroll: true });
    history.replaceState(null, '', jump.hash);
  }
});

document.addEventListener('change', (event) => {
  const form = event.target.closest?.('form[data-autosubmit]');
  if (form && event.target.matches('select, input[type="checkbox"], input[type="radio"]')) form.requestSubmit();
});

// Empty fields of a filter do not belong in an address that people copy.
document.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-clean-address]')) return;
  for (const field of event.target.elements) if (field.name && field.value === '') field.disabled = true;
  setTimeout(() => {
    for (const field of event.target.elements) field.disabled = false;
  });
});
