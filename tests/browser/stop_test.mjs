// Stopping: with SIGTERM every request that has begun gets its whole answer; with kill -9 nothing that was confirmed is lost.
import { execFile } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { command, get, is, none, offerPages, ok, serve, skip, sleep, testing } from './server.mjs';
import { OFFERS } from './routes.mjs';

const FORM = `/hulp/${OFFERS.rich}/klopt-niet`, VISITORS = 20, STOP_MS = 5000, BUSY_MS = 20_000;
const token = async server => (await get(server, FORM)).body.match(/name="form_token" value="([^"]+)"/)[1];

/* One visitor who goes on asking until the server is gone. `tally` counts whole answers, `wrong` names halves. */
async function visitor(server, agent, tally, wrong) {
  const targets = ['/hulp?q=agressie', '/', `/hulp/${OFFERS.rich}`, '/hsds/services?format=ndjson&full=true', '/bestaat-niet'];
  for (let i = 0; ; i++) {
    const end = await new Promise(done => {
      const target = targets[i % targets.length], began = Date.now();
      const request = http.get(server.url + target, { agent }, a => {
        let size = 0;
        a.on('data', d => { size += d.length; });
        a.on('end', () => done(a.complete && [200, 404].includes(a.statusCode) && size > 100 ? null : `${target}: ${a.statusCode}, ${size} bytes`));
        a.on('aborted', () => done(`${target}: cut off after ${size} bytes`));
        a.on('error', e => done(`${target}: ${e.message} after ${size} bytes`));
      });
      /* Not even accepted, or an idle connection that closed as we wrote: nothing had begun, a browser asks once more. */
      request.on('error', e => done(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(e.code) && (!tally.stopped || began >= tally.stopped - 50) ? 'gone' : `${target}: ${e.code} ${e.message}`));
    });
    if (end === 'gone') return;
    if (end) wrong.push(end); else tally.answers++;
    if (end && tally.stopped) return;
  }
}

/* A form that comes in slowly: the head before the signal, the rest half a second after it. */
function slowForm(server, form_token) {
  const body = `reason=gone&note=langzaam&form_token=${form_token}`, parts = [], socket = net.connect(server.port, '127.0.0.1');
  socket.write(`POST ${FORM} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
  const answer = new Promise(done => socket.on('data', d => parts.push(d)).on('error', () => done('')).on('close', () => done(Buffer.concat(parts).toString())));
  return { rest: () => socket.write(body.slice(10)), answer };
}

/* A large answer that is read slowly. */
function slowReader(server) {
  return new Promise(done => {
    let size = 0, ended = false;
    const socket = net.connect(server.port, '127.0.0.1');
    socket.write('GET /hsds/services?format=ndjson&full=true HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    socket.on('data', d => { size += d.length; ended = d.toString('latin1').endsWith('\n') ; socket.pause(); setTimeout(() => socket.resume(), 20); });
    socket.on('error', e => done(e.message)).on('close', () => done(ended && size > 100_000));
  });
}

async function gently() {
  const server = await serve(), agent = new http.Agent({ keepAlive: true, maxSockets: VISITORS }), tally = { answers: 0, stopped: 0 }, wrong = [];
  const form = slowForm(server, await token(server)), idle = net.connect(server.port, '127.0.0.1');
  idle.on('error', () => {});
  const visitors = Array.from({ length: VISITORS }, () => visitor(server, agent, tally, wrong));
  await sleep(1200);
  for (const until = Date.now() + BUSY_MS; tally.answers <= 100 && Date.now() < until; ) await sleep(50);      /* on a busy machine it takes longer */
  const reader = slowReader(server);
  await sleep(150);
  const before = tally.answers;
  tally.stopped = Date.now();
  const stopping = server.stop('SIGTERM');
  await sleep(500);
  form.rest();
  const code = await stopping, took = Date.now() - tally.stopped;
  await Promise.race([Promise.all(visitors), sleep(10_000)]);
  agent.destroy();
  ok(before > 100, 'the server was under load', before);
  is(code, 0, 'SIGTERM under load ends with exit code 0');
  ok(took < STOP_MS, `within ${STOP_MS / 1000} seconds`, `${took} ms`);
  none(wrong, 'no answer was cut off or refused');
  const answer = await form.answer;
  ok(/^HTTP\/1\.1 303 /.test(answer), 'a form that was coming in is taken', answer.slice(0, 300));
  is(await reader, true, 'an answer that is read slowly is sent to its end');
  const flags = await command('offers', 'flags', '--data', server.data);
  ok(flags.out.includes('langzaam'), 'and what was confirmed is kept');
  none(server.log.filter(l => /error|sanitizer/i.test(l)), 'nothing went wrong in the log');
}

/* Forms confirmed until the moment of the kill; several times, at other moments. */
async function roughly() {
  let server = await serve(), sent = 0;
  const forms = (await offerPages(server)).map(page => `${page}/klopt-niet`), confirmed = [];
  for (let round = 0; round < 3; round++) {
    const form_token = await token(server);
    let going = true;
    const writers = Array.from({ length: 4 }, async (_, w) => {
      for (let i = 0; going && i < 12; i++) {
        const note = `ronde ${round}, schrijver ${w}, nummer ${i}`;
        const a = await get(server, forms[sent++ % forms.length], { method: 'POST', body: new URLSearchParams({ reason: 'wait', note, form_token }) }).catch(() => null);
        if (a?.status === 303) confirmed.push(note);
        else return;
      }
    });
    const many = confirmed.length + 6 + 10 * round;
    for (let i = 0; i < 1000 && confirmed.length < many; i++) await sleep(2);
    is(await server.stop('SIGKILL'), 'SIGKILL', `killed under load, time ${round + 1}`);
    going = false;
    await Promise.all(writers);
    server = await serve({ data: server.data });
    const { out } = await command('offers', 'flags', '--data', server.data);
    none(confirmed.filter(note => !out.includes(note)), `all of the ${confirmed.length} forms that were confirmed are there`);
    is((await get(server, `/hulp/${OFFERS.rich}`)).status, 200, 'and it serves again');
  }
  ok(confirmed.length > 20, 'forms were confirmed in between', confirmed.length);
  is((await get(server, '/hulp')).text.match(/\d+ soorten hulp/)?.[0], '99 soorten hulp', 'with all its help, none of it twice');
  const check = await new Promise(done => execFile('sqlite3', [path.join(server.data, 'kentering.db'), 'PRAGMA integrity_check; PRAGMA foreign_key_check;'], (e, out) => done(e?.code === 'ENOENT' ? null : out || e?.message)));
  if (check === null) skip('the database is sound', 'sqlite3 is not installed');
  else is(check.trim(), 'ok', 'the database is sound');
}

async function twice() {
  const server = await serve();
  const at = Date.now();
  const again = setInterval(() => server.child.kill('SIGTERM'), 1);
  is(await server.stop('SIGTERM'), 0, 'more SIGTERMs while it stops change nothing');
  clearInterval(again);
  ok(Date.now() - at < 2000, 'without visitors it stops soon', `${Date.now() - at} ms`);
  const other = await serve({ args: ['--listen', ''] });
  is(await other.stop('SIGINT'), 0, 'Ctrl-C stops it as well');
}

await testing(async () => {
  await gently();
  await roughly();
  await twice();
});
