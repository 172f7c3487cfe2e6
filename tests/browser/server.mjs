// What the browser tests share: the program in a data folder of its own, a browser, TAP lines, and an end that stops both
// whatever happens. A test file runs as: node tests/browser/x_test.mjs PATH_TO_KENTERING
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cookiesOf } from '../cookies.mjs';

import { withDatabase } from '../database.mjs';

export { sleep };
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const program = path.resolve(process.argv[2] ?? path.join(root, 'build/kentering'));
const START_MS = 60_000, STOP_MS = 20_000;

/* ---- TAP ---- */

let tests = 0, failures = 0;
const short = value => { const text = typeof value === 'string' ? value : JSON.stringify(value); return text?.length > 600 ? `${text.slice(0, 600)}…` : text; };

export function ok(good, name, ...details) {
  tests++;
  if (!good) failures++;
  console.log(`${good ? 'ok' : 'not ok'} ${tests} - ${name.replaceAll('#', '\\#')}`);
  if (!good) for (const d of details.flat()) for (const line of String(short(d)).split('\n')) console.log(`#   ${line}`);
  return good;
}
export const is = (got, want, name) => ok(JSON.stringify(got) === JSON.stringify(want), name, `got:    ${short(got)}`, `wanted: ${short(want)}`);
/* No complaints: passes when the list is empty, else prints it. */
export const none = (wrong, name) => ok(wrong.length === 0, name, wrong.slice(0, 12));
export const has = (text, part, name) => ok(String(text).includes(part), name, `looked for: ${part}`, `in: ${short(String(text))}`);
export function skip(name, why) { tests++; console.log(`ok ${tests} - ${name} # SKIP ${why}`); }

/* The TAP lines of another program become ours. */
export function pass(tap) {
  for (const line of tap.split('\n')) {
    const m = line.match(/^(not )?ok \d* ?-? ?(.*)$/);
    if (!m) { if (line.startsWith('#')) console.log(line); continue; }
    tests++;
    if (m[1]) failures++;
    console.log(`${m[1] ?? ''}ok ${tests} - ${m[2]}`);
  }
}

/* ---- the end ---- */

const endings = [];
/* What is done at the end, the last one first. */
export const ending = what => endings.push(what);
async function end() { while (endings.length) await endings.pop()().catch(e => ok(false, 'the test cleans up', e.stack)); }
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, async () => { await end(); process.exit(1); });

/* Runs the tests of a file; what they threw is a failure too. */
export async function testing(body) {
  try { await body(); } catch (e) { ok(false, 'the test runs to its end', e.stack ?? e); }
  await end();
  console.log(`1..${tests}`);
  process.exit(failures ? 1 : 0);
}

/* ---- the program ---- */

