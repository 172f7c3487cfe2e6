// An identity provider for tests: glewlwyd in a folder of its own, on a free port of this machine, with one client and one
// user. Nobody but the test knows its passwords, and it ends with the test, or else after a quarter of an hour.
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cookiesOf } from '../cookies.mjs';

const SCHEMA = '/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3', LASTS_S = 900, START_MS = 20_000;
const secret = () => randomBytes(18).toString('base64url');

const freePort = () => new Promise((done, wrong) => {
  const s = net.createServer().on('error', wrong).listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

const settings = (folder, port) => `
port = ${port}
bind_address = "127.0.0.1"
external_url = "http://127.0.0.1:${port}"
login_url = "login.html"
api_prefix = "api"
log_mode = "console"
log_level = "WARNING"
cookie_secure = 0
session_expiration = 3600
session_key = "GLEWLWYD2_SESSION_ID"
admin_scope = "g_admin"
profile_scope = "g_profile"
user_module_path = "/usr/lib/glewlwyd/user"
client_module_path = "/usr/lib/glewlwyd/client"
user_auth_scheme_module_path = "/usr/lib/glewlwyd/scheme"
plugin_module_path = "/usr/lib/glewlwyd/plugin"
hash_algorithm = "SHA512"
database = { type = "sqlite3" path = "${folder}/glewlwyd.db" };
`;

/* ---- talking to it ---- */

/* Somebody with a session: `ask(method, path, body)` gives the answer, and throws what it did not expect. */
function visitor(root) {
  const jar = new Map();
  const go = async (url, options = {}) => {
    const cookie = [...jar].map(([k, v]) => `${k}=${v}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', ...options, headers: { ...options.headers, ...(cookie && { cookie }) } });
    for (const [, name, value] of cookiesOf(answer).map(c => c.match(/^([^=]+)=(.*)$/))) jar.set(name, value);
    return answer;
  };
  const ask = async (method, at, body) => {
    const answer = await go(`${root}/api/${at}`, { method, body: body && JSON.stringify(body), headers: body && { 'content-type': 'application/json' } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`glewlwyd: ${method} ${at}: ${answer.status} ${text.slice(0, 500)}`);
    return text ? JSON.parse(text) : null;
  };
  return { go, ask };
}

async function start(folder) {
  const port = await freePort(), root = `http://127.0.0.1:${port}`, log = [];
  execFileSync('sqlite3', [path.join(folder, 'glewlwyd.db')], { input: readFileSync(SCHEMA) });
  writeFileSync(path.join(folder, 'glewlwyd.conf'), settings(folder, port));
  const child = spawn('timeout', [String(LASTS_S), 'glewlwyd', `--config-file=${folder}/glewlwyd.conf`], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise(done => child.on('exit', done).on('error', e => { log.push(e.message); done(e); }));
  const end = () => { child.kill(); rmSync(folder, { recursive: true, force: true }); };
  process.on('exit', end);
  for (const out of [child.stdout, child.stderr]) out.on('data', d => { log.push(String(d)); if (log.length > 2000) log.splice(0, 1000); });
  for (let at = Date.now(), up = false; !up;) {
    if (Date.now() - at > START_MS || child.exitCode !== null) { child.kill(); throw new Error(`glewlwyd did not start:\n${log.join('')}`); }
    up = await fetch(`${root}/config`).then(a => a.ok, () => sleep(50, false));
  }
  const stop = async () => {
    process.off('exit', end);
    child.kill();
    if (await Promise.race([exited, sleep(5000, 'late', { ref: false })]) === 'late') child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { root, stop, log };
}

/* ---- what it holds ---- */

const property = { multiple: true, read: true, write: true, 'profile-read': true, 'profile-write': false };

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 }), kid = randomUUID();
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
}

const plugin = (issuer, key) => ({ module: 'oidc', name: 'oidc', display_name: 'OpenID Connect', order_rank: 0, readonly: false, parameters: {
  iss: issuer, 'jwt-type': 'rsa', 'jwt-key-size': '256', 'jwks-private': JSON.stringify({ keys: [key] }), 'default-kid': key.kid, 'jwks-show': true,
  'auth-type-code-enabled': true, 'auth-type-token-enabled': false, 'auth-type-none-enabled': false, 'auth-type-refresh-enabled': false,
  'access-token-duration': 3600, 'refresh-token-duration': 3600, 'code-duration': 60, 'auth-type-code-revoke-replayed': true, 'oauth-as-iss-id': true,
  'subject-type': 'public', 'pkce-allowed': true, 'pkce-required': true, 'pkce-method-plain-allowed': false, 'allowed-scope': ['openid', 'profile', 'email'],
  'name-claim': 'mandatory', 'email-claim': 'mandatory', 'scope-claim': 'no',
  claims: [{ name: 'roles', type: 'string', 'user-property': 'roles', mandatory: true, 'on-demand': false, scope: [] }] } });

async function furnish(admin, issuer, who) {
  const { go: _, ask } = admin;
  await ask('POST', 'auth/', { username: 'admin', password: 'password' });
  await ask('PUT', 'user/admin', { name: 'Administrator', scope: ['g_admin', 'g_profile'], enabled: true, password: secret() });
  const users = await ask('GET', 'mod/user/database');
  users.parameters['data-format'].roles = property;
  await ask('PUT', 'mod/user/database', users);
  await ask('PUT', 'mod/user/database/reset/');
  for (const name of ['profile', 'email'])
    await ask('POST', 'scope/', { name, display_name: name, password_required: false, password_max_age: 0, scheme: {} });
  await ask('POST', 'user/', { username: who.user, name: who.name, email: who.mail, password: who.password, enabled: true, roles: who.roles,
    scope: ['g_profile', 'openid', 'profile', 'email'] });
  await ask('POST', 'client/', { client_id: who.clientId, name: 'Kentering', enabled: true, confidential: true, client_secret: who.clientSecret,
    redirect_uri: [who.redirectUri], authorization_type: ['code'], token_endpoint_auth_method: ['client_secret_basic'], scope: [] });
  await ask('POST', 'mod/plugin/', plugin(issuer, newKey()));
}

/* Starts the provider. { issuer, clientId, clientSecret, user, password, name, mail, roles, signIn(url), rotateKeys(),
 * setRoles(roles), log, stop() }. */
export async function startGlewlwyd({ redirectUri, roles = ['kentering-team'] }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kentering-glewlwyd-'));
  const who = { clientId: 'kentering', clientSecret: secret(), user: 'sanne', password: secret(), name: 'Sanne de Wit', mail: 'sanne@voorbeeld.invalid', roles, redirectUri };
  let running;
  try {
    running = await start(folder);
    const { root } = running, issuer = `${root}/api/oidc`, admin = visitor(root);
    await furnish(admin, issuer, who);
    return { ...who, issuer, log: running.log, stop: running.stop, signIn: url => signIn(root, who, url),
      rotateKeys: async () => {
        await admin.ask('PUT', 'mod/plugin/oidc', plugin(issuer, newKey()));
        await admin.ask('PUT', 'mod/plugin/oidc/reset/');
      },
      setRoles: async now => {
        const user = await admin.ask('GET', `user/${who.user}`);
        await admin.ask('PUT', `user/${who.user}`, { ...user, roles: now });
      } };
  } catch (e) {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
    throw e;
  }
}

/* What a browser does at that address: it is sent to the login page, signs in, agrees, and goes on. Gives the address that
 * the provider sends it back to, with code, state and iss, or with error. */
export async function signIn(root, who, url) {
  const { go, ask } = visitor(root);
  const first = await go(url), to = first.headers.get('location') ?? '';
  if (!to) throw new Error(`glewlwyd: ${first.status} ${(await first.text()).slice(0, 500)}`);
  if (!to.includes('login.html')) return to;
  await ask('POST', 'auth/', { username: who.user, password: who.password });
  const scope = new URL(url).searchParams.get('scope') ?? 'openid';
  await ask('PUT', `auth/grant/${who.clientId}`, { scope });
  const last = await go(`${url}&g_continue`), back = last.headers.get('location');
  if (!back) throw new Error(`glewlwyd: ${last.status} ${(await last.text()).slice(0, 500)}`);
  return back;
}
