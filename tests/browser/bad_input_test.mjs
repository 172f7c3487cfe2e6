// What comes in that should not: the visitor gets a clear answer in her language, the server goes on, nothing is a 500.
import net from 'node:net';
import { get, has, is, none, ok, raw, serve, sleep, testing } from './server.mjs';
import { en, nl } from './texts.mjs';
import { OFFERS } from './routes.mjs';

const statuses = [];
const ask = async (server, target, options) => { const a = await get(server, target, options); statuses.push([a.status, target.slice(0, 60)]); return a; };
const statusOf = answer => Number(answer.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 0);
const line = (target, ...headers) => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${headers.map(h => `${h}\r\n`).join('')}Connection: close\r\n\r\n`;
const send = async (server, bytes, ms) => { const a = await raw(server.port, bytes, ms); statuses.push([statusOf(a), String(bytes).slice(0, 60)]); return a; };
/* A page for people: in their language, with a way on. */
const page = (a, lang) => a.body.includes(`<html lang="${lang}"`) && a.body.includes(lang === 'en' ? 'href="/en/hulp"' : 'href="/hulp"') && a.body.includes('tel:08002000');

/* ---- addresses ---- */

/* target after /hulp, status, msgid that says what is wrong (%s filled with `with`). */
const QUERIES = [
  ['?pagina=99999999999', 400], ['?pagina=0', 400], ['?pagina=-1', 400], ['?pagina=abc', 400], ['?pagina=1e3', 400], ['?pagina=1000000', 200],
  ['?kleur=rood', 200, 'We do not know "%s".', 'kleur'], ['?<b>=1', 200, 'We do not know "%s".', '<b>'],
  ['?voor=iedereen', 400, '%s: "%s" is not one of the choices.', 'iedereen'], ['?vorm=group&vorm=xyz', 400, '%s: "%s" is not one of the choices.', 'xyz'],
  ['?regio=atlantis', 400, '%s: "%s" is not one of the choices.', 'atlantis'], ['?volgorde=willekeurig', 400],
  ['?q=%ff%fe', 400, 'This text has a character that cannot be stored.'], ['?q=a%00b', 400, 'This text has a character that cannot be stored.'],
  ['?q=%c0%af', 400, 'This text has a character that cannot be stored.'], ['?q=%zz', 400], ['?q=%', 400], ['?q=%ed%a0%80', 400],
  [`?q=${'a'.repeat(16384)}`, 400], [`?q=${'%C3%A9'.repeat(2000)}`, 400], [`?${'voor=uses_violence&'.repeat(800)}`, 200], [`?${'a=1&'.repeat(4001)}`, 400],
  [`?${Array.from({ length: 2000 }, (_, i) => `x${i}=1`).join('&')}`, 200], ['?q=groep&q=woede', 400], ['?&&&==&=', 200], ['?voor=', 200], ['?q=', 200],
];

async function queries(server) {
  for (const [query, status, msgid, word] of QUERIES) {
    const name = query.length > 50 ? `${query.slice(0, 30)}… (${query.length} bytes)` : query;
    for (const lang of ['nl', 'en']) {
      const a = await ask(server, `${lang === 'en' ? '/en' : ''}/hulp${query}`), text = lang === 'en' ? en : nl;
      const message = msgid ? text(msgid).split('%s').map(p => p.trim()).filter(p => /\p{L}/u.test(p)) : status === 400 && a.body.includes('id="gevonden"') ? [text('We left out part of this search:')] : [];
      ok(a.status === status && page(a, lang) && message.every(m => a.text.includes(m)) && (!word || a.text.includes(word)), `/hulp${name} (${lang}): ${status}, a page, and what is wrong with it`, a.status, message, a.text.slice(0, 800));
    }
  }
}

async function paths(server) {
  for (const target of ['/bestaat-niet', '/hulp/bestaat-niet', '/kaartje/atlantis', '/hulp/%2e%2e', `/hulp/${'a'.repeat(1500)}`, '/hulp/a%2fb', '//', '/hulp//x', '/HULP', '/en/en/hulp', '/enhulp', '/%E2%82%AC', `/${'a/'.repeat(400)}`, '/hulp/../over', '/.git/config', '/hulp/x/print/y']) {
    const a = await fetchRaw(server, target);
    ok(statusOf(a) === 404 && a.includes(`<html lang="${target.startsWith('/en/') ? 'en' : 'nl'}"`) && a.includes('0800-2000'), `${target.slice(0, 40)} is not there, says a page`, a.slice(0, 300));
  }
  for (const target of ['/hulp/%00', '/hulp/%ff', '/%zz', '/hulp/%0d%0aSet-Cookie:%20x=1', '/hulp/%09']) {
    const a = await fetchRaw(server, target);
    ok(statusOf(a) === 400 && a.includes('<html lang="nl"'), `${target} cannot be read, says a page`, a.slice(0, 300));
    ok(!/^set-cookie/im.test(a.split('\r\n\r\n')[0]), `${target} writes no header`);
  }
  const english = await ask(server, '/en/hulp/%ff');
  ok(english.status === 400 && page(english, 'en') && english.text.includes(en('This address is not right')), 'an English address gets its message in English', english.text.slice(0, 300));
  const slash = await ask(server, '/hulp/?q=groep');
  is([slash.status, slash.headers.get('location')], [301, '/hulp?q=groep'], 'a slash too much at the end is taken off');
  ok((await fetchRaw(server, '//elders.example/hulp/')).match(/^location: *\/\//im) === null, 'and sends nobody to another site');
}
const fetchRaw = (server, target) => send(server, line(target));

async function assets(server) {
  const folder = (await get(server, '/')).body.match(/\/assets\/[^/"]+\//)[0], wrong = [];
  for (const rest of ['../../etc/passwd', '..%2f..%2fetc%2fpasswd', '%2e%2e/%2e%2e/etc/passwd', '....//etc/passwd', '/etc/passwd', '..\\..\\etc\\passwd', 'site.css/../../../etc/passwd', 'site.css%00.png', '', 'niets.css', '%2e%2e/kentering.db', 'site.css.br'])
    for (const base of [folder, '/assets/', '/assets/x/']) {
      const a = await fetchRaw(server, base + rest);
      if (![400, 404, 301].includes(statusOf(a)) || /root:|SQLite/.test(a)) wrong.push(`${base}${rest}: ${statusOf(a)}`);
    }
  none(wrong, 'no address of an asset leads out of their folder');
  is(statusOf(await fetchRaw(server, `${folder}site.css`)), 200, 'the assets themselves are there');
}

async function escaped(server) {
  const attack = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
  for (const target of [`/hulp?q=${encodeURIComponent(attack)}`, `/hulp?voor=${encodeURIComponent(attack)}`, `/hulp?${encodeURIComponent(attack)}=1`, `/hulp?regio=${encodeURIComponent(attack)}`, `/hulp/${encodeURIComponent(attack)}`, `/en/hulp?q=${encodeURIComponent(attack)}`]) {
    const a = await ask(server, target);
    ok(!/<script>alert|<img src=x|"'><img/.test(a.body), `${target.slice(0, 24)}…: what a visitor typed stays text`);
  }
  const a = await ask(server, `/hulp?q=${encodeURIComponent(attack)}`);
  has(a.body, 'value="&lt;script&gt;', 'and stands in the field as typed');
}

/* ---- requests ---- */

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function methods(server) {
  const flag = `/hulp/${OFFERS.rich}/klopt-niet`;
  for (const [method, target, allow] of [['POST', '/hulp', 'GET, HEAD'], ['PUT', '/hulp', 'GET, HEAD'], ['DELETE', '/', 'GET, HEAD'], ['PATCH', flag, 'GET, HEAD, POST'], ['OPTIONS', '/over', 'GET, HEAD'], ['QUATSCH', '/hulp', 'GET, HEAD'], ['POST', '/hsds/services', 'GET, HEAD']]) {
    const a = await ask(server, target, { method, ...method === 'POST' ? { headers: FORM, body: 'a=1' } : {} });
    is([a.status, a.headers.get('allow')], [405, allow], `${method} ${target}: 405, and what it takes instead`);
    if (!target.startsWith('/hsds')) has(a.text, nl('This cannot be done here'), `${method} ${target}: a page says so`);
  }
  has((await ask(server, '/en/hulp', { method: 'PUT' })).text, en('This cannot be done here'), 'in English for an English page');
  const head = await send(server, line('/hulp').replace('GET', 'HEAD'));
  ok(statusOf(head) === 200 && head.split('\r\n\r\n')[1] === '', 'HEAD answers without a body');
  is((await ask(server, flag, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status, 415, 'a form that is JSON is refused');
  is((await ask(server, flag, { method: 'POST', headers: FORM, body: '' })).status, 422, 'an empty form comes back');
  for (const body of ['reason=%ff', 'reason=gone&note=%00', 'reason=zomaar', '%', '='.repeat(5000), 'reason[]=gone', 'reason=gone&reason=wait', `note=${'é'.repeat(1001)}&reason=gone`]) {
    const a = await ask(server, flag, { method: 'POST', headers: FORM, body });
    ok([400, 413, 422].includes(a.status) && page(a, 'nl'), `a form with ${body.slice(0, 24)} comes back`, a.status);
  }
}

async function large(server) {
  const flag = `/hulp/${OFFERS.rich}/klopt-niet`, body = `note=${'a'.repeat((1 << 20) - 4)}`;
  const a = await ask(server, flag, { method: 'POST', headers: FORM, body });
  is([body.length, a.status], [(1 << 20) + 1, 413], '1 MB and one byte is too much');
  has(a.text, nl('This is too much at once'), 'a page says so');
  has((await ask(server, `/en${flag}`, { method: 'POST', headers: FORM, body })).text, en('This is too much at once'), 'in English for an English page');
  const read = await ask(server, flag, { method: 'POST', headers: FORM, body: `note=${'<'.repeat((1 << 20) - 5)}` });
  is(read.status, 422, '1 MB is read');
  ok(read.body.length < 100_000, 'and does not come back whole', read.body.length);
  const chunked = await send(server, [`POST ${flag} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    ...Array.from({ length: 17 }, () => `10000\r\n${'a'.repeat(65536)}\r\n`), '0\r\n\r\n']);
  is(statusOf(chunked), 413, 'in pieces too');
  const lie = await send(server, `POST ${flag} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\n\r\na=1`);
  is(statusOf(lie), 413, 'a body announced as 100 GB is refused at once');
  for (const [name, bytes] of [['a header of 70 KB', line('/', `X-A: ${'a'.repeat(70000)}`)], ['5000 headers', line('/', ...Array.from({ length: 5000 }, (_, i) => `X-${i}: 12345678`))], ['an address of 100 KB', line(`/hulp?q=${'a'.repeat(100000)}`)]]) {
    const status = statusOf(await send(server, bytes));
    ok(status === 0 || (status >= 400 && status < 500), `${name} is refused`, status);
  }
  const hosts = await Promise.all(['"><script>', 'a b', '../..', 'x'.repeat(300), 'evil.example/%2e', ''].map(h => send(server, `GET /hulp/${OFFERS.rich}/print HTTP/1.1\r\nHost: ${h}\r\nConnection: close\r\n\r\n`)));
  none(hosts.filter(a => ![200, 400].includes(statusOf(a)) || a.includes('"><script>') || a.includes('evil.example')).map(a => a.slice(0, 200)), 'an odd Host header does not get into a page');
  ok([200, 400].includes(statusOf(await send(server, 'GET / HTTP/1.0\r\n\r\n'))), 'HTTP/1.0 without a Host is answered or refused');
}

