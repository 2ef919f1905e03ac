// Puts the licence texts of what is inside the bundle beside it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);
const SHIPPED = [
  '@fontsource-variable/plus-jakarta-sans',
  '@tabler/core',
  '@tabler/icons',
  'htmx.org',
  'maplibre-gl',
  'terra-draw',
  'terra-draw-maplibre-gl-adapter',
];

function licence(name) {
  const folder = new URL(`node_modules/${name}/`, ROOT);
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const own = new URL(`licences/${name.replace(/[@/]/g, '')}.txt`, ROOT);
  const path = file ? new URL(file, folder) : own;
  if (!existsSync(path)) throw new Error(`no licence text for ${name}: write ${own.pathname}`);
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n${readFileSync(path, 'utf8').trim()}\n`;
}

export function licences() {
  return {
    name: 'tuntas-licences',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: SHIPPED.map(licence).join('\n') });
    },
  };
}
