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
  const table = execFileSync(program, ['referrals', 'table'], { encoding: 'utf8' }).trim();
  test('docs/referrals.md has the way of a referral as the program has it', text('docs/referrals.md').includes(table) ? [] : ['paste the output of: kentering referrals table']);
}

// --- the handbook of administrators ----------------------------------------------------------------------------------------------
const handbooks = ['docs/operations/nl.md', 'docs/operations/en.md'];
const without = (all, known) => [...new Set(all)].filter(x => !known.has(x));
const found = (f, pattern) => [...text(f).matchAll(pattern)].map(m => m[1]);
/* What stands there but is not, and what is but does not stand there. */
const both = (f, said, are) => [...without(said, new Set(are)).map(x => `${f}: there is no ${x}`), ...without(are, new Set(said)).map(x => `${f}: ${x} is missing`)];
const said = (...args) => execFileSync(program, args, { env: { ...process.env, LC_ALL: 'en_US.UTF-8' }, encoding: 'utf8' });
if (program) {
  const settings = [...said('serve', '--help').matchAll(/^  --([a-z-]+) /gm)].map(m => m[1]), commands = said('manual', 'completion').match(/names='\n([\s\S]*?)\n'/)[1].split('\n');
  test('the handbook has every setting, and no other', handbooks.flatMap(f => both(f, found(f, /^\| `([a-z-]+)` \| [^|]*\| [^|]+\|$/gm).filter(s => !commands.includes(s)), settings)));
  test('it has every command in its list, and uses no other', handbooks.flatMap(f => [
    ...commands.filter(c => !text(f).split(/^## (?:Opdrachten|Commands)$/m)[1].includes(`\`${c}\``)).map(c => `${f}: ${c} is missing`),
    ...[...text(f).matchAll(/\bkentering(?:-admin)? ([a-z]+)(?: ([a-z-]+))?(?=[ `"\n])/g)].filter(m => /^(`|\S*\/)?kentering/.test(m[0]))
      .filter(m => text(f)[m.index - 1] === '`' || text(f)[m.index - 1] === '\n').filter(m => !commands.includes(m[1]) && !commands.includes(`${m[1]} ${m[2]}`)).map(m => `${f}: there is no ${m[0]}`)]));
  const options = new Set([...commands.flatMap(c => [...said(...c.split(' '), '--help').matchAll(/--([a-z-]+)/g)].map(m => m[1])), 'config', 'help', 'version']);
  test('and no option that its command does not have', handbooks.flatMap(f => [...text(f).matchAll(/\bkentering(?:-admin)? ([a-z]+(?: [a-z]+)?)[^\n`]*/g)]
    .flatMap(m => [...m[0].split(' | ')[0].matchAll(/ --([a-z-]+)/g)].map(o => o[1])).filter(o => !options.has(o)).map(o => `${f}: --${o}`)));
  for (const conf of ['kentering', 'public'])
    test(`packaging/${conf}.conf names settings that are`, without(found(`packaging/${conf}.conf`, /^(?:# )?([a-z-]+) = /gm), new Set(settings)));
}
const units = readdirSync(path.join(root, 'packaging/systemd')), unitNames = /(?<![\w@.-])(kentering(?:-[a-z]+)?@?\.(?:service|socket|timer))(?![/\w])/g;
test('the handbook has every unit, and no other', handbooks.flatMap(f => both(f, found(f, unitNames), units)));
const figures = [...new Set(product.filter(f => f.includes('/metrics') || text(f).includes('"metrics_text.h"')).flatMap(f => found(f, /"(kentering_[a-z_]+)"/g)))].filter(n => !/_(bucket|sum|count)$/.test(n)), bare = n => figures.includes(n) ? n : n.replace(/_(bucket|sum|count)$/, '');
test('it has every figure, and no other', handbooks.flatMap(f => both(f, found(f, /\b(kentering_[a-z_]+)\b/g).map(bare), figures)));
test('alarms are about figures that are', without(found('docs/examples/alerts.yml', /\b(kentering_[a-z_]+)/g).map(bare), new Set(figures)));
const shape = f => text(f).split('\n').map(l => l.match(/^(#+) /)?.[1] ?? (l.startsWith('|') ? '|' : l.startsWith('```') ? '`' : '')).filter(Boolean).join('');
test('the handbook says the same in both languages', shape(handbooks[0]) === shape(handbooks[1]) ? [] : ['headings, tables and examples do not go in step']);
test('every trouble begins with what one sees, then what to do', handbooks.flatMap(f => text(f).split(/^## (?:Storingen|Trouble)$/m)[1].split(/^## /m)[0].split(/^### /m).slice(1)
  .filter(t => !/^.*\n\n\*\*(U ziet|You see)\*\*[\s\S]*\*\*(U doet|You do)\*\*/.test(t)).map(t => `${f}: ${t.split('\n')[0]}`)));
const anchor = h => h.toLowerCase().replace(/[^\w\u00C0-\u024F -]/g, '').trim().replaceAll(' ', '-');
test('links within a document lead to a heading', markdown.flatMap(f => found(f, /\]\(#([^)]+)\)/g).filter(a => !found(f, /^#+ (.+)$/gm).map(anchor).includes(a)).map(a => `${f}: #${a}`)));
const po = text('po/nl.po');
test('no Dutch text is fuzzy or obsolete', [...po.matchAll(/^(#, fuzzy|#~).*$/gm)].map(m => m[0]));
console.log(`1..${number}`);
process.exit(failures ? 1 : 0);
