// The script of signed-in pages (assets/werk.js) as the program serves it, on small pages of our own: passkeys made by the
// browser's virtual authenticator, and drafts that save themselves. What the server makes of a passkey: access/passkeys.
import { createHash } from 'node:crypto';
import { browser, get, has, is, ok, serve, sleep, testing } from './server.mjs';

const challenge = Buffer.alloc(32, 7), user = Buffer.from('somebody');
const escape = text => String(text).replace(/&/g, '&amp;').replace(/"/g, '&quot;');
const data = values => Object.entries(values).map(([name, value]) => ` data-${name}="${escape(value)}"`).join('');
const hidden = names => names.map(name => `<input type="hidden" name="${name}">`).join('');
const html = (assets, body) => `<!DOCTYPE html><html lang="nl"><title>Proef</title><script src="${assets}werk.js" defer></script>${body}</html>`;
const passkeyForm = (kind, more = {}) => `<form method="post" action="/proef"${data({ passkey: kind, challenge: challenge.toString('base64url'), 'rp-id': 'localhost',
  failed: 'Mislukt', unable: 'Kan niet', ...more })}>
  <p role="alert" hidden></p><p data-passkey-without>Zonder script kan dit niet.</p><p data-passkey-ready hidden><button>Ga</button></p>
  ${hidden(kind === 'register' ? ['client_data', 'attestation'] : ['client_data', 'authenticator_data', 'signature', 'credential'])}</form>`;
const register = passkeyForm('register', { 'rp-name': 'Kentering', 'user-id': user.toString('base64url'), 'user-name': 'j@team.example', 'user-label': 'Jan' });
const draft = `<form method="post" action="/proef" data-draft="/concept"><input type="hidden" name="form_token" value="t-1"><textarea name="verhaal"></textarea>
  <input name="soort" value="a&b"><input type="password" name="wachtwoord" value="nooit"><input name="geheim" value="nooit" data-draft-never>
  <p data-draft-state data-saved="Bewaard om %s" data-failed="Niet bewaard"></p><button>Klaar</button></form>`;

/* A page whose own address shows `page.body`, whose posts land in page.posts, and whose assets are the program's. */
async function proof(b, server, assets, script = true) {
  const context = await b.newContext({ javaScriptEnabled: script, locale: 'nl-NL' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  Object.assign(page, { posts: [], errors: [], answer: { status: 204 }, at: `http://localhost:${server.port}/proef` });
  page.on('pageerror', e => page.errors.push(e.message));
  await context.route(/\/(proef|concept)$/, (route, request) => {
    if (request.method() === 'POST') page.posts.push({ path: new URL(request.url()).pathname, type: request.headers()['content-type'], fields: new URLSearchParams(request.postData()) });
    if (request.url().endsWith('/concept')) return route.fulfill(page.answer);
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(assets, page.body) });
  });
  page.show = async body => { page.body = body; await page.goto(page.at); };
  return page;
}

async function authenticator(page, userVerified = true) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true,
    hasUserVerification: true, isUserVerified: userVerified, automaticPresenceSimulation: true } });
  return { verified: yes => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: yes }) };
}

const bytes = (post, name) => Buffer.from(post.fields.get(name) ?? '', 'base64url');

