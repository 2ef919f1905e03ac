// What a place says when touched. Text is set as text: a name from a workbook is never markup.
import { Popup } from 'maplibre-gl';

const line = (tag, text, className) => {
  const node = document.createElement(tag);
  node.textContent = text;
  node.className = className;
  return node;
};

// Only addresses of this application.
const own = (url) => (typeof url === 'string' && /^\/(?!\/)/.test(url) ? url : null);

export function follow(url) {
  if (own(url)) location.assign(url);
}

export function popupNode({ label, place, detail, grade_word: word, url, link_word: linkWord }) {
  const box = document.createElement('div');
  box.append(line('strong', label ?? '', 'd-block'));
  for (const text of [place, word, ...(detail ?? '').split('\n')]) if (text) box.append(line('span', text, 'd-block'));
  if (own(url)) {
    const link = line('a', linkWord || label, 'd-inline-block mt-2');
    link.href = own(url);
    box.append(link);
  }
  return box;
}

export function showPopup(map, feature, lngLat) {
  new Popup({ maxWidth: '260px', focusAfterOpen: true })
    .setLngLat(lngLat)
    .setDOMContent(popupNode(feature.properties))
    .addTo(map);
}
