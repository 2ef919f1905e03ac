// The form of one RT: each change is kept on the phone at once and goes to the server when there is signal.
import { forget, keyOf, read, write } from './store.js';
import { send } from './sending.js';
import { askWhich, tell } from './telling.js';

const PAUSE = 1500;
const RETRY = 15000;
const PREFIX = 'f-';

export function keepForm(form) {
  const key = keyOf(form.dataset.draftUser, form.dataset.draft);
  const fields = [...form.elements].filter((field) => field.name?.startsWith(PREFIX));
  const hidden = (name) => form.elements.namedItem(name);
  let timer;
  let busy = null;
  let settled = true; // false while two drafts wait for their owner's choice

  const typed = () => Object.fromEntries(
    fields.filter((field) => field.value.trim() !== field.dataset.base).map((field) => [field.name, field.value.trim()]),
  );
  const entry = () => ({
    texts: typed(), basedOn: hidden('versi').value, seen: hidden('simpanan').value, url: form.dataset.saveUrl,
  });
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(sync, pause);
  };

  function changed() {
    if (!settled) return;
    tell(write(key, entry()) ? 'phone' : 'full');
    later(PAUSE);
  }

  // One at a time: a second answer must not overtake the first.
  async function sync() {
    if (!settled) return 'newer';
    if (!read(key)) return 'kept';
    busy ??= deliver().finally(() => { busy = null; });
    return busy;
  }

  async function deliver() {
    const sent = read(key);
    tell('sending');
    const answer = await send(sent);
    if (answer.kind === 'kept') return arrived(sent, answer.seen);
    if (answer.kind === 'newer') return clash(sent, answer);
    tell(answer.kind === 'away' ? 'away' : 'phone', answer.words);
    if (answer.kind === 'offline') later(RETRY);
    return answer.kind;
  }

  function arrived(sent, seen) {
    hidden('simpanan').value = seen;
    const now = read(key);
    if (!now || JSON.stringify(now.texts) === JSON.stringify(sent.texts)) {
      forget(key);
      tell('server');
      return 'kept';
    }
    write(key, { ...now, seen });
    later(0);
    return 'more';
  }

  function clash(mine, theirs) {
    if (theirs.isSent) {
      tell('phone', document.querySelector('[data-draft-problem]').dataset.sent);
      return 'newer';
    }
    settled = false;
    ask(mine, Object.fromEntries(Object.entries(theirs.texts).map(([name, text]) => [PREFIX + name, text])), theirs.seen);
    return 'newer';
  }

  function ask(mine, theirs, seen) {
    askWhich(mine.texts, theirs, (choice) => {
      if (choice === 'server') {
        forget(key);
        location.reload();
        return;
      }
      settled = true;
      fill(mine);
      hidden('simpanan').value = seen;
      changed();
    });
  }

  function fill(kept) {
    for (const field of fields) field.value = kept.texts[field.name] ?? field.dataset.base;
    hidden('versi').value = kept.basedOn;
    form.dispatchEvent(new Event('change', { bubbles: true })); // the preview follows
  }

  function restore() {
    const kept = read(key);
    if (!kept) return;
    if (JSON.stringify(kept.texts) === JSON.stringify(typed())) {
      forget(key); // the server has just this
    } else if (kept.seen === hidden('simpanan').value) {
      fill(kept);
      tell('phone');
      later(0);
    } else {
      settled = false;
      ask(kept, typed(), hidden('simpanan').value);
    }
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', (event) => { if (event.target !== form) changed(); });
  addEventListener('online', () => later(0));
  form.addEventListener('submit', async (event) => {
    if (form.dataset.ready) return;
    event.preventDefault();
    const button = event.submitter;
    clearTimeout(timer);
    let outcome = await sync();
    while (outcome === 'more') outcome = await sync();
    if (outcome !== 'kept') {
      if (!settled) document.querySelector('[data-draft-contest]').scrollIntoView({ block: 'center' });
      if (outcome === 'offline') tell('phone', document.querySelector('[data-draft-problem]').dataset.offline);
      return;
    }
    if (button?.hasAttribute('data-draft-save')) return;
    form.dataset.ready = 'yes';
    form.requestSubmit(button);
  });
  restore();
}
