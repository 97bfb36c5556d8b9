// Builds what the browser loads into internal/web/assets/dist: style, scripts,
// icon sprite, fonts, favicon, each with the hash of its content in its name,
// compressed beside it, and listed in manifest.json.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import * as sass from 'sass';
import { fonts } from './fonts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const modules = join(root, 'node_modules');
const dist = join(root, 'internal', 'web', 'assets', 'dist');
const prefix = '/tai-san/';

const manifest = {};

// emit writes one asset and its compressed forms and returns its address.
function emit(name, content) {
  const bytes = Buffer.from(content);
  const ext = extname(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const hashed = `${name.slice(0, -ext.length)}.${hash}${ext}`;
  writeFileSync(join(dist, hashed), bytes);
  if (ext !== '.woff2') {
    writeFileSync(join(dist, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(dist, `${hashed}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
  manifest[name] = hashed;
  return prefix + hashed;
}

function clean() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) {
    if (name !== '.keep') rmSync(join(dist, name));
  }
}

async function emitFonts() {
  const faces = [];
  for (const font of await fonts(join(modules, '@fontsource', 'be-vietnam-pro', 'files'))) {
    const url = emit(font.name, font.bytes);
    faces.push(
      `@font-face{font-family:"${font.family}";font-style:normal;font-weight:${font.weight};font-display:swap;` +
        `src:url(${url}) format("woff2");unicode-range:${font.range}}`,
    );
  }
  return faces.join('');
}

async function emitStyle(faces) {
  const { css } = sass.compile(join(here, 'scss', 'app.scss'), {
    loadPaths: [modules],
    charset: false,
    quietDeps: true,
    silenceDeprecations: ['import'], // Bootstrap 5 is written with @import
  });
  const out = await build({
    stdin: { contents: faces + css, loader: 'css' },
    write: false, minify: true, charset: 'utf8', target: ['chrome100', 'firefox100', 'safari15'],
    logLevel: 'warning',
  });
  emit('app.css', out.outputFiles[0].contents);
}

async function emitScript(entry) {
  const out = await build({
    entryPoints: [join(here, 'js', entry)], bundle: true, write: false, minify: true, format: 'iife',
    charset: 'utf8', target: ['chrome100', 'firefox100', 'safari15'], legalComments: 'none', logLevel: 'warning',
  });
  emit(entry, out.outputFiles[0].contents);
}

// emitIcons packs the icons in use into one sprite.
function emitIcons() {
  const names = JSON.parse(readFileSync(join(here, 'icons.json'), 'utf8'));
  const symbols = names.map((name) => {
    const svg = readFileSync(join(modules, 'bootstrap-icons', 'icons', `${name}.svg`), 'utf8');
    const inner = svg.replace(/^[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s*\n\s*/g, '');
    return `<symbol id="${name}" viewBox="0 0 16 16" fill="currentColor">${inner}</symbol>`;
  });
  emit('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

// emitLicences keeps the notices that the licences of what we ship ask for.
function emitLicences() {
  const parts = [
    ['Bootstrap', 'bootstrap/LICENSE'],
    ['Bootstrap Icons', 'bootstrap-icons/LICENSE'],
    ['htmx', 'htmx.org/LICENSE'],
    ['Be Vietnam Pro', '@fontsource/be-vietnam-pro/LICENSE'],
  ];
  const text = parts.map(([name, file]) => `${name}\n${'='.repeat(name.length)}\n\n${readFileSync(join(modules, file), 'utf8').trim()}\n`);
  emit('licences.txt', text.join('\n\n'));
}

clean();
await emitStyle(await emitFonts());
await emitScript('app.js');
await emitScript('portal.js');
emitIcons();
emit('favicon.svg', readFileSync(join(here, 'favicon.svg')));
emitLicences();
writeFileSync(join(dist, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
for (const [name, hashed] of Object.entries(manifest)) {
  const size = readFileSync(join(dist, hashed)).length;
  const packed = hashed.endsWith('.woff2') ? size : readFileSync(join(dist, `${hashed}.br`)).length;
  console.log(`${name.padEnd(36)} ${String(size).padStart(8)} ${String(packed).padStart(8)} packed`);
}
