// Web hooks: connected on a phone without script, a real receiver that checks signatures, one that hangs, and addresses that lead inside.
// SHOTS=DIR keeps pictures.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { browser, ending, get, has, is, makeKey, metricsOf, none, ok, ownOffer, serve, signIn, signInPage, sleep, testing, visit } from './server.mjs';
import { look } from './look.mjs';

const PHONE = { width: 390, height: 800, script: false }, SOON_MS = 30_000, PAGE = '/werk/koppelingen';
const main = page => page.locator('main').innerText();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function until(what, test) {
  for (const end = Date.now() + SOON_MS; Date.now() < end; await sleep(200)) if (await test()) return true;
  return ok(false, `in time: ${what}`);
}

/* What came in; `answer` says what goes back: a status, or nothing at all. */
async function receiver() {
  const got = [], open = new Set();
  const r = { got, answer: 204 };
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', part => { body += part; });
    request.on('end', () => {
      got.push({ body, headers: request.headers, method: request.method, url: request.url });
      if (r.answer) response.writeHead(r.answer, r.answer === 302 ? { location: '/elders' } : {}).end();
    });
  });
  server.on('connection', s => { open.add(s); s.on('close', () => open.delete(s)); });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  ending(async () => { for (const s of open) s.destroy(); await new Promise(done => server.close(done)); });
  r.url = `http://127.0.0.1:${server.address().port}/in`;
  return r;
}

/* As a receiver does it: any of the signatures, over id, time and body. */
function signed({ headers, body }, secret) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const want = `v1,${createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`;
  return headers['webhook-signature'].split(' ').includes(want);
}

async function connect(page, server, label, url) {
  await page.goto(`${server.url}${PAGE}/nieuw`);
  await page.locator('#f-label').fill(label);
  await page.locator('#f-url').fill(url);
  await press(page, 'Koppelen');
}
const secretOf = page => page.locator('.utrecht-alert code').innerText();

/* --- one that works ------------------------------------------------------------------------------------------------------- */

async function a_system_is_connected(page, server, r) {
  await page.goto(`${server.url}${PAGE}`);
  has(await main(page), 'Er is nog geen systeem gekoppeld', 'the list says what is needed');
  await connect(page, server, '', 'ftp://x');
  ok(await page.locator('[data-error-summary] a').count() === 2, 'what is wrong is said, with links to the fields');
  await connect(page, server, 'ECD', r.url);
  const secret = await secretOf(page);
  ok(/^whsec_[A-Za-z0-9+/]{43}=$/.test(secret), 'its secret is shown');
  await page.goto(`${server.url}${PAGE}`);
  await page.getByRole('link', { name: 'ECD' }).click();
  ok(!(await page.content()).includes(secret), 'once');
  return secret;
}

async function a_test(page, r, secret) {
  await press(page, 'Proef sturen');
  await until('a test arrives', () => r.got.length);
  const [first] = r.got, body = JSON.parse(first.body);
  is([first.method, first.url, first.headers['content-type'], body.type, body.data], ['POST', '/in', 'application/json', 'test', { referral: null }], 'a test is posted as JSON');
  ok(signed(first, secret), 'signed so that the receiver knows who sends it');
  ok(!signed({ ...first, body: `${first.body} ` }, secret), 'and what was changed does not pass');
  ok(Math.abs(Date.now() / 1000 - Number(first.headers['webhook-timestamp'])) < 60, 'with the time, against what is sent again');
  await until('the page tells of it', async () => { await page.reload(); return (await main(page)).includes('Aangekomen (204)'); });
}

async function two_secrets(page, r, old) {
  await press(page, 'Nieuw geheim maken');
  const fresh = await secretOf(page), before = r.got.length;
  await press(page, 'Proef sturen');
  await until('a second test arrives', () => r.got.length > before);
  ok(signed(r.got.at(-1), old) && signed(r.got.at(-1), fresh), 'while a secret is replaced both sign');
  await press(page, 'Oude geheim beëindigen');
  await press(page, 'Proef sturen');
  await until('a third test arrives', () => r.got.length > before + 1);
  ok(!signed(r.got.at(-1), old) && signed(r.got.at(-1), fresh), 'and then only the new one');
  return fresh;
}

/* --- a referral --------------------------------------------------------------------------------------------------------------- */

const api = (server, key, target, body) => get(server, `/api/v1${target}`, { method: body ? 'POST' : 'GET',
  headers: { authorization: `Bearer ${key}`, ...body && { 'content-type': 'application/json' } }, body: body && JSON.stringify(body) });

