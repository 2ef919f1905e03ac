// Checks speak of one drawing: once it changes they are old, and nothing is kept on them.
import { ringsIn } from './rings.js';

export function watchChecks(form, editor) {
  let isLeaving = false;
  form.addEventListener('draw:changed', () => {
    editor.around.unmark();
    const checks = form.querySelector('[data-draw-checked]');
    if (!checks) return;
    checks.querySelector('[data-stale]').hidden = false;
    for (const button of checks.querySelectorAll('[data-save]')) button.disabled = true;
  });
  form.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-see]');
    if (!button) return;
    editor.around.mark(button.dataset.see.split(' ').map(Number));
    editor.holder.scrollIntoView({ block: 'center' });
  });
  document.addEventListener('htmx:after:swap', () => {
    if (editor.read && !ringsIn(editor.text.value)) editor.write(editor.read);
  });
  form.addEventListener('submit', () => (isLeaving = true));
  addEventListener('beforeunload', (event) => {
    if (!isLeaving && editor.isUnsaved) event.preventDefault();
  });
}