async function aPasskey(page, key) {
  await page.show(register);
  ok(await page.locator('button').isVisible() && !await page.locator('[data-passkey-without]').isVisible(), 'with script there is a button and no excuse');
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  const made = page.posts.at(-1), said = JSON.parse(bytes(made, 'client_data'));
  is([said.type, said.challenge, said.origin], ['webauthn.create', challenge.toString('base64url'), new URL(page.at).origin], 'a passkey is made for this challenge and origin');
  ok(bytes(made, 'attestation').includes(createHash('sha256').update('localhost').digest()), 'and for this site');

  await page.show(passkeyForm('sign-in'));
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  const used = page.posts.at(-1);
  is(JSON.parse(bytes(used, 'client_data')).type, 'webauthn.get', 'it signs in without its id');
  ok(bytes(used, 'signature').length > 60 && bytes(used, 'authenticator_data').length >= 37 && bytes(used, 'credential').length >= 16, 'and every part is sent');
  ok(bytes(made, 'attestation').includes(bytes(used, 'credential')), 'by the credential that was made');

  await page.show(passkeyForm('sign-in', { credentials: used.fields.get('credential') }));
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  is(page.posts.at(-1).fields.get('credential'), used.fields.get('credential'), 'and by its id');
  if (process.env.SHOW_PASSKEY) console.log('# ' + JSON.stringify([made, used].map(p => Object.fromEntries(p.fields))));

  const posts = page.posts.length;
  await page.show(register.replace('data-user-id', `data-credentials="${used.fields.get('credential')}" data-user-id`));
  await page.click('button');
  await page.getByText('Mislukt').waitFor();
  is(page.posts.length, posts, 'one that is registered already is refused by the browser, and nothing is sent');
  await key.verified(false);
  await page.show(passkeyForm('sign-in'));
  await page.click('button');
  await page.getByText('Mislukt').waitFor();
  ok(await page.locator('[role=alert]').isVisible(), 'what fails is said in the alert');
  await key.verified(true);
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  is(page.posts.length, posts + 1, 'and may be tried again');
}

async function aBrowserWithout(b, server, assets) {
  const plain = await proof(b, server, assets, false);
  await plain.show(register);
  ok(!await plain.locator('button').isVisible() && await plain.locator('[data-passkey-without]').isVisible(), 'without script there is no button but a reason');
  const old = await proof(b, server, assets);
  await old.addInitScript(() => { delete window.PublicKeyCredential; });
  await old.show(register);
  ok(!await old.locator('button').isVisible() && await old.getByText('Kan niet').isVisible(), 'a browser that knows no passkeys says so');
}

async function aDraft(page) {
  page.posts.length = 0;
  await page.show(draft);
  await page.locator('textarea').pressSequentially('één & twee', { delay: 30 });
  is(page.posts.length, 0, 'nothing is saved while somebody types');
  await page.getByText(/^Bewaard om \d\d:\d\d$/).waitFor();
  is(page.posts.map(p => p.path), ['/concept'], 'a pause saves once, and says when');
  is(page.posts[0].type.split(';')[0], 'application/x-www-form-urlencoded', 'as a form');
  is([...page.posts[0].fields], [['form_token', 't-1'], ['verhaal', 'één & twee'], ['soort', 'a&b']], 'with the token, without passwords and what may not be kept');
  await sleep(2500);
  is(page.posts.length, 1, 'what did not change is not saved again');

  page.answer = { status: 403 };
  await page.fill('input[name=soort]', 'c');
  await page.getByText('Niet bewaard').waitFor();
  page.answer = { status: 204 };
  await page.fill('input[name=soort]', 'd');
  await page.getByText(/^Bewaard om/).waitFor();
  is(page.posts.at(-1).fields.get('soort'), 'd', 'what could not be saved is said, and saved with the next change');

  await page.fill('input[name=soort]', 'e');
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  const posts = page.posts.length;
  is([page.posts.at(-1).path, page.posts.at(-1).fields.get('soort')], ['/proef', 'e'], 'the form itself still goes where it goes');
  await sleep(2500);
  is(page.posts.length, posts, 'and no draft follows it');
}

await testing(async () => {
  const server = await serve();
  const home = (await get(server, '/')).body, assets = home.match(/\/assets\/[0-9a-f]+\//)[0];
  ok(!home.includes('werk.js'), 'public pages do not load it');
  has((await get(server, `${assets}werk.js`)).headers.get('content-type'), 'javascript', 'the program serves it');
  const b = await browser();
  const page = await proof(b, server, assets);
  await aPasskey(page, await authenticator(page));
  await aBrowserWithout(b, server, assets);
  await aDraft(page);
  is(page.errors, [], 'the script runs without errors');
});
