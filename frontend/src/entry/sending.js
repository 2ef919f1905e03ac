// From the phone to the draft on the server. What the server says decides; nothing is forgotten before it has it.
import { token } from '../token.js';

const TIMEOUT = 20000;

// → {kind: 'kept', seen} | {kind: 'newer', seen, texts, isSent} | {kind: 'refused', words} | {kind: 'away'} | {kind: 'offline'}
export async function send(entry) {
  const body = new FormData();
  body.set('versi', entry.basedOn);
  body.set('simpanan', entry.seen);
  for (const [name, text] of Object.entries(entry.texts)) body.set(name, text);
  try {
    const response = await fetch(entry.url, {
      method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT),
      headers: { Accept: 'application/json', 'X-CSRFToken': token() ?? '' },
    });
    return await understood(response);
  } catch {
    return { kind: 'offline' };
  }
}

async function understood(response) {
  if (response.type === 'opaqueredirect' || response.status === 403) return { kind: 'away' };
  if (response.ok) return { kind: 'kept', seen: (await response.json()).seen };
  if (response.status === 409) {
    const { seen, texts, is_sent: isSent } = await response.json();
    return { kind: 'newer', seen, texts, isSent };
  }
  if (response.status === 422) return { kind: 'refused', words: (await response.json()).refusal };
  return { kind: 'offline' }; // the server is not well: later
}