export function folder() {
  const at = mkdtempSync(path.join(os.tmpdir(), 'kentering-test-'));
  endings.push(async () => rmSync(at, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return at;
}

/* The command line: { code, out, log }. Speaks English. */
export const command = (...args) => new Promise(done => execFile(program, withDatabase(args), { env: { ...process.env, LC_ALL: 'en_US.UTF-8' }, maxBuffer: 1 << 28 },
  (wrong, out, log) => done({ code: wrong ? wrong.code ?? wrong.signal : 0, out, log })));

/* Loading the example takes a server seconds: a copy of the folder in which that was done, where KENTERING_DEMO names one, as ./test does. */
function exampleFolder() {
  const at = folder(), { KENTERING_DEMO: loaded, KENTERING_DATABASE: elsewhere } = process.env;
  if (loaded && !elsewhere) cpSync(loaded, at, { recursive: true });
  return at;
}

/* Starts `serve --demo` on a free port (or `port`); `stop(signal)` ends it and tells its exit code. `by`: a command that runs it. What begins
 * in a folder of the caller's, or with another clock, loads the example itself. */
export async function serve({ data, port = 0, args = [], demo = true, env = {}, by = [] } = {}) {
  data ??= demo && !by.length && !Object.keys(env).length ? exampleFolder() : folder();
  const [first, ...line] = [...by, program, 'serve', ...demo ? ['--demo'] : [], ...withDatabase(['--data', data]), '--port', String(port), ...args];
  const child = spawn(first, line, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const log = [];
  createInterface({ input: child.stderr }).on('line', line => { log.push(line); if (log.length > 20000) log.splice(0, 10000); });
  const exited = new Promise(done => child.on('exit', (code, signal) => done(code ?? signal)));
  const server = { child, data, log, exited, stopped: false };
  server.stop = async (signal = 'SIGTERM') => {
    server.stopped = true;
    child.kill(signal);
    const late = sleep(STOP_MS, 'late', { ref: false });
    const code = await Promise.race([exited, late]);
    if (code === 'late') child.kill('SIGKILL');
    return code;
  };
  endings.push(async () => {
    if (server.stopped) return;
    const code = await server.stop();
    const errors = log.filter(l => /error|sanitizer|assert/i.test(l));
    ok(code === 0 && errors.length === 0, 'the server met no error and stopped well', `exit code: ${code}`, errors.slice(0, 20));
  });
  const lines = createInterface({ input: child.stdout });
  server.lines = [];                           /* all it said; the first is its address */
  lines.on('line', line => server.lines.push(line));
  const address = await Promise.race([new Promise(done => lines.once('line', done)), exited.then(code => `exit ${code}`), sleep(START_MS, 'nothing', { ref: false })]);
  const found = address.match(/^http:\/\/[^:]+:(\d+)$/);
  if (!found) throw new Error(`the server did not start: ${address}\n${log.join('\n')}`);
  server.port = Number(found[1]);
  server.url = `http://127.0.0.1:${server.port}`;
  const complete = () => server.lines.includes('examples: complete');
  for (const until = Date.now() + START_MS; demo && !complete() && child.exitCode === null && Date.now() < until; ) await sleep(20);      /* a new demo loads the rest after its start */
  return server;
}

/* Where a server that was started with --metrics-listen tells its figures. */
export async function metricsOf(server) {
  for (let i = 0; !server.metrics; i++) {
    if (i > 50) throw new Error('no address of the figures');
    await sleep(20);
    server.metrics = server.lines?.find(l => l.startsWith('metrics: '))?.slice(9);
  }
  return server.metrics;
}

/* ---- the browser ---- */

export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'];
/* The engine without windows and menus around it, which would take more than half of the time; the browser as people have it in a long run. */
const ENGINES = ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium'];
export const CHROMIUM = process.env.CHROMIUM ?? (process.env.KENTERING_LONG ? [...ENGINES].reverse() : ENGINES).find(at => existsSync(at));

export async function browser() {
  const { chromium } = await import('playwright-core');
  if (!CHROMIUM || !existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}`);
  const b = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  endings.push(() => b.close());
  return b;
}

/* A page in a profile of its own. What it asks of other sites goes nowhere and is listed in page.elsewhere. */
export async function visit(b, server, { width = 1280, height = 900, script = true, locale = 'nl-NL' } = {}) {
  const context = await b.newContext({ viewport: { width, height }, javaScriptEnabled: script, locale });
  const elsewhere = [];
  await context.route(url => url.origin !== server.url, route => {
    elsewhere.push(route.request());
    return route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: '<!DOCTYPE html><title>Elders</title><h1>Elders</h1>' });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.elsewhere = elsewhere;
  /* Where a redirect leads is not asked of the route: it fails, for there are no other sites here, and is opened once more. */
  page.on('requestfailed', r => { if (r.redirectedFrom() && r.isNavigationRequest() && new URL(r.url()).origin !== server.url) page.goto(r.url()).catch(() => {}); });
  page.errors = [];
  page.on('pageerror', e => page.errors.push(e.message));
  page.on('console', m => { if (m.type() === 'error') page.errors.push(m.text()); });
  return page;
}

/* ---- without a browser ---- */

/* Writes these bytes to a connection and gives back all that came until it closed, or until `ms` of silence. */
export function raw(port, bytes, ms = 1500) {
  return new Promise(done => {
    const parts = [], socket = net.connect(port, '127.0.0.1');
    const finish = () => { socket.destroy(); done(Buffer.concat(parts).toString('latin1')); };
    socket.setTimeout(ms, finish);
    socket.on('data', d => parts.push(d)).on('error', finish).on('close', finish);
    for (const part of [bytes].flat()) socket.write(part);
  });
}

/* What a visitor reads on a page, entities decoded, tags and scripts left out. */
export const decode = text => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (all, hex, dec, name) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : dec ? String.fromCodePoint(+dec) : { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name]);
export const textOf = html => decode(html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();

export async function get(server, target, options = {}) {
  const answer = await fetch(server.url + target, { redirect: 'manual', ...options });
  const body = await answer.text();
  return { status: answer.status, headers: answer.headers, body, get text() { return textOf(body); } };
}

/* The pages of the offers that stand on the first pages of the social map: "/hulp/slug". */
export async function offerPages(server, pages = 5) {
  const found = [];
  for (let i = 1; i <= pages; i++) found.push(...(await get(server, `/hulp?pagina=${i}`)).body.matchAll(/href="(\/hulp\/[a-z0-9-]+)"/g));
  return found.map(m => m[1]);
}

/* ---- signed in ---- */

export const PASSWORD = 'Kentering-demo-1';

/* Signs in as the demo account of that role, without a browser: the value for a Cookie header. */
export async function signIn(server, role) {
  const form = await get(server, '/inloggen');
  const field = name => decode(form.body.match(new RegExp(`name="${name}"[^>]*value="([^"]*)"`))?.[1] ?? '');
  const password = form.body.match(/<input[^>]*type="password"[^>]*>/)?.[0].match(/name="([^"]+)"/)?.[1] ?? 'password';
  const body = new URLSearchParams({ form_token: field('form_token'), mail: `${role}@demo.invalid`, [password]: PASSWORD });
  const answer = await fetch(`${server.url}/inloggen`, { method: 'POST', redirect: 'manual', body });
  const [cookie] = cookiesOf(answer);
  if (answer.status !== 303 || !cookie) throw new Error(`${role} cannot sign in: ${answer.status} ${textOf(await answer.text()).slice(0, 300)}`);
  return cookie;
}

