// <button data-confirm="Hapus baris ini?" data-confirm-action="Hapus"> asks before it acts, in a real dialog.
const dialog = () => document.getElementById('confirm-dialog');

function ask(button) {
  const box = dialog();
  box.querySelector('[data-question]').textContent = button.dataset.confirm;
  box.querySelector('[data-detail]').textContent = button.dataset.confirmDetail ?? '';
  const yes = box.querySelector('[value="yes"]');
  yes.textContent = button.dataset.confirmAction || button.textContent.trim();
  yes.classList.toggle('btn-danger', 'confirmDanger' in button.dataset);
  yes.classList.toggle('btn-primary', !('confirmDanger' in button.dataset));
  box.returnValue = '';
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener('close', () => resolve(box.returnValue === 'yes'), { once: true });
  });
}

document.addEventListener(
  'click',
  async (event) => {
    const button = event.target.closest?.('[data-confirm]');
    if (!button || !dialog() || button.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(button))) return;
    button.dataset.confirmed = 'yes';
    button.click();
    delete button.dataset.confirmed;
  },
  true,
);
