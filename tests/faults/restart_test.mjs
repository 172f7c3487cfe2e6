// Restarted while people are at it: the manager of services holds the socket, so not one request fails and nothing is lost.
import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { command, folder, get, has, is, none, offerPages, ok, program, sleep, testing } from '../browser/server.mjs';
import { databaseOf } from '../database.mjs';
import { OFFERS } from '../browser/routes.mjs';

const manager = path.resolve(process.argv[4]), ROUNDS = 3, RESTART_MS = 1000, FLAGS_MOST = 190, sanitized = Boolean(process.env.ASAN_OPTIONS);

/* The program under a manager that holds its socket. `said`: every line of the manager's, with its moment. */
async function managed(args) {
  const child = spawn(manager, [program, 'serve', '--demo', ...args], { stdio: ['pipe', 'pipe', 'pipe'] }), said = [], log = [], waiting = [];
  createInterface({ input: child.stderr }).on('line', line => log.push(line));
  createInterface({ input: child.stdout }).on('line', text => {
    said.push({ text, at: Date.now() });
    for (const w of waiting.splice(0)) w();
  });
  const heard = async (pattern, from = 0) => {
    for (;;) {
      const found = said.slice(from).find(s => pattern.test(s.text));
      if (found) return found;
      await Promise.race([new Promise(done => waiting.push(done)), sleep(60_000, null, { ref: false }).then(() => { throw new Error(`never heard ${pattern}: ${said.map(s => s.text)}\n${log.join('\n')}`); })]);
    }
  };
  const port = Number((await heard(/^port/)).text.split(' ')[1]);
  await heard(/^READY=1/);
  return { port, url: `http://127.0.0.1:${port}`, said, log, heard, tell: word => child.stdin.write(`${word}\n`), ended: new Promise(done => child.on('exit', done)) };
}

/* One request; resolves with { status, body, closing }, or { error, reused }: on a connection used before, without a byte of an answer. */
const ask = (server, agent, method, target, body) => new Promise(done => {
  const request = http.request(server.url + target, { agent, method, headers: body ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {} }, a => {
    const parts = [];
    a.on('data', d => parts.push(d));
    a.on('end', () => done({ status: a.statusCode, body: Buffer.concat(parts).toString(), whole: a.complete, closing: a.headers.connection === 'close' }));
    a.on('error', e => done({ error: `${e.message} within the answer`, reused: false }));
  });
  request.on('error', e => done({ error: e.code ?? e.message, reused: request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(e.code) }));
  request.end(body);
});

/* Somebody who asks and sends forms until told to stop. What ended on a kept connection before an answer is sent once more, as browsers
 * do, and counted. */
async function visitor(server, tally, state, { keepAlive, pause, name }) {
  const agent = new http.Agent({ keepAlive, maxSockets: 1 }), targets = ['/', '/hulp?q=agressie', `/hulp/${OFFERS.rich}`, '/hsds/services?per_page=5'];
  for (let i = 0; state.going; i++) {
    const post = i % 5 === 2 && state.posts < FLAGS_MOST, note = `${name}-${i}`, slug = state.forms[state.posts % state.forms.length];
    if (post) state.posts++;
    const what = post ? ['POST', slug, new URLSearchParams({ reason: 'wait', note, form_token: state.token }).toString()] : ['GET', targets[i % targets.length]];
    tally.asked++;
    let a = await ask(server, agent, ...what);
    if (a.reused) { tally.again++; a = await ask(server, agent, ...what); }
    if (a.closing) tally.closing++;
    if (a.error || !a.whole || a.status !== (post ? 303 : 200)) tally.wrong.push(`${name} ${what[0]} ${what[1]}: ${a.error ?? a.status} ${a.body?.slice(0, 200) ?? ''}`);
    else if (post) tally.sent.push(note);
    await sleep(pause(i));
  }
  agent.destroy();
}