/* Likewise for a page of visit(): what it opens from now on is signed in. */
export async function signInPage(page, server, role) {
  const [name, value] = (await signIn(server, role)).split(/=(.*)/);
  await page.context().addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
  return page;
}

/* A key for programs of whoever that cookie is, made on its page. NULL: their role has nothing for programs. */
export async function makeKey(server, cookie, actions, label = 'Proef') {
  const page = await get(server, '/werk/eigen/sleutels', { headers: { cookie } });
  const form_token = page.body.match(/action="\/werk\/eigen\/sleutels">\s*<input[^>]*name="form_token"[^>]*value="([^"]*)"/)?.[1];
  if (!form_token) return null;
  const body = new URLSearchParams({ form_token: decode(form_token), label, days: '30' });
  for (const action of actions) body.append('actions', action);
  const made = await get(server, '/werk/eigen/sleutels', { method: 'POST', headers: { cookie }, body });
  return made.body.match(/kentering_[\w-]+/)?.[0] ?? null;
}

/* An offer that the demo's provider gives. */
export async function ownOffer(server, cookie) {
  const list = (await get(server, '/werk/aanbod?mijn=ja', { headers: { cookie } })).body;
  for (const [, id] of list.matchAll(/\/werk\/aanbod\/([0-9a-f-]{36})"/g)) {
    const page = (await get(server, `/werk/aanbod/${id}`, { headers: { cookie } })).body, slug = page.match(/\/hulp\/([a-z0-9-]+)/)?.[1];
    if (slug && !/Geëindigd|Gestopt/.test(page)) return slug;
  }
  throw new Error('the demo has no offer of its provider');
}
