// kentering delphi analyse: against R's quantiles on studies by chance, on a study made to the published rules, and with rows that are wrong.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, folder, has, is, none, ok, program, root, testing } from '../browser/server.mjs';

const HEAD = 'round,group,expert,statement,rating\n';
const at = folder();
const cell = text => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const save = (name, rows) => { const file = path.join(at, name); writeFileSync(file, HEAD + rows.map(r => r.map(v => cell(String(v))).join(',')).join('\n') + '\n'); return file; };

let seed = Number(process.env.KENTERING_SEED ?? Date.now() % 1e6);
console.log(`# KENTERING_SEED=${seed}`);
function random(n) { seed = (seed * 1664525 + 1013904223) % 2 ** 32; return Math.floor(seed / 2 ** 32 * n); }

async function analyse(file, ...options) {
  const said = await command('delphi', 'analyse', file, '--json', ...options);
  if (!ok(said.code === 0, `${path.basename(file)} is analysed`, said.log)) return null;
  return JSON.parse(said.out);
}

/* ---- against R ---- */

/* Groups of one to thirty, of whom some stop after the second round; statements that everybody, somebody or nobody agrees on. */
function anyStudy(statements) {
  const rows = [], groups = ['Zorg, regio "A"', 'Beleid', 'Één', 'é', 'Zorg'].map(name => ({ name, experts: 1 + random(30) }));
  for (let s = 0; s < statements; s++) for (const g of groups) {
    if (!random(8)) continue;
    const least = 1 + random(7), spread = 1 + random(8 - least), again = !random(3), goOn = 1 + random(g.experts);
    for (let e = 0; e < g.experts; e++) {
      rows.push([2, g.name, `e${e}`, `S${s}`, least + random(spread)]);
      if (again && e < goOn) rows.push([3, g.name, `e${e}`, `S${s}`, least + random(spread)]);
    }
  }
  return rows.sort(() => random(3) - 1);
}

const lines = found => found.statements.flatMap(s => Object.entries(s.groups).map(([name, g]) =>
  [s.statement, name, g.n, g.median, g.q1, g.q3, g.iqd, g.range, g.rule, g.consensus ? 'TRUE' : 'FALSE', g.important ? 'TRUE' : 'FALSE', g.round].join('\t'))).sort();

async function asR(name, rows, type, limit) {
  const file = save(name, rows);
  const mine = await analyse(file, '--quantile', String(type), '--range-limit', String(limit));
  const theirs = execFileSync('Rscript', ['--vanilla', path.join(root, 'tests/e2e/delphi.R'), file, String(type), String(limit)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } }).trimEnd().split('\n').sort();
  const got = lines(mine);
  none(got.flatMap((l, i) => l === theirs[i] ? [] : [`ours ${l}`, `R's  ${theirs[i]}`]).concat(got.length === theirs.length ? [] : [`${got.length} lines, ${theirs.length} by R`]),
    `${rows.length} ratings by chance: as R counts, quantiles of type ${type}, the range up to ${limit}`);
  is(mine.quantile, type, 'and it says which type');
  is(mine.table, mine.statements.filter(s => s.groups_important >= 2).map(s => s.statement), 'the table has what two groups find important');
  none(mine.statements.filter(s => s.groups_important !== Object.values(s.groups).filter(g => g.important).length), 'groups are counted right');
}

/* ---- the published study ---- */

/* Of each group: experts in rounds two and three, and on how many statements they agreed, and that these are important. By the third
 * round one expert by experience was left, who rated seven statements. Source: Acceptatie van vrijwillige hulpverlening 2021, 2.1 and 3.2. */
const STATEMENTS = 75;
const PUBLISHED = [
  { name: 'policy', two: { n: 7, agreed: 23, important: 18 }, three: { n: 7, agreed: 12, important: 11 } },
  { name: 'directors', two: { n: 5, agreed: 13, important: 12 }, three: { n: 4, agreed: 15, important: 12 } },
  { name: 'care', two: { n: 14, agreed: 33, important: 25 }, three: { n: 9, agreed: 13, important: 10 } },
  { name: 'experience', two: { n: 2, agreed: 52, important: 38 }, three: { n: 1, agreed: 5, important: 5, rates: 7 } },
];
/* The nth of them as it must come out. 5 and 6 in a group of two are a median of 5.5. */
const rating = (n, want, expert) => n < want.important ? 5 + (expert + 1) % 2 : n < want.agreed ? 3 + expert % 2 : [2, 6, 4, 7, 1][expert % 5];
function published() {
  const rows = [];
  for (const [k, g] of PUBLISHED.entries()) for (let s = 0; s < STATEMENTS; s++) {
    const statement = `D${String((s + 17 * k) % STATEMENTS + 1).padStart(3, '0')}`, three = s - g.two.agreed;
    for (let e = 0; e < g.two.n; e++) rows.push([2, g.name, `e${e}`, statement, rating(s, g.two, e)]);
    if (three < 0 || three >= (g.three.rates ?? STATEMENTS)) continue;
    for (let e = 0; e < g.three.n; e++) rows.push([3, g.name, `e${e}`, statement, rating(three, g.three, e)]);
  }
  return rows;
}

