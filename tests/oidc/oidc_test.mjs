// Signing in through a real identity provider, its keys changing meanwhile. Run as: node tests/oidc/oidc_test.mjs PATH_TO_OIDC_TRY
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { program, testing, ok, is, skip } from '../browser/server.mjs';
import { startGlewlwyd } from './glewlwyd.mjs';

const INVALID = 1, NOT_FOUND = 2, redirectUri = 'http://127.0.0.1:8080/inloggen/oidc/terug';

/* A relying party that stays: `tell(line)` gives its answer. */
function party(provider, { secret = provider.clientSecret, acr } = {}) {
  const child = spawn(program, [provider.issuer, provider.clientId, redirectUri, ...(acr ? [acr] : [])],
    { env: { ...process.env, OIDC_SECRET: secret }, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = new Promise(done => child.on('exit', (code, signal) => done(code ?? signal)));
  const tell = async line => { child.stdin.write(`${line}\n`); return JSON.parse((await answers.next()).value); };
  const come = async () => new URL(await provider.signIn((await tell('begin')).url)).searchParams;
  const finish = (back, change = {}) => tell(['finish', ...['code', 'state', 'iss'].map(k => (k in change ? change[k] : back.get(k)) ?? '-')].join(' '));
  return { tell, come, finish, signIn: async () => finish(await come()), end: () => { child.stdin.end(); return exited; } };
}

async function people(provider) {
  const us = party(provider);
  const begun = await us.tell('begin');
  ok(begun.url?.startsWith(`${provider.issuer}/auth?`), 'the address to sign in at comes from the provider\'s own discovery', begun);
  const who = await us.signIn();
  is({ ...who, subject: typeof who.subject }, { issuer: provider.issuer, subject: 'string', name: provider.name, mail: provider.mail, roles: provider.roles },
    'who somebody is, is known after signing in');
  is((await us.signIn()).subject, who.subject, 'and is the same person the next time');
  is(await us.tell('roles kentering-fg=fg kentering-boss=beheer kentering-team=team'), { ours: ['fg', 'team'] }, 'their roles become ours');
  is((await us.tell('roles kentering-boss=beheer')).code, NOT_FOUND, 'without one that is ours there is no access');
  await provider.setRoles(['kentering-team']);
  is((await us.signIn()).roles, ['kentering-team'], 'a role that was taken away there is gone here');
  is(await us.end(), 0, 'nothing leaked');
}

async function tricks(provider) {
  const us = party(provider);
  const first = await us.come();
  is((await us.finish(first, { state: 'x'.repeat(43) })).field, 'state', 'a return that another browser began is refused');
  is((await us.finish(first, { iss: 'https://elders.example' })).field, 'iss', 'a return of another provider is refused');
  ok((await us.finish(first)).subject, 'the true one is taken after that');
  is(await us.finish(first).then(a => [a.code, a.field]), [INVALID, 'code'], 'a code works once');
  const old = await us.come(), later = await us.tell('begin');
  const state = new URL(later.url).searchParams.get('state');
  is((await us.finish(old, { state })).field, 'code', 'a code of one sign-in does not finish another: its verifier differs');
  await us.end();
  const wrong = party(provider, { secret: 'not the secret' });
  const said = await wrong.signIn();
  is([said.code, said.field], [INVALID, 'client'], 'a wrong secret is told to whoever administers this');
  ok(!JSON.stringify(said).includes('not the secret'), 'without telling the secret');
  await wrong.end();
  const strict = party(provider, { acr: 'urn:two-steps' });
  is((await strict.signIn()).field, 'acr', 'a provider that does not say how well people proved who they are, where that is required, is refused');
  await strict.end();
}

async function keys(provider) {
  const us = party(provider);
  ok((await us.signIn()).subject, 'signed in with the key that is there');
  await provider.rotateKeys();
  ok((await us.signIn()).subject, 'signed in with a new key, found at once');
  ok((await us.signIn()).subject, 'and again');
  await provider.rotateKeys();
  is((await us.signIn()).field, 'kid', 'keys are not asked for a second time within the minute');
  is(await us.end(), 0, 'nothing leaked');
  const other = party(provider);
  ok((await other.signIn()).subject, 'a program that just started knows the newest');
  await other.end();
}

async function ended(provider) {
  const us = party(provider);
  await us.tell('begin');
  await provider.stop();
  const said = await us.tell(`finish code ${'x'.repeat(43)} -`);
  is(said.field, 'state', 'what is wrong here is told without the provider');
  await us.end();
  const late = party(provider);
  is((await late.tell('begin')).field, 'network', 'a provider that is gone is told as such');
  await late.end();
}

const installed = () => { try { execFileSync('which', ['glewlwyd'], { stdio: 'ignore' }); return true; } catch { return false; } };

await testing(async () => {
  if (!installed()) { skip('signing in through a real provider', 'glewlwyd is not installed'); return; }
  const provider = await startGlewlwyd({ redirectUri, roles: ['kentering-team', 'kentering-fg', 'staff'] });
  try {
    await people(provider);
    await tricks(provider);
    await keys(provider);
    await ended(provider);
  } finally { await provider.stop(); }
});
