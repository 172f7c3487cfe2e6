// The examples for nginx and Caddy, with the real programs: TLS, what goes to which process, and what their logs hold.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { command, decode, folder, has, is, none, ok, root, serve, skip, sleep, testing, PASSWORD } from '../browser/server.mjs';
import { OFFERS } from '../browser/routes.mjs';

const HOST = 'hulp.example.nl', SECRET = 'geheimwoord', TOKEN = 'ubio5KICkRJn2Ca6zFK5IpidFe9dxAsagMIJUb68Ig';
const freePort = () => new Promise(done => { const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); }); });
const which = name => ['/usr/sbin', '/usr/bin'].map(d => path.join(d, name)).find(existsSync);

function certificate(at) {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`,
    '-keyout', path.join(at, 'key.pem'), '-out', path.join(at, 'cert.pem')], { stdio: 'ignore' });
}

/* One request through TLS, as a visitor's browser makes it; { status, headers, body }. */
const ask = (port, target, { method = 'GET', headers = {}, body } = {}) => new Promise(done => {
  const request = https.request({ host: '127.0.0.1', port, path: target, method, servername: HOST, rejectUnauthorized: false, agent: false,
    headers: { host: HOST, ...body ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {}, ...headers } }, a => {
    const parts = [];
    a.on('data', d => parts.push(d)).on('end', () => done({ status: a.statusCode, headers: a.headers, body: Buffer.concat(parts).toString() })).on('error', () => done({ status: a.statusCode, headers: a.headers, body: '' }));
  });
  request.on('error', e => done({ status: 0, headers: {}, body: e.message }));
  request.end(body);
});

/* Every file under a folder, in one text. */
const allOf = at => readdirSync(at).map(n => path.join(at, n)).map(f => statSync(f).isDirectory() ? allOf(f) : readFileSync(f, 'latin1')).join('\n');

/* The example with names, ports and files of this test. */
function nginxConfig(at, ports) {
  const site = readFileSync(path.join(root, 'docs/examples/nginx.conf'), 'utf8')
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${ports.work}`).replaceAll('127.0.0.1:8081', `127.0.0.1:${ports.open}`)
    .replace('listen 80;', `listen 127.0.0.1:${ports.http};`).replace('listen 443 ssl http2;', `listen 127.0.0.1:${ports.https} ssl http2;`).replace(/^ *listen \[::\].*\n/gm, '')
    .replace(/ssl_certificate .*;/, `ssl_certificate ${at}/cert.pem;`).replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${at}/key.pem;`).replaceAll('/var/log/nginx', `${at}/log`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(n => `${n}_temp_path ${at}/${n};`).join(' ');
  writeFileSync(path.join(at, 'site.conf'), site);
  writeFileSync(path.join(at, 'nginx.conf'), `daemon off; worker_processes 1; pid ${at}/pid; error_log ${at}/log/main.log warn;\nevents {}\nhttp { ${temporary} access_log off; include ${at}/site.conf; }\n`);
  return { check: ['-t', '-c', `${at}/nginx.conf`, '-p', at], run: ['-c', `${at}/nginx.conf`, '-p', at] };
}

function caddyConfig(at, ports) {
  const file = readFileSync(path.join(root, 'docs/examples/Caddyfile'), 'utf8')
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${ports.work}`).replaceAll('127.0.0.1:8081', `127.0.0.1:${ports.open}`).replaceAll('/var/log/caddy', `${at}/log`)
    .replace('{\n\tservers', `{\n\tadmin off\n\tskip_install_trust\n\thttp_port ${ports.http}\n\thttps_port ${ports.https}\n\tservers`)
    .replace('\ttls {\n', `\ttls ${at}/cert.pem ${at}/key.pem {\n`).replace('hulp.example.nl {\n', 'hulp.example.nl {\n\tbind 127.0.0.1\n');
  writeFileSync(path.join(at, 'Caddyfile'), file);
  return { check: ['validate', '--config', `${at}/Caddyfile`, '--adapter', 'caddyfile'], run: ['run', '--config', `${at}/Caddyfile`, '--adapter', 'caddyfile'] };
}

