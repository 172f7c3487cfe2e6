// Builds the style sheet, the fonts and the icon sprite of the web site.
//
//   node tools/css.mjs OUTDIR SOURCE…
//
// SOURCE is a folder (searched for *.html and *.c) or a file. What the sources
// do not name is left out: a class of the library or of our own that no source
// spells out in full does not reach OUTDIR/site.css, and the sprite holds only
// the icons that a source points to as icons.svg#NAME.
//
// Order of the result: library (Utrecht components, in @layer lib) · fonts ·
// brand.css · site.css (and werk.css for signed-in pages, a file of its own). The library's own design tokens are worked out here and
// disappear; what remains at run time is --kentering-… (assets/css/brand.css).

import { readFile, writeFile, mkdir, readdir, copyFile, stat } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';
import { transform } from 'lightningcss';

const LIMIT = 25 * 1024;                 // bytes of site.css on the wire
const BANNER = `/*! Kentering, EUPL-1.2. Contains parts of these packages, all EUPL-1.2:
@utrecht/component-library-css, @utrecht/card-css: Copyright (c) 2020-2025 Gemeente Utrecht, Copyright (c) 2020-2025 Frameless B.V.
@nl-design-system-unstable/voorbeeld-design-tokens: Copyright (c) 2021 NL Design System Community.
Fonts: Noto Sans, OFL-1.1, Copyright 2022 The Noto Project Authors. */
`;
const FONTS = [400, 700];
const LATIN = 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const TARGETS = { chrome: 99 << 16, edge: 99 << 16, firefox: 97 << 16, safari: (15 << 16) | (4 << 8), ios_saf: (15 << 16) | (4 << 8) };

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const assets = path.join(root, 'assets');
const packageFile = (name, file) => path.join(root, 'node_modules', name, file);

async function sourceFiles(start) {
  if ((await stat(start)).isFile()) return [start];
  const found = [];
  for (const entry of await readdir(start, { withFileTypes: true })) {
    const file = path.join(start, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') found.push(...await sourceFiles(file));
    else if (/\.(html|c)$/.test(entry.name)) found.push(file);
  }
  return found.sort();
}

async function purge(css, sources) {
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: sources.map(source => source.text).join('\n'), extension: 'html' }],
    css: [{ raw: css }],
    defaultExtractor: text => text.match(/[A-Za-z0-9_-]+/g) ?? [],
    safelist: { standard: ['html', 'body'] },
    keyframes: true,
  });
  return result.css;
}

// Splits "var(--name, fallback)" off at `at`, the position of "var(".
function readVar(value, at) {
  let depth = 0, comma = -1, end = at + 3;
  for (; end < value.length; end++) {
    if (value[end] === '(') depth++;
    else if (value[end] === ')' && --depth === 0) break;
    else if (value[end] === ',' && depth === 1 && comma < 0) comma = end;
  }
  const name = value.slice(at + 4, comma < 0 ? end : comma).trim();
  return { name, fallback: comma < 0 ? null : value.slice(comma + 1, end).trim(), end: end + 1 };
}

// Replaces every var() whose value is fixed. Returns null when nothing gives it a value.
function resolve(value, tokens, changing, used, trail = []) {
  let out = '', from = 0;
  for (let at; (at = value.indexOf('var(', from)) >= 0;) {
    const { name, fallback, end } = readVar(value, at);
    if (trail.includes(name)) throw new Error(`token refers to itself: ${[...trail, name].join(' > ')}`);
    const known = tokens.has(name) ? resolve(tokens.get(name), tokens, changing, used, [...trail, name]) : null;
    const otherwise = fallback === null ? null : resolve(fallback, tokens, changing, used, trail);
    let replacement;
    if (name.startsWith('--kentering-')) {
      replacement = `var(${name})`;
    } else if (changing.has(name)) {
      used.add(name);
      replacement = otherwise === null || known !== null ? `var(${name})` : `var(${name},${otherwise})`;
    } else {
      replacement = known ?? otherwise;
    }
    if (replacement === null) return null;
    out += value.slice(from, at) + replacement;
    from = end;
  }
  return out + value.slice(from);
}

function declaredTokens(css, wanted) {
  const tokens = new Map();
  postcss.parse(css).walkDecls(/^--/, declaration => {
    if (wanted(declaration.prop)) tokens.set(declaration.prop, declaration.value);
  });
  return tokens;
}

// The library's rules with the tokens worked out.
function settle(css, tokens) {
  const sheet = postcss.parse(css);
  const changing = new Set(), used = new Set();
  sheet.walkComments(comment => { comment.remove(); });
  sheet.walkAtRules('charset', rule => { rule.remove(); });
  sheet.walkDecls(/^--/, declaration => { changing.add(declaration.prop); });
  sheet.walkDecls(declaration => {
    const value = resolve(declaration.value, tokens, changing, used);
    if (value === null) declaration.remove();
    else declaration.value = value;
  });
  sheet.walkDecls(/^--/, declaration => { if (!used.has(declaration.prop)) declaration.remove(); });
  sheet.walkRules(rule => { if (!rule.nodes.length) rule.remove(); });
  const start = [...used].filter(name => tokens.has(name))
    .map(name => `${name}:${resolve(tokens.get(name), tokens, new Set(), new Set())}`);
  return `:root{${start.join(';')}}${sheet.toString()}`;
}

