// Figures for Prometheus and the log for programs: both readable by the letter, and silent about who asked what.
import { command, folder, get, has, is, metricsOf, none, ok, raw, serve, signIn, sleep, testing } from './server.mjs';
import { OFFERS } from './routes.mjs';

const SECRET = 'geheimwoord', NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';

/* The text format 0.0.4, strictly: what is wrong, and the families with their samples. */
function parse(text) {
  const wrong = [], families = new Map(), seen = new Set();
  let family = null;
  if (!text.endsWith('\n')) wrong.push('no line end at the end');
  for (const line of text.slice(0, -1).split('\n')) {
    const help = line.match(new RegExp(`^# HELP (${NAME}) (\\S.*\\.)$`)), type = line.match(new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram)$`));
    if (help) {
      if (families.has(help[1])) wrong.push(`twice: ${line}`);
      family = { name: help[1], type: null, samples: [] };
      families.set(help[1], family);
    } else if (type) {
      if (family?.name !== type[1] || family.type) wrong.push(`not behind its HELP: ${line}`);
      else family.type = type[2];
      if (type[2] === 'counter' && !type[1].endsWith('_total')) wrong.push(`a counter that does not end in _total: ${line}`);
    } else {
      const m = line.match(new RegExp(`^(${NAME})(?:\\{((?:[a-z_]+="(?:[^"\\\\\\n]|\\\\[n"\\\\])*",?)+)\\})? (-?[0-9.e+-]+|\\+Inf)$`));
      if (!m) { wrong.push(`no sample: ${line}`); continue; }
      const labels = Object.fromEntries([...(m[2] ?? '').matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(l => [l[1], l[2]]));
      const of = family?.type === 'histogram' ? [`${family.name}_bucket`, `${family.name}_sum`, `${family.name}_count`] : [family?.name];
      if (!family?.type || !of.includes(m[1])) wrong.push(`of another family: ${line}`);
      if (seen.has(m[1] + m[2])) wrong.push(`twice: ${line}`);
      seen.add(m[1] + m[2]);
      family?.samples.push({ name: m[1], labels, value: m[3] === '+Inf' ? Infinity : Number(m[3]) });
    }
  }
  for (const f of families.values()) if (f.type === 'histogram') wrong.push(...histogram(f));
  return { wrong, families };
}

/* Buckets grow, and the last one holds all. */
function histogram(f) {
  const groups = new Map(), wrong = [];
  for (const s of f.samples) {
    const { le, ...rest } = s.labels, key = JSON.stringify(rest);
    if (!groups.has(key)) groups.set(key, { buckets: [] });
    if (le !== undefined) groups.get(key).buckets.push([le === '+Inf' ? Infinity : Number(le), s.value]);
    else groups.get(key)[s.name.split('_').at(-1)] = s.value;
  }
  for (const [key, g] of groups) {
    const b = g.buckets;
    if (!b.length || b.at(-1)[0] !== Infinity || b.at(-1)[1] !== g.count || g.sum === undefined) wrong.push(`${f.name}${key}: no end`);
    if (b.some(([le, n], i) => i && (le <= b[i - 1][0] || n < b[i - 1][1]))) wrong.push(`${f.name}${key}: does not grow`);
  }
  return wrong;
}

const value = (families, name, labels = {}) => families.get(name)?.samples.filter(s => Object.entries(labels).every(([k, v]) => s.labels[k] === v)).reduce((sum, s) => sum + s.value, 0);

const ask = (url, headers = {}) => raw(Number(new URL(url).port), `GET /metrics HTTP/1.1\r\nHost: ${headers.Host ?? '127.0.0.1'}\r\nConnection: close\r\n${Object.entries(headers).filter(([n]) => n !== 'Host').map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n`);

async function figures() {
  const server = await serve({ data: folder(), args: ['--metrics-listen', '127.0.0.1:0', '--log', 'json'] });      /* its jobs have not waited since an example was made */
  const cookie = await signIn(server, 'regisseur'), routes = JSON.parse((await command('routes')).out);
  const form = await get(server, `/hulp/${OFFERS.rich}/klopt-niet`), form_token = form.body.match(/name="form_token" value="([^"]+)"/)[1];
  for (let i = 0; i < 5; i++) await get(server, `/hulp?q=${SECRET}${i}`);
  for (let i = 0; i < 40; i++) await get(server, `/bestaat-niet-${SECRET}-${i}`);
  await get(server, `/hulp/${OFFERS.rich}/klopt-niet`, { method: 'POST', body: new URLSearchParams({ reason: 'gone', note: SECRET, form_token }) });
  await get(server, '/werk', { headers: { cookie } });
  await raw(server.port, `VREEMD-${SECRET} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  await sleep(1500);
  const url = await metricsOf(server), answer = await fetch(url), text = await answer.text(), { wrong, families } = parse(text);
  is(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8', 'the figures are in the text format 0.0.4');
  none(wrong, 'to the letter');
  is(value(families, 'kentering_http_requests_total', { route: '/hulp', method: 'GET', status: '2xx' }), 5, 'requests are counted by the pattern of their route');
  is(value(families, 'kentering_http_requests_total', { route: '-', status: '4xx' }) >= 40, true, 'whatever is not there is one route');
  is(value(families, 'kentering_http_request_duration_seconds', { le: '+Inf' }), value(families, 'kentering_http_requests_total'), 'every request has its duration');
  ok(value(families, 'kentering_commit_changes', { le: '+Inf' }) > 0, 'what was written shows in the commits');
  is(value(families, 'kentering_database_up'), 1, 'the database is there');
  ok(value(families, 'kentering_offers') >= 99, 'so are the offers');
  ok(Math.abs(value(families, 'kentering_offers_snapshot_timestamp_seconds') - Date.now() / 1000) < 300, 'since a moment ago');
  ok(value(families, 'kentering_jobs_waiting') >= 0 && value(families, 'kentering_jobs_late_seconds') < 60, 'no job waits long');
  is(value(families, 'kentering_jobs_dead'), 0, 'none of them is dead');
  ok(value(families, 'process_resident_memory_bytes') > 1e6, 'memory is told');
  ok(Math.abs(value(families, 'process_start_time_seconds') - Date.now() / 1000) < 300, 'and when the process began');
  const known = new Set([...routes.map(r => r.path), '-', '/assets/…', '/healthz', '/metrics', '/robots.txt', '/favicon.svg', 'other']);
  const labels = [...families.values()].flatMap(f => f.samples).map(s => s.labels);
  none(labels.filter(l => l.route && !known.has(l.route)).map(l => l.route), 'no label that a visitor could make: routes');
  none(labels.filter(l => l.method && !['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'OTHER'].includes(l.method)).map(l => l.method), 'nor methods');
  ok(!text.includes(SECRET) && !text.includes('demo.invalid') && !text.includes('127.0.0.1'), 'nothing that was typed, no name, no address');
  await refused(server, url);
  await log(server);
}

async function refused(server, url) {
  for (const [name, headers] of Object.entries({ 'passed on by nginx': { 'X-Forwarded-For': '10.0.0.1' }, 'passed on by another': { Forwarded: 'for=10.0.0.1' }, 'under another name': { Host: 'kwaad.example' } }))
    has((await ask(url, headers)).slice(0, 30), 'HTTP/1.1 403', `not for requests that come ${name}`);
  is((await get(server, '/metrics')).status, 404, 'with a port of their own they are not on the site');
  is((await fetch(url.replace('/metrics', '/hulp'))).status, 404, 'and the site is not on that port');
  is((await fetch(url, { method: 'POST', body: 'x' }).catch(() => ({ status: 0 }))).status !== 200, true, 'nothing is posted there');
  const elsewhere = await command('serve', '--demo', '--data', server.data + '-x', '--port', '0', '--metrics-listen', '0.0.0.0:0');
  is(elsewhere.code, 1, 'an address that others reach is refused');
  has(elsewhere.log, 'metrics-listen', 'and it says which setting');
}

async function log(server) {
  await sleep(400);
  const lines = [...server.log], events = [];
  none(lines.filter(l => { try { events.push(JSON.parse(l)); return false; } catch { return true; } }), 'every line of the log is JSON');
  const search = events.find(e => e.route === '/hulp');
  is(Object.keys(search ?? {}), ['time', 'level', 'event', 'request', 'method', 'route', 'status', 'ms'], 'a request has these members');
  ok(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(search?.time) && search.level === 'info' && search.event === 'request' && search.status === 200 && search.ms >= 0, 'with values that programs can read', search);
  const numbers = events.filter(e => e.event === 'request').map(e => e.request);
  is(new Set(numbers).size, numbers.length, 'a number each');
  none(lines.filter(l => l.includes(SECRET) || l.includes('127.0.0.1') || l.includes('demo.invalid')), 'nothing that was typed, no name, no address');
}

/* Without a port of their own: on the site, as long as nothing stands in front of it. */
async function plain() {
  const server = await serve();
  await get(server, '/');
  await sleep(500);
  const a = await get(server, '/metrics');
  is([a.status, a.headers.get('cache-control')], [200, 'no-store'], 'without that setting they are on the site, for this machine');
  none(parse(a.body).wrong, 'to the letter');
  has((await ask(server.url, { 'X-Forwarded-For': '10.0.0.1' })).slice(0, 30), 'HTTP/1.1 404', 'what was passed on finds nothing there');
  has((await ask(server.url, { Host: 'kwaad.example' })).slice(0, 30), 'HTTP/1.1 404', 'nor does another name');
  const behind = await serve({ args: ['--public-url', 'https://hulp.example'] });
  is((await get(behind, '/metrics')).status, 404, 'with a public address, as behind a server for TLS, they are not there');
}

await testing(async () => {
  await figures();
  await plain();
});