async function through(name, program, configure, processes) {
  const at = folder(), ports = { http: await freePort(), https: await freePort(), work: processes.work.port, open: processes.open.port };
  mkdirSync(path.join(at, 'log'));
  certificate(at);
  const config = configure(at, ports), env = { ...process.env, HOME: at, XDG_DATA_HOME: at, XDG_CONFIG_HOME: at };
  const checked = spawnSync(program, config.check, { encoding: 'utf8', env });
  if (!ok(checked.status === 0, `${name}: the example is understood`, checked.stderr)) return;
  const child = spawn(program, config.run, { stdio: ['ignore', 'pipe', 'pipe'], env }), said = [];
  child.stdout.on('data', d => said.push(d));
  child.stderr.on('data', d => said.push(d));
  try {
    for (let i = 0; i < 100 && !(await ask(ports.https, '/')).status; i++) await sleep(100);
    await pages(name, ports);
    await signedIn(name, ports);
    await refused(name, ports);
    await sleep(300);
    await logs(name, at, said, ports, processes);
  } finally {
    child.kill('SIGTERM');
    await new Promise(done => child.on('exit', done));
  }
}

async function pages(name, ports) {
  const home = await ask(ports.https, '/'), search = await ask(ports.https, `/hulp?q=${SECRET}`);
  is([home.status, search.status], [200, 200], `${name}: pages come through TLS`);
  has(home.headers['strict-transport-security'], 'max-age=31536000', `${name}: with HSTS`);
  has(home.headers['content-security-policy'], "default-src 'none'", `${name}: and the headers of the program`);
  is(String(home.headers['content-security-policy']).includes(','), false, `${name}: once`);
  const plain = await new Promise(done => http.get({ host: '127.0.0.1', port: ports.http, path: '/hulp', headers: { host: HOST }, agent: false }, a => { a.resume(); done(a); }));
  ok([301, 308].includes(plain.statusCode) && plain.headers.location === `https://${HOST}/hulp`, `${name}: http goes on to https`, plain.statusCode, plain.headers.location);
  const old = await new Promise(done => { const s = tls.connect({ host: '127.0.0.1', port: ports.https, servername: HOST, rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }, () => { s.destroy(); done('taken'); }); s.on('error', () => done('refused')); });
  is(old, 'refused', `${name}: TLS 1.1 is refused`);
}

/* Somebody signs in: the pages of that come from the process with keys, the others from the one without. */
async function signedIn(name, ports) {
  const form = await ask(ports.https, '/inloggen');
  const field = n => decode(form.body.match(new RegExp(`name="${n}"[^>]*value="([^"]*)"`))?.[1] ?? '');
  const password = form.body.match(/<input[^>]*type="password"[^>]*>/)?.[0].match(/name="([^"]+)"/)?.[1] ?? 'password';
  const body = new URLSearchParams({ form_token: field('form_token'), mail: 'regisseur@demo.invalid', [password]: PASSWORD }).toString();
  const sent = await ask(ports.https, '/inloggen', { method: 'POST', body, headers: { origin: `https://${HOST}` } });
  const cookie = (sent.headers['set-cookie'] ?? [])[0]?.split(';')[0];
  is(sent.status, 303, `${name}: one can sign in`);
  ok(/;\s*secure/i.test((sent.headers['set-cookie'] ?? [])[0] ?? ''), `${name}: with a cookie for https only`, sent.headers['set-cookie']);
  is((await ask(ports.https, '/werk', { headers: { cookie } })).status, 200, `${name}: and work`);
  const flag = `/hulp/${OFFERS.rich}/klopt-niet`, token = decode((await ask(ports.https, flag)).body.match(/name="form_token" value="([^"]+)"/)?.[1] ?? '');
  is((await ask(ports.https, flag, { method: 'POST', body: new URLSearchParams({ reason: 'gone', note: name, form_token: token }).toString(), headers: { origin: `https://${HOST}` } })).status, 303,
    `${name}: a form for everybody comes through`);
}

