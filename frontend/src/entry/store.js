// Drafts on this phone: one entry of localStorage for each RT, under the person's own number.
// An entry: {texts, basedOn, seen, url}. `seen`: the draft of the server that it was typed over.
const PREFIX = 'tuntas-isian:';

export const keyOf = (user, rt) => `${PREFIX}${user}:${rt}`;

const all = (prefix) => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return []; // the browser keeps nothing: everything goes to the server at once
  }
};

export const keysOf = (user) => all(keyOf(user, ''));

export function read(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return found && typeof found.texts === 'object' ? found : null;
  } catch {
    return null;
  }
}

// Whether it was kept; false where the phone is full or keeps nothing.
export function write(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export const forget = (key) => {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
};

export const everything = () => all(PREFIX);
export const forgetEverything = () => everything().forEach(forget);
