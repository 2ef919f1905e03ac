// Signing out leaves nothing on a shared phone. What is not yet on the server is asked about first.
import { everything, forgetEverything } from './store.js';

document.addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.('form[data-sign-out] button');
    if (!button) return;
    if (everything().length) {
      const { unsent, unsentDetail, unsentAction } = button.form.dataset;
      Object.assign(button.dataset, { confirm: unsent, confirmDetail: unsentDetail, confirmAction: unsentAction, confirmDanger: '' });
    } else {
      for (const name of ['confirm', 'confirmDetail', 'confirmAction', 'confirmDanger']) delete button.dataset[name];
    }
  },
  true,
);
document.addEventListener('submit', (event) => {
  if (event.target.matches('form[data-sign-out]')) forgetEverything();
});