async function refused(name, ports) {
  is([(await ask(ports.https, '/metrics')).status, (await ask(ports.https, '/healthz')).status], [404, 404], `${name}: figures and health are not for visitors`);
  is([(await ask(ports.https, '/metrics/')).status, (await ask(ports.https, '//metrics')).status, (await ask(ports.https, '/%6detrics')).status].some(s => s === 200), false, `${name}: by no way round`);
  const large = await ask(ports.https, '/inloggen', { method: 'POST', body: 'a='.padEnd(2 << 20, 'x') });
  ok([413, 0].includes(large.status), `${name}: two megabytes are too much`, large.status);
  for (const link of ['uitnodiging', 'aanbod-bevestigen', 'en/aanbod-bevestigen']) await ask(ports.https, `/${link}/${TOKEN}`);
  await ask(ports.https, '/hulp?q=ver', { headers: { 'x-forwarded-for': '203.0.113.77', referer: `https://elders.example/${SECRET}` } });
}

async function logs(name, at, said, ports, processes) {
  await processes.open.stop();
  const gone = await ask(ports.https, `/hulp?q=${SECRET}`);
  ok([502, 503, 504].includes(gone.status), `${name}: without the program it says so`, gone.status);
  await sleep(300);
  const all = allOf(path.join(at, 'log')) + Buffer.concat(said).toString('latin1'), access = readFileSync(path.join(at, 'log/kentering.log'), 'utf8').trim().split('\n');
  ok(access.length > 8 && access.some(l => l.includes('/hulp')) && access.some(l => l.includes('/inloggen')), `${name}: the log has a line a request`, access.slice(0, 3));
  none([SECRET, TOKEN, 'q=', '203.0.113', '127.0.0.1"', 'regisseur', OFFERS.rich].filter(w => all.includes(w)), `${name}: no query, no secret link, no name, no offer in any of its logs, also when something fails`);
  none(access.filter(l => l.includes('127.0.0.1')), `${name}: addresses are shortened`);
}

/* For everybody, but only the process with keys knows its own links. */
const KEYED = /^\/(en\/)?aanbod-bevestigen\//;

/* Every path that one must sign in for goes to the process with keys, every other to the one without. */
async function split() {
  const routes = JSON.parse((await command('routes')).out);
  for (const [file, pattern] of [['nginx.conf', /location ~ (\^\S+werk\S+) \{/], ['Caddyfile', /path_regexp (\^\S+werk\S+)/]]) {
    const work = new RegExp(readFileSync(path.join(root, 'docs/examples', file), 'utf8').match(pattern)?.[1] ?? '$^');
    const paths = routes.flatMap(r => [r, ...r.english ? [{ ...r, path: `/en${r.path}` }] : []]);
    none(paths.filter(r => (r.needs !== 'anybody' || r.door || KEYED.test(r.path)) && !work.test(r.path)).map(r => r.path), `${file}: whatever one signs in for goes to the process with keys`);
    none(paths.filter(r => r.needs === 'anybody' && !r.door && !KEYED.test(r.path) && !r.path.startsWith('/api') && work.test(r.path)).map(r => r.path), `${file}: whatever is for everybody goes to the one without`);
  }
}

await testing(async () => {
  await split();
  for (const [name, configure] of [['nginx', nginxConfig], ['caddy', caddyConfig]]) {
    const program = which(name);
    if (!program || !which('openssl')) { skip(`${name}: the example works`, `${name} or openssl is not installed`); continue; }
    const work = await serve({ args: ['--public-url', `https://${HOST}`] });
    const open = await serve({ data: work.data, demo: false, args: ['--public', '--public-url', `https://${HOST}`] });
    await through(name, program, configure, { work, open });
    await work.stop();
  }
});