const count = (found, name, round, which) => found.statements.filter(s => s.groups[name]?.round === round && s.groups[name][which]).length;

async function asPublished() {
  const rows = published(), second = await analyse(save('second.csv', rows.filter(r => r[0] === 2))), whole = await analyse(save('whole.csv', rows));
  is(whole.statements.length, STATEMENTS, 'all statements are there');
  for (const g of PUBLISHED) {
    is([count(second, g.name, 2, 'consensus'), count(second, g.name, 2, 'important')], [g.two.agreed, g.two.important], `${g.name} in the second round: agreed and important`);
    if (g.three.n === 1) continue;
    is([count(whole, g.name, 3, 'consensus'), count(whole, g.name, 3, 'important')], [g.three.agreed, g.three.important], `${g.name} in the third`);
    is(count(whole, g.name, 2, 'consensus'), g.two.agreed, 'what they had agreed on before stays');
  }
  const alone = whole.statements.map(s => s.groups.experience).filter(g => g.round === 3);
  is([alone.length, alone.filter(g => g.median >= 5.5).length, alone.filter(g => g.consensus).length], [7, 5, 0], 'one person: seven ratings, five of them high, and no consensus');
  ok(whole.statements.every(s => s.groups.experience.round === 3 || s.groups.experience.rule === 'range'), 'two are judged by their range');
  ok(whole.statements.some(s => s.groups.experience.median === 5.5 && s.groups.experience.important), '5.5 rounds up');
}

/* ---- what is wrong ---- */

async function refused(name, rows, ...parts) {
  const file = save('wrong.csv', rows), said = await command('delphi', 'analyse', file, '--json');
  is([said.code, said.out], [1, ''], `${name}: nothing is analysed`);
  for (const part of parts) has(said.log, part, `${name}: it says ${part}`);
}

async function wrong() {
  const good = [2, 'Zorg', 'a', 'S1', 6];
  await refused('a rating of 8', [good, [2, 'Zorg', 'b', 'S1', 8]], 'row 3', 'rating');
  await refused('half a rating', [[2, 'Zorg', 'b', 'S1', 6.5]], 'row 2', 'rating');
  await refused('the first round', [good, [1, 'Zorg', 'b', 'S1', 6]], 'row 3', 'round');
  await refused('a fourth round', [[4, 'Zorg', 'b', 'S1', 6]], 'row 2', 'round');
  await refused('the same rating twice', [good, [3, 'Zorg', 'a', 'S1', 6], good], 'row 4', 'before');
  await refused('no ratings', [], 'no ratings');
  await refused('bad rows without end', Array.from({ length: 250 }, () => [2, 'Zorg', 'b', 'S1', 9]), 'And 150 more rows');
  for (const [options, part] of [[['--quantile', '5'], '6 or 7'], [['--quantile', 'x'], '6 or 7'], [['--range-limit', 'x'], 'range-limit'], [['--range-limit', '1001'], 'range-limit']])
    has((await command('delphi', 'analyse', save('good.csv', [good]), ...options)).log, part, `${options.join(' ')} is refused in words`);
  const none_ = await command('delphi', 'analyse', path.join(at, 'nothing.csv'));
  is(none_.code, 1, 'a file that is not there');
  has(none_.log, 'nothing.csv', 'is named');
}

async function inWords() {
  const said = await command('delphi', 'analyse', save('words.csv', [[2, 'Zorg', 'a', 'S1', 6], [2, 'Zorg', 'b', 'S1', 5], [2, 'Beleid', 'a', 'S1', 6], [2, 'Beleid', 'b', 'S1', 6], [2, 'Zorg', 'a', 'S2', 1]]));
  for (const part of ['S1', 'Zorg: 2 ratings, median 5.5', 'agreed, important', 'Zorg: 1 rating, median 1']) has(said.out, part, `in words: ${part}`);
  const input = spawnSync(program, ['delphi', 'analyse', '-', '--json'], { input: `${HEAD}2,Zorg,a,S1,6\n`, encoding: 'utf8' });
  is(JSON.parse(input.stdout).statements.length, 1, 'a study may come by standard input');
}

/* A list that nobody reads to its end: judged all the same. */
async function manyStatements() {
  const rows = [];
  for (let n = 0; n < 10000; n++) for (const group of ['Zorg', 'Beleid']) for (let e = 0; e < 3; e++) rows.push([2, group, e, `S${n}`, 1 + (n + e) % 7]);
  const found = await analyse(save('many.csv', rows));
  is([found?.statements.length, found?.statements[9999].groups.Zorg.n], [10000, 3], 'ten thousand statements are judged');
}

await testing(async () => {
  for (const type of [6, 7]) for (const limit of [2, 5]) await asR(`type${type}limit${limit}.csv`, anyStudy(40), type, limit);
  await asR('large.csv', anyStudy(600), 7, 2);
  await manyStatements();
  await asPublished();
  await wrong();
  await inWords();
});
