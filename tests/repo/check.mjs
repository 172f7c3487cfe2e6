// check.mjs KENTERING: does the repository keep its own rules? TAP.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const program = process.argv[2];
let number = 0, failures = 0;
function test(name, wrong) {
  if (wrong.length) failures++;
  console.log(`${wrong.length ? 'not ok' : 'ok'} ${++number} - ${name}`);
  for (const line of wrong.slice(0, 20)) console.log(`# ${line}`);
}
const walk = dir => readdirSync(path.join(root, dir)).filter(n => !n.startsWith('.') && n !== 'node_modules')
  .flatMap(n => statSync(path.join(root, dir, n)).isDirectory() ? walk(`${dir}/${n}`) : [`${dir}/${n}`]);
const files = ['src', 'tools', 'tests', 'po', 'docs', 'data', 'assets', 'packaging'].filter(d => existsSync(path.join(root, d))).flatMap(walk);
const text = f => readFileSync(path.join(root, f), 'utf8');
const c = files.filter(f => /\.[ch]$/.test(f)), product = c.filter(f => f.startsWith('src/') && !f.includes('/test/'));

// --- layers: base knows nobody; store uses base; access store; web access; rooms everything below them ---------------------
const order = ['base', 'store', 'access', 'web', 'rooms'];
const layer = f => order.indexOf(f.split('/')[1]);
const room = f => f.startsWith('src/rooms/') ? f.split('/')[2] : null;
const header = new Map(product.filter(f => f.endsWith('.h')).map(f => [path.basename(f), f]));
const includes = f => [...text(f).matchAll(/^#include "([^"]+)"/gm)].map(m => header.get(path.basename(m[1]))).filter(Boolean);
test('every header has a name of its own', product.filter(f => f.endsWith('.h') && header.get(path.basename(f)) !== f));
test('no file includes one of a layer above its own',
  product.filter(f => layer(f) >= 0).flatMap(f => includes(f).filter(h => layer(h) > layer(f)).map(h => `${f} includes ${h}`)));
const views = files.filter(f => f.endsWith('.html') && f.startsWith('src/'));
test('no view includes one of a layer above its own', views.flatMap(f => [...text(f).matchAll(/^\{include "([^"]+)"\}/gm)]
  .map(m => header.get(path.basename(m[1]))).filter(h => h && layer(h) > layer(f)).map(h => `${f} includes ${h}`)));
const edges = new Map();
for (const f of product.filter(room)) for (const h of includes(f)) if (room(h) && room(h) !== room(f)) edges.set(room(f), (edges.get(room(f)) ?? new Set()).add(room(h)));
const reaches = (from, to, seen = new Set()) => [...(edges.get(from) ?? [])].some(n => n === to || (!seen.has(n) && reaches(n, to, seen.add(n))));
test('rooms do not use each other in circles', [...edges.keys()].filter(r => reaches(r, r)));
test('SQL stands in the stores only', product.filter(f => f.endsWith('.c') && !f.startsWith('src/store/') && !f.endsWith('_store.c'))
  .filter(f => /"[^"\n]*\b(SELECT |INSERT INTO|UPDATE \w+ SET|DELETE FROM|FROM \w+ WHERE)/.test(text(f))));
test('HTML stands in views and in web/ only', product.filter(f => f.endsWith('.c') && !f.startsWith('src/web/'))
  .flatMap(f => text(f).split('\n').map((l, i) => [l, i]).filter(([l]) => /"[^"]*<\/?(div|p|a|span|table|tr|td|h[1-6]|form|input|ul|li|section|button|svg)[ >]/.test(l)).map(([, i]) => `${f}:${i + 1}`)));

// --- size -------------------------------------------------------------------------------------------------------------------
const sources = files.filter(f => /\.(c|h|mjs|js|css|html|sh)$/.test(f));
test('no file is longer than 600 lines', sources.filter(f => text(f).split('\n').length > 601));
function longFunctions(f) {
  const lines = text(f).split('\n'), long = [];
  for (let i = 0, start = -1; i < lines.length; i++) {
    if (/^[A-Za-z_].*\)\s*\{?$/.test(lines[i])) start = i;
    if (/^\}/.test(lines[i])) { if (start >= 0 && i - start > 60) long.push(`${f}:${start + 1}, ${i - start} lines`); start = -1; }
  }
  return long;
}
test('no function is longer than 60 lines', c.filter(f => f.endsWith('.c')).flatMap(longFunctions));
test('no line is longer than 200 characters', c.filter(f => !f.includes('/test/')).flatMap(f => text(f).split('\n').map((l, i) => [l, i]).filter(([l]) => l.length > 200).map(([, i]) => `${f}:${i + 1}`)));

// --- schema ------------------------------------------------------------------------------------------------------------------
const schemas = files.filter(f => f.endsWith('.sql'));
test('every column of a schema has a comment', schemas.flatMap(f => text(f).split('\n').map((l, i) => [l, i])
  .filter(([l]) => /^  [a-z_]+ +[A-Z]/.test(l) && !/-- \S/.test(l)).map(([, i]) => `${f}:${i + 1}`)));
test('schemas use portable types only', schemas.flatMap(f => [...text(f).matchAll(/^  [a-z_]+ +([A-Z]+)/gm)].map(m => m[1])
  .filter(t => !['BIGINT', 'TEXT', 'BYTEA', 'DOUBLE', 'PRIMARY', 'UNIQUE', 'FOREIGN'].includes(t)).map(t => `${f}: ${t}`)));

// --- documents -----------------------------------------------------------------------------------------------------------------
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'LICENSE'];
test('the documents are there', documents.filter(f => !existsSync(path.join(root, f))));
const markdown = [...documents.filter(f => f.endsWith('.md') && existsSync(path.join(root, f))), ...files.filter(f => f.endsWith('.md'))];
test('links between documents lead somewhere', markdown.flatMap(f => [...text(f).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
  .filter(m => !existsSync(path.join(root, path.dirname(f), m[1]))).map(m => `${f}: ${m[1]}`)));
test('every room has a README', readdirSync(path.join(root, 'src/rooms')).filter(r => !existsSync(path.join(root, 'src/rooms', r, 'README.md'))));
if (program) {
  const fields = execFileSync(program, ['offers', 'fields'], { env: { ...process.env, LC_ALL: 'nl_NL.UTF-8' }, encoding: 'utf8' }).trim();
  test('docs/csv.md has the columns as the program declares them', existsSync(path.join(root, 'docs/csv.md')) && text('docs/csv.md').includes(fields) ? [] : ['paste the output of: kentering offers fields']);
}
const po = text('po/nl.po');
test('no Dutch text is fuzzy or obsolete', [...po.matchAll(/^(#, fuzzy|#~).*$/gm)].map(m => m[0]));
console.log(`1..${number}`);
process.exit(failures ? 1 : 0);
