// count.mjs TESTLOG.json…: adds up the TAP lines of every suite that meson ran. A suite that ran no test, or that failed
// without saying which test, counts as a failure; one that says why it is skipped counts as nothing. Prints the failures,
// then "N passed, N failed"; exit 1 if any failed.
import { readFileSync } from 'node:fs';

/* The comments under a line: what went wrong. */
const why = (lines, at) => lines.slice(at + 1, at + 13).filter((l, i, all) => all.slice(0, i + 1).every(x => x.startsWith('#')));

let passed = 0, failed = 0;
for (const log of process.argv.slice(2))
  for (const line of readFileSync(log, 'utf8').split('\n').filter(Boolean)) {
    const test = JSON.parse(line);
    const lines = (test.stdout ?? '').split('\n');
    const good = lines.filter(l => /^ok\b/.test(l) && !/# SKIP/.test(l)).length;
    const bad = lines.filter(l => /^not ok\b/.test(l) && !/# TODO/.test(l));
    const silent = bad.length === 0 && test.result !== 'SKIP' && (test.result !== 'OK' || good === 0);
    passed += good;
    failed += bad.length + (silent ? 1 : 0);
    lines.forEach((l, at) => { if (bad.includes(l)) console.log([`${test.name}: ${l}`, ...why(lines, at)].join('\n')); });
    if (silent) console.log(`${test.name}: ${good ? test.result : 'ran no test'}`);
  }
if (passed === 0) failed++;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