function fontFaces() {
  const faces = FONTS.map(weight => `@font-face{font-family:"Noto Sans";font-weight:${weight};font-style:normal;font-display:swap;src:url(noto-sans-${weight}.woff2) format("woff2");unicode-range:${LATIN}}`);
  // Same measures as Noto Sans, so that text does not jump when the font arrives.
  faces.push('@font-face{font-family:"Noto Sans Fallback";src:local("Arial"),local("Liberation Sans"),local("Helvetica");size-adjust:105.84%;ascent-override:101%;descent-override:27.68%;line-gap-override:0%}');
  return faces.join('');
}

async function iconSprite(sources) {
  const names = new Map();
  for (const source of sources) {
    for (const [, name] of source.text.matchAll(/icons\.svg#([a-z0-9-]+)/g)) names.set(name, source.file);
  }
  const symbols = [];
  for (const [name, file] of [...names].sort()) {
    const svg = await readFile(packageFile('@tabler/icons', `icons/outline/${name}.svg`), 'utf8')
      .catch(() => { throw new Error(`${file}: no icon is called "${name}"`); });
    const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
      .replace(/<path stroke="none"[^>]*\/>/, '').replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`);
  }
  return `<!-- Tabler Icons, MIT, Copyright (c) 2020-2026 Paweł Kuna -->\n<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

async function styleSheet(sources) {
  const [components, card, example, brand, site] = await Promise.all([
    readFile(packageFile('@utrecht/component-library-css', 'dist/index.css'), 'utf8'),
    readFile(packageFile('@utrecht/card-css', 'dist/index.css'), 'utf8'),
    readFile(packageFile('@nl-design-system-unstable/voorbeeld-design-tokens', 'dist/variables.css'), 'utf8'),
    readFile(path.join(assets, 'css/brand.css'), 'utf8'),
    readFile(path.join(assets, 'css/site.css'), 'utf8'),
  ]);
  const ofLibrary = name => !name.startsWith('--kentering-');
  const tokens = new Map([...declaredTokens(example, () => true), ...declaredTokens(brand, ofLibrary)]);
  const ownTokens = [...declaredTokens(brand, name => !ofLibrary(name))].map(([name, value]) => `${name}:${value}`);

  const library = settle(await purge(`${components}\n${card}`, sources), tokens);
  const own = await purge(site, sources);
  const code = `@layer base,lib;@layer lib{${library}}${fontFaces()}:root{${ownTokens.join(';')}}${own}`;
  const minified = transform({ filename: 'site.css', code: Buffer.from(code), minify: true, targets: TARGETS });
  for (const warning of minified.warnings) console.error(`site.css: ${warning.message}`);
  return Buffer.concat([Buffer.from(BANNER), minified.code]);
}

// For signed-in pages, behind site.css.
async function workSheet(sources) {
  const own = await purge(await readFile(path.join(assets, 'css/werk.css'), 'utf8'), sources);
  return transform({ filename: 'werk.css', code: Buffer.from(own), minify: true, targets: TARGETS }).code;
}

// The licence texts that go along with what we ship of others.
async function licences() {
  const parts = [['@fontsource/noto-sans', 'LICENSE'], ['@tabler/icons', 'LICENSE'], ['@utrecht/component-library-css', 'LICENSE.md']];
  const texts = await Promise.all(parts.map(([name, file]) => readFile(packageFile(name, file), 'utf8')));
  return parts.map(([name], i) => `=== ${name} ===\n\n${texts[i].trim()}\n`).join('\n\n');
}

async function main([outdir, ...starts]) {
  if (!outdir || !starts.length) {
    console.error('usage: node tools/css.mjs OUTDIR SOURCE…');
    return 2;
  }
  const files = (await Promise.all(starts.map(sourceFiles))).flat();
  const sources = await Promise.all(files.map(async file => ({ file, text: await readFile(file, 'utf8') })));
  await mkdir(outdir, { recursive: true });

  const css = await styleSheet(sources);
  const wire = brotliCompressSync(css).length;
  await writeFile(path.join(outdir, 'site.css'), css);
  await writeFile(path.join(outdir, 'werk.css'), await workSheet(sources));
  await writeFile(path.join(outdir, 'icons.svg'), await iconSprite(sources));
  await writeFile(path.join(outdir, 'licences.txt'), await licences());
  for (const weight of FONTS) {
    await copyFile(packageFile('@fontsource/noto-sans', `files/noto-sans-latin-${weight}-normal.woff2`), path.join(outdir, `noto-sans-${weight}.woff2`));
  }
  for (const file of ['tide.svg', 'mark.svg', 'site.js', 'werk.js']) await copyFile(path.join(assets, file), path.join(outdir, file));

  console.log(`site.css ${css.length} bytes, ${wire} brotli, ${gzipSync(css).length} gzip`);
  if (wire <= LIMIT) return 0;
  console.error(`site.css is over its limit of ${LIMIT} bytes on the wire`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(error => {
  console.error(`css.mjs: ${error.message}`);
  return 1;
});
