// One SVG file with every icon of icons/icons.json, each a <symbol> under our own name; and our mark.
import { readFileSync } from 'node:fs';

const OUTLINE = new URL('../node_modules/@tabler/icons/icons/outline/', import.meta.url);
const LIST = new URL('../icons/icons.json', import.meta.url);
const MARK = new URL('../icons/mark.svg', import.meta.url);

function symbol(name, drawing) {
  const svg = readFileSync(new URL(`${drawing}.svg`, OUTLINE), 'utf8');
  const shapes = svg
    .replace(/^[^]*?<svg[^>]*>/, '')
    .replace('</svg>', '')
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '')
    .replace(/\s*\n\s*/g, '');
  return (
    `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" ` +
    `stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`
  );
}

export function iconSprite() {
  return {
    name: 'tuntas-icon-sprite',
    generateBundle() {
      const icons = JSON.parse(readFileSync(LIST, 'utf8'));
      const symbols = Object.entries(icons).map(([name, drawing]) => symbol(name, drawing));
      const source = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
      this.emitFile({ type: 'asset', name: 'icons.svg', originalFileName: 'icons.svg', source });
      const mark = readFileSync(MARK, 'utf8');
      this.emitFile({ type: 'asset', name: 'mark.svg', originalFileName: 'mark.svg', source: mark });
    },
  };
}