/* Two programs must not read two different requests in the same bytes. */
async function smuggling(server) {
  const hidden = 'GET /over HTTP/1.1\r\nHost: localhost\r\n\r\n', post = (...headers) => `POST /hulp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n${headers.map(h => `${h}\r\n`).join('')}\r\n`;
  const tries = {
    'both a length and chunks': post('Content-Length: 6', 'Transfer-Encoding: chunked') + `0\r\n\r\n${hidden}`,
    'chunks and a length': post('Transfer-Encoding: chunked', `Content-Length: ${hidden.length + 5}`) + `0\r\n\r\n${hidden}`,
    'two lengths': post('Content-Length: 0', `Content-Length: ${hidden.length}`) + hidden,
    'two lengths in one line': post(`Content-Length: 0, ${hidden.length}`) + hidden,
    'a length below zero': post('Content-Length: -1') + hidden,
    'a length with a plus': post(`Content-Length: +${hidden.length}`) + hidden,
    'a length that is hexadecimal': post('Content-Length: 0x0') + hidden,
    'an encoding nobody knows': post('Transfer-Encoding: xchunked', 'Content-Length: 0') + hidden,
    'chunked twice': post('Transfer-Encoding: chunked', 'Transfer-Encoding: identity') + `0\r\n\r\n${hidden}`,
    'a space before the colon': post('Transfer-Encoding : chunked', 'Content-Length: 0') + hidden,
    'a chunk size that is no number': post('Transfer-Encoding: chunked') + `zz\r\n${hidden}`,
    'a chunk size that overflows': post('Transfer-Encoding: chunked') + `FFFFFFFFFFFFFFFFFF\r\n${hidden}`,
    'a header with a bare CR': post('X: a\rContent-Length: 5', 'Content-Length: 0') + hidden,
    'an empty length that goes on in the next line': post(`Content-Length:\r\n ${hidden.length}`) + hidden,
    'an empty encoding that goes on in the next line': post('Transfer-Encoding:\r\n chunked') + `0\r\n\r\n${hidden}`,
    'a length with a name that goes on': post(`Content-Lengthy: ${hidden.length}`) + hidden,
    'a zero byte in a name': `GET /hulp HTTP/1.1\r\nHost: localhost\r\nX\0Content-Length: 5\r\n\r\n${hidden}`,
    'an empty host that goes on in the next line': `GET /hulp HTTP/1.1\r\nHost:\r\n localhost\r\n\r\n`,
    'two hosts': `GET /hulp HTTP/1.1\r\nHost: localhost\r\nHost: elders.example\r\n\r\n`,
  };
  for (const [name, bytes] of Object.entries(tries)) {
    const answers = [...(await send(server, bytes, 700)).matchAll(/HTTP\/1\.1 (\d{3})/g)].map(m => Number(m[1]));
    ok(answers.every(s => s >= 400 && s < 500) && answers[0] !== 405, `${name}: refused, and nothing hidden behind it is answered`, answers.join(' '));
  }
  const zero = await send(server, `GET /hulp HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\nConnection: close\r\n\r\n`, 700);
  ok((zero.match(/HTTP\/1\.1 /g) ?? []).length <= 1, 'a header with a zero byte is answered once at most', zero.slice(0, 200));
  const two = await send(server, line('/hulp').replace('Connection: close\r\n', '') + line('/over'), 700);
  is((two.match(/HTTP\/1\.1 200/g) ?? []).length, 2, 'two good requests behind each other are two answers');
}