/* The referrer's system hears of the arrival only if the person lets it. */
async function a_referral(server, r, secret, other) {
  const cookie = await signIn(server, 'aanbieder'), offer = await ownOffer(server, cookie);
  const team = await makeKey(server, await signIn(server, 'leidinggevende'), ['write_files']), provider = await makeKey(server, cookie, ['write_files']);
  const before = r.got.length;
  const sent = await api(server, team, '/referrals', { aanbod: offer, called: 'Kees Kanarie', phone: '06 00012345', hours: 'overdag', consent: 'spoken', consent_words: 'Goed.', hears: ['end'], aim: 'send' });
  is(sent.status, 201, 'somebody is referred');
  const { id } = JSON.parse(sent.body).referral;
  await until('the provider\'s system hears of it', () => r.got.length > before);
  const event = r.got.at(-1), body = JSON.parse(event.body);
  is([body.type, body.data], ['referral.changed', { referral: id }], 'only which referral it is');
  ok(signed(event, secret), 'signed');
  none(['Kanarie', '0001234', 'sent', offer].filter(w => event.body.includes(w)), 'and nothing about a person, nor how far it is');
  is((await api(server, provider, `/referrals/${id}`)).status, 200, 'with its key it reads the rest');
  await until('the referrer\'s system too', () => other.got.some(g => g.body.includes(id)));
  for (const step of [{ act: 'spoken' }, { act: 'offer', day: new Date(Date.now() + 86400000).toISOString().slice(0, 10), with_whom: 'Sanne' }]) await moves(server, provider, id, step, r);
  await until('the referrer\'s system hears of the appointment', () => other.got.filter(g => g.body.includes(id)).length >= 3);
  const heard = other.got.length;
  await moves(server, provider, id, { act: 'arrived', day: new Date().toISOString().slice(0, 10) }, r);
  await sleep(3000);
  is(other.got.length, heard, 'but not of an arrival that the person does not let it know');
}

async function moves(server, key, id, step, r) {
  const before = r.got.length, answer = await api(server, key, `/referrals/${id}/steps`, step);
  is(answer.status, 200, `it goes on: ${step.act}`);
  await until(`the system hears of ${step.act}`, () => r.got.length > before);
}

/* --- receivers that do not work -------------------------------------------------------------------------------------------------- */

async function faults(page, server, r) {
  const hung = await receiver();
  hung.answer = 0;
  await connect(page, server, 'Hangt', hung.url);
  await press(page, 'Proef sturen').catch(() => {});
  await page.goto(`${server.url}${PAGE}`);
  await page.getByRole('link', { name: 'Hangt' }).click();
  await press(page, 'Proef sturen');
  const begun = Date.now();
  is((await get(server, '/hulp')).status, 200, 'while a receiver hangs pages answer');
  ok(Date.now() - begun < 5000, 'at once');
  await until('the page says that it did not answer', async () => { await page.reload(); return (await main(page)).includes('Gaf geen antwoord'); });
  await press(page, 'Koppeling verwijderen');
  r.answer = 302;
  await page.getByRole('link', { name: 'ECD' }).click();
  const before = r.got.length;
  await press(page, 'Proef sturen');
  await until('the page says that it was refused', async () => { await page.reload(); return (await main(page)).includes('Het andere systeem weigerde het (302)'); });
  await sleep(1500);
  is(r.got.length, before + 1, 'it is not followed to another address, and a test is not repeated');
  await press(page, 'Uitzetten');
  has(await main(page), 'systeem dus alle open toeleidingen ophalen', 'switched off it says what that means');
  await press(page, 'Aanzetten');
  ok(await page.getByRole('button', { name: 'Proef sturen' }).isVisible(), 'and it can be switched on again');
}

/* As installed: without the setting. */
async function inside(b) {
  const r = await receiver(), server = await serve(), page = await signInPage(await visit(b, server, PHONE), server, 'aanbieder');
  await connect(page, server, 'Binnen', r.url.replace('127.0.0.1', 'localhost').replace('http:', 'https:'));
  await page.goto(`${server.url}${PAGE}`);
  await page.getByRole('link', { name: 'Binnen' }).click();
  await press(page, 'Proef sturen');
  await until('the page says that it leads inside', async () => { await page.reload(); return (await main(page)).includes('Het adres leidt niet naar het internet'); });
  is(r.got.length, 0, 'nothing goes to an address of this machine, whatever its name');
  await page.context().close();
}

async function looks(b, server) {
  const page = await signInPage(await visit(b, server, { width: 390 }), server, 'aanbieder');
  await look(page, `${server.url}${PAGE}`, 'connected systems');
  await look(page, `${server.url}${PAGE}/nieuw`, 'connect a system');
  await page.goto(`${server.url}${PAGE}`);
  const at = await page.getByRole('link', { name: 'ECD' }).getAttribute('href');
  await look(page, server.url + at, 'a connected system');
  await look(page, `${server.url}/en${at}`, 'a connected system in English');
  await page.context().close();
  is((await get(server, at, { headers: { cookie: await signIn(server, 'leidinggevende') } })).status, 404, 'another organisation does not find it');
}

async function counted(server) {
  const text = await (await fetch(await metricsOf(server))).text(), sent = outcome => Number(text.match(new RegExp(`kentering_hooks_sent_total\\{outcome="${outcome}"\\} (\\d+)`))?.[1]);
  ok(sent('taken') > 0 && sent('refused') + sent('no_answer') > 0, 'the figures for who keeps the server tell what came of them', text.match(/.*hooks_sent.*/g));
}

await testing(async () => {
  const r = await receiver(), other = await receiver(), b = await browser();
  const server = await serve({ args: ['--hooks-private', 'yes', '--metrics-listen', '127.0.0.1:0'] });
  const page = await signInPage(await visit(b, server, PHONE), server, 'aanbieder');
  const first = await a_system_is_connected(page, server, r);
  await a_test(page, r, first);
  const secret = await two_secrets(page, r, first);
  const lead = await signInPage(await visit(b, server, PHONE), server, 'leidinggevende');
  await connect(lead, server, 'Teamsysteem', other.url);
  await lead.context().close();
  await a_referral(server, r, secret, other);
  await faults(page, server, r);
  await page.context().close();
  await counted(server);
  await looks(b, server);
  await inside(b);
});
