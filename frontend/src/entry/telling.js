// What the person is told: where the draft is kept, what went wrong, and which of two drafts to use.
const part = (name) => document.querySelector(`[${name}]`);

export function tell(state, problem = '') {
  const line = part('data-draft-state');
  if (line) {
    line.textContent = line.dataset[state];
    line.dataset.state = state;
  }
  const box = part('data-draft-problem');
  box.hidden = !problem;
  part('data-draft-problem-text').textContent = problem;
  if (problem) box.scrollIntoView({ block: 'center' });
}

const label = (name) => document.querySelector(`label[for="${CSS.escape(name)}"]`)?.textContent ?? name;

function words(name, text, empty) {
  const option = [...(document.getElementById(name)?.options ?? [])].find((one) => one.value === text);
  return (option?.textContent ?? text) || empty;
}

export function askWhich(mine, theirs, chosen) {
  const box = part('data-draft-contest');
  const { wordPhone, wordServer, wordEmpty } = box.dataset;
  const base = (name) => document.getElementById(name)?.dataset.base ?? '';
  const list = part('data-draft-differences');
  list.replaceChildren();
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [here, there] = [mine[name] ?? base(name), theirs[name] ?? base(name)];
    if (here === there) continue;
    const line = document.createElement('li');
    line.textContent =
      `${label(name)}: ${wordPhone} ${words(name, here, wordEmpty)}, ${wordServer} ${words(name, there, wordEmpty)}`;
    list.append(line);
  }
  box.hidden = false;
  box.scrollIntoView({ block: 'center' });
  for (const button of box.querySelectorAll('[data-draft-take]')) {
    button.onclick = () => {
      box.hidden = true;
      chosen(button.dataset.draftTake);
    };
  }
}
