// The list of RT: shows which have typing that is still on this phone, and sends it when there is signal.
import { forget, keyOf, keysOf, read } from './store.js';
import { send } from './sending.js';

function mark(list) {
  for (const row of list.querySelectorAll('[data-draft-key]')) {
    const kept = read(keyOf(list.dataset.draftUser, row.dataset.draftKey));
    row.querySelector('[data-on-phone]').hidden = !kept;
  }
}

async function deliver(list) {
  for (const key of keysOf(list.dataset.draftUser)) {
    const kept = read(key);
    if (!kept) continue;
    const answer = await send(kept);
    // Typed on meanwhile in another tab: that one sends it.
    if (answer.kind === 'kept' && JSON.stringify(read(key)) === JSON.stringify(kept)) forget(key);
    if (answer.kind === 'offline' || answer.kind === 'away') break;
  }
  mark(list);
}

export function keepList(list) {
  mark(list);
  deliver(list);
  addEventListener('online', () => deliver(list));
}