/* ---- silence ---- */

/* What fits, for programs: a problem that names the member, never a decision on something else than was meant. */
async function match(server) {
  const post = (body, type = 'application/json') => ask(server, '/api/v1/match', { method: 'POST', headers: { 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  const of = more => ({ region: 'oost-brabant', ...more });
  const wrong = [['region', { region: 7 }], ['region', { region: 'atlantis' }], ['region', { region: 'landelijk' }], ['region', {}], ['region', { region: null }], ['region', { region: ['oost-brabant'] }],
    ['municipality', of({ municipality: 'amsterdam' })], ['municipality', of({ municipality: 'atlantis' })], ['age', of({ age: 'veertig' })], ['age', of({ age: -1 })], ['age', of({ age: 121 })], ['age', of({ age: 30.5 })],
    ['age', of({ age: 1e300 })], ['acute_danger', of({ acute_danger: 1 })], ['acute_danger', of({ acute_danger: 'perhaps' })], ['acute_danger', of({ acute_danger: {} })], ['violence', of({ violence: { physical: true } })],
    ['violence', of({ violence: ['physical', 7] })], ['violence', of({ violence: ['hitting'] })], ['languages', of({ languages: ['Dutch'] })], ['languages', of({ languages: [['nl']] })],
    ['gender', of({ gender: 'm f' })], ['gender', of({ gender: true })], ['phase', of({ phase: ['early'] })], ['max_wait_days', of({ max_wait_days: 4000 })], ['name', of({ name: 'Jan' })], ['Region', of({ Region: 'x' })],
    ['__proto__', '{"region":"oost-brabant","__proto__":{}}'], ['for_whom', of({ for_whom: 'both' })]];
  for (const [field, body] of wrong) {
    const a = await post(body), problem = JSON.parse(a.body);
    ok(a.status === 422 && a.headers.get('content-type') === 'application/problem+json' && problem.errors?.[0].field === field, `match: ${JSON.stringify(body).slice(0, 70)} is refused at ${field}`, a.status, a.body.slice(0, 300));
  }
  for (const body of ['', 'null', '[]', '"x"', '7', '{', '{"region":"oost-brabant"} {}', '{"region":"oost-brabant","region":"groningen"}', '{"region":"oost-\\u0000brabant"}', `${'['.repeat(50_000)}`, `{"region":${'{"a":'.repeat(20_000)}`, '\ud800', 'region=oost-brabant']) {
    const a = await post(body);
    ok(a.status === 422 && a.headers.get('content-type') === 'application/problem+json', `match: ${body.slice(0, 40)} (${body.length} bytes) is a problem`, a.status, a.body.slice(0, 300));
  }
  const most = await post(`${' '.repeat((1 << 20) - 100)}{"region":"oost-brabant"}`), large = await post(' '.repeat((1 << 20) + 1));
  is([most.status, large.status], [200, 413], 'match: a body just below 1 MB is read, a larger one is not');
  is((await post('region=oost-brabant', 'application/x-www-form-urlencoded')).status, 415, 'match: a form is no JSON');
  is((await post(JSON.stringify(of({})), 'text/plain')).status, 415, 'match: nor is a text that looks like it');
  const got = await ask(server, '/api/v1/match');
  is([got.status, got.headers.get('allow')], [405, 'POST'], 'match: asking with GET is told how');
  is((await ask(server, '/api/v1/match?region=oost-brabant')).status, 405, 'match: answers do not travel in the address');
}

/* Connections that begin a request and never end it: others are served, and in the end they are shut. */
async function silence(server) {
  const halves = ['GET /hulp HTTP/1.1\r\nHost: loc', 'GET /', `POST /hulp/${OFFERS.rich}/klopt-niet HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nreason=`, '', '\x16\x03\x01\x02\0\x01\0', '\0\0\0\0\r\n\r\n'];
  const sockets = Array.from({ length: 120 }, (_, i) => { const s = net.connect(server.port, '127.0.0.1'); s.on('error', () => {}).on('data', () => {}); s.write(halves[i % halves.length]); return s; });
  const closed = sockets.filter((_, i) => i % halves.length < 2).map(s => new Promise(done => s.on('close', done)));
  await sleep(300);
  const times = [];
  for (let i = 0; i < 20; i++) { const t = performance.now(); await ask(server, '/hulp?q=groep'); times.push(performance.now() - t); }
  ok(Math.max(...times) < 1000, '120 connections that say nothing more do not hold up the others', `${Math.max(...times).toFixed(0)} ms`);
  const shut = Promise.all(closed).then(() => true);
  return async () => {
    ok(await Promise.race([shut, sleep(40_000, false, { ref: false })]), 'half a request and then silence is shut in the end');
    for (const s of sockets) s.destroy();
  };
}

await testing(async () => {
  const server = await serve();
  const later = await silence(server);
  await queries(server);
  await paths(server);
  await assets(server);
  await escaped(server);
  await methods(server);
  await large(server);
  await smuggling(server);
  await match(server);
  none(statuses.filter(([s]) => s >= 500), 'nothing was answered with a 500');
  await later();
  is((await get(server, '/healthz')).status, 200, 'the server is well after all this');
});