async function lossless() {
  const data = folder(), args = ['--data', data, ...databaseOf(data)];
  const server = await managed(args);
  const tokenOf = async slug => (await get(server, slug)).body.match(/name="form_token" value="([^"]+)"/)[1];
  const forms = (await offerPages(server)).map(page => `${page}/klopt-niet`);
  const state = { going: true, forms, posts: 0, token: await tokenOf(forms[0]) };
  const busy = { asked: 0, again: 0, closing: 0, wrong: [], sent: [] }, lazy = { ...busy, wrong: [], sent: [] };
  const kinds = [
    ...Array.from({ length: 6 }, (_, i) => [busy, { keepAlive: true, pause: n => (n * 13 + i * 5) % 20, name: `vast${i}` }]),
    ...Array.from({ length: 6 }, (_, i) => [busy, { keepAlive: false, pause: n => (n * 7 + i * 3) % 25, name: `nieuw${i}` }]),
    ...Array.from({ length: 6 }, (_, i) => [lazy, { keepAlive: true, pause: n => 100 + (n * 31 + i * 50) % 400, name: `traag${i}` }]),
  ];
  const visitors = kinds.map(([tally, kind]) => visitor(server, tally, state, kind)), took = [];
  await sleep(1000);
  for (let round = 1; round <= ROUNDS; round++) {
    const from = server.said.length, asked = busy.asked, at = Date.now();
    server.tell('restart');
    const stopping = await server.heard(/^STOPPING=1/, from), exit = await server.heard(/^exit/, from), ready = await server.heard(/^READY=1/, from);
    ok(stopping.at <= exit.at && exit.at <= ready.at, `restart ${round}: it tells that it stops, ends, and tells that it is ready`);
    is(exit.text, 'exit 0', `restart ${round}: it ended well`);
    took.push(ready.at - at);
    await sleep(1200);
    ok(busy.asked > asked + 20, `restart ${round}: people were at it, and still are`, busy.asked - asked);
  }
  state.going = false;
  await Promise.all(visitors);
  none([...busy.wrong, ...lazy.wrong], `not one of ${busy.asked + lazy.asked} requests failed over ${ROUNDS} restarts`);
  is(busy.again, 0, 'and none of those who were busy had to send anything twice');
  ok(busy.closing > 0, 'kept connections were told that their answer is the last one', busy.closing);
  const flags = (await command('offers', 'flags', '--data', data, '--demo')).out, notes = [...flags.matchAll(/\b(?:vast|nieuw|traag)\d-\d+\b/g)].map(m => m[0]);
  const sent = [...busy.sent, ...lazy.sent], there = new Map();
  for (const n of notes) there.set(n, (there.get(n) ?? 0) + 1);
  ok(sent.length > 30, 'forms were sent', sent.length);
  none(sent.filter(n => !there.has(n)), 'every form that was confirmed is there');
  none([...there].filter(([, n]) => n > 1).map(([n]) => n), 'and none of them twice');
  console.log(`# restarts took ${took.join(', ')} ms; ${lazy.again} of ${lazy.asked} requests after a pause met a connection that was just closed, and went again`);
  const middle = [...took].sort((a, b) => a - b)[took.length >> 1];      // one may meet a machine that is busy with something else
  ok(middle < (sanitized ? 5 : 1) * RESTART_MS, 'a restart takes less than a second', took);
  none(server.log.filter(l => /error|sanitizer/i.test(l)), 'nothing went wrong in the log');
  await watched(server);
}

async function watched(server) {
  const from = server.said.length;
  await server.heard(/^WATCHDOG=1/, from);
  ok(true, 'it tells the manager that it runs');
  const at = Date.now();
  server.tell('kill');
  await server.heard(/^READY=1/, from);
  is((await get(server, '/healthz')).status, 200, `after a SIGKILL it serves on the same socket`);
  console.log(`# ${Date.now() - at} ms`);
  server.tell('end');
  is(await server.ended, 0, 'and it stops when told to');
}

/* Sockets that are of no use, and an address that is not for people who sign in. */
async function refused() {
  const start = (env, ...args) => new Promise(done => {
    const child = spawn('sh', ['-c', 'LISTEN_PID=$$ exec "$0" "$@"', program, 'serve', '--data', folder(), ...args], { env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...env }, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    let log = '';
    child.stderr.on('data', d => { log += d; });
    child.on('exit', code => done({ code, log }));
  });
  const two = await start({ LISTEN_FDS: '2' }), none_ = await start({ LISTEN_FDS: '1' });
  is(two.code, 2, 'two sockets are one too many');
  has(two.log, 'more were handed over', 'and it says so');
  is(none_.code, 2, 'what is no listening socket is refused');
  has(none_.log, 'not a listening TCP socket', 'and it says so');
}

await testing(async () => {
  await refused();
  await lossless();
});
