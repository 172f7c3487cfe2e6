// Signing up to be called back, as people do it: three answers on a phone without script, with the keyboard, on a site without keys; a code to
// follow, change and withdraw; the desk that calls. SHOTS=DIR keeps pictures.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { browser, decode, folder, get, has, is, none, ok, serve, signIn, signInPage, sleep, testing, textOf, visit } from './server.mjs';
import { look, lookHere } from './look.mjs';

const PHONE = { width: 390, height: 800, script: false };
const SECRET = 'verborgen zin over thuis';
const token = body => decode(body.match(/name="form_token" value="([^"]+)"/)[1]);
const send = page => page.locator('main form.k-form button[type=submit]').first().click();
const settled = () => sleep(2300);                       // nobody fills a form in faster

/* Three answers, keyboard only, no script. Gives { code, word }. */
async function three_answers(b, server, reach, place = 'Eindhoven') {
  const page = await visit(b, server, PHONE);
  await page.goto(`${server.url}/aanmelden`);
  const asked = await page.locator('main form.k-form [required]').count();
  is(asked, 3, 'three answers are enough');
  ok(await page.locator('.k-danger a[href="tel:112"]').isVisible(), '112 stays in reach');
  const before = textOf((await get(server, '/aanmelden')).body).split('Hoe mogen wij u bereiken?')[0];
  for (const words of ['geen dossier', '28 dagen', 'in gevaar'])
    has(before, words, `before anybody types the page says: ${words}`);
  await settled();
  await page.locator('#f-reach').focus();
  await page.keyboard.type(reach);
  await page.keyboard.press('Tab');
  await page.keyboard.type('na zes uur');
  await page.keyboard.press('Tab');
  await page.keyboard.type(place);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Wij hebben uw aanmelding' }).waitFor();
  const code = await page.locator('code.k-key').innerText(), word = await page.locator('p.k-key').innerText();
  ok(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/.test(code), 'a code in eight groups of four', code);
  ok(/^[a-z]+$/.test(word), 'and a plain word', word);
  ok(!page.url().includes('?') && page.url().endsWith('/aanmelden'), 'nothing of it stands in the address');
  await page.context().close();
  return { code, word };
}

async function wrong_answers(b, server) {
  const page = await visit(b, server, PHONE);
  await page.goto(`${server.url}/aanmelden`);
  await page.locator('#f-reach').fill('bel mij maar');
  await page.locator('#f-hours').fill('altijd');
  await page.locator('#f-place').fill('Nergenshuizen');
  await settled();
  await send(page);
  has(await page.locator('[data-error-summary]').innerText(), 'telefoonnummer', 'what is no number is said on its field');
  await page.locator('#f-reach').fill('06 00000009');
  await send(page);
  ok(await page.locator('select[name=region]').isVisible(), 'a place that is not known asks for the region');
  is(await page.locator('#f-hours').inputValue(), 'altijd', 'and loses nothing');
  await page.locator('select[name=region]').selectOption({ label: 'Groningen' });
  await settled();
  await send(page);
  has(await page.locator('main').innerText(), 'nog geen aanmeldpunt', 'a region without a desk says so');
  has(await page.locator('main').innerText(), '0800-2000', 'and whom to call');
  const first = await visit(b, server, { width: 390 });
  await first.goto(`${server.url}/aanmelden`);
  await first.evaluate(all => {                              // at once, as a robot does: also on a slow machine within the two seconds
    document.querySelector('main details').open = true;
    for (const [name, value] of all) document.querySelector(`main [name=${name}]`).value = value;
    document.querySelector('main form.k-form button[type=submit]').click();
  }, [['reach', '06 00000008'], ['hours', 'altijd'], ['place', 'Helmond'], ['alias', 'Kim'], ['remark', SECRET]]);
  await first.locator('[data-error-summary]').waitFor();
  has(await first.locator('[data-error-summary]').innerText(), 'erg snel', 'who is faster than people are is asked to press again');
  ok(await first.locator('[name=alias]').isVisible(), 'what was optional stays open, with what was typed');
  await settled();
  await send(first);
  await first.getByRole('heading', { name: 'Wij hebben uw aanmelding' }).waitFor();
  ok(true, 'and gets through then');
  first.errors.splice(0);
  await lookHere(first, 'received');
  await page.context().close();
  await first.context().close();
}

async function from_an_offer(b, server) {
  const page = await visit(b, server, { width: 390 }), list = await get(server, '/hulp?q=zelf');
  let found = null;
  for (const [, slug] of [...list.body.matchAll(/href="\/hulp\/([a-z0-9-]+)"/g)].slice(0, 40)) {
    const a = await get(server, `/hulp/${slug}`);
    if (a.body.includes(`/aanmelden?aanbod=${slug}`)) { found = slug; break; }
  }
  ok(found, 'help that one can sign up for leads to the form');
  if (!found) return;
  await page.goto(`${server.url}/hulp/${found}`);
  await page.locator(`a[href="/aanmelden?aanbod=${found}"]`).click();
  is(await page.locator('input[name=aanbod]').getAttribute('value'), found, 'which knows where somebody came from');
  await page.goto(`${server.url}/aanmelden?aanbod=bestaat-niet`);
  is(await page.locator('input[name=aanbod]').count(), 0, 'help that is not there is nothing');
  await page.context().close();
}

/* --- following --------------------------------------------------------------------------------------------------------------- */

async function follow(page, server, code) {
  await page.goto(`${server.url}/aanmelden/volgen`);
  await page.locator('[name=code]').fill(code);
  await send(page);
  return page.locator('main').innerText();
}

async function following(b, server, code) {
  const page = await visit(b, server, { width: 390 });
  has(await follow(page, server, code.toLowerCase().replaceAll('-', ' ')), 'Iemand van het aanmeldpunt heeft uw aanmelding', 'the code tells how far it is');
  await lookHere(page, 'followed');
  await page.locator('details summary').first().click();
  await page.locator('[name=reach]').fill('06 00000007');
  await page.locator('[name=hours]').fill('ochtend');
  await page.getByRole('button', { name: 'Veranderen' }).click();
  has(await page.locator('main').innerText(), 'Het is veranderd', 'another number can be given');
  has(await follow(page, server, '0000-0000-0000-0000-0000-0000-0000-0000'), 'Wij kennen deze code niet', 'a wrong code says nothing else');
  const all = await follow(page, server, code);
  for (const said of ['06 0000', 'Kim', 'Eindhoven']) ok(!all.includes(said), `who follows it does not read: ${said}`);
  page.errors.splice(0);
  await page.context().close();
}

async function withdrawing(b, server) {
  const { code } = await three_answers(b, server, '06 00000006');
  const page = await visit(b, server, PHONE);
  await page.goto(`${server.url}/aanmelden/volgen/intrekken`);
  await page.locator('[name=code]').fill(code);
  await send(page);
  has(await page.locator('main').innerText(), 'Uw aanmelding is ingetrokken', 'it is withdrawn with the code alone');
  has(await follow(page, server, code), 'U hebt uw aanmelding ingetrokken', 'and says so afterwards');
  await page.context().close();
}

/* --- the desk ------------------------------------------------------------------------------------------------------------------ */

const step = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function the_desk(b, server, word) {
  const page = await signInPage(await visit(b, server, { width: 390 }), server, 'aanmeldpunt');
  await look(page, `${server.url}/werk/aanmeldingen`, 'desk list');
  await look(page, `${server.url}/werk/aanmeldingen/rooster`, 'duty roster');
  await look(page, `${server.url}/werk/aanmeldingen/cijfers`, 'numbers');
  await page.goto(`${server.url}/werk/aanmeldingen`);
  const list = await page.locator('main').innerText();
  for (const said of ['06 0000', 'Kim', SECRET]) ok(!list.includes(said), `the list says nothing about a person: ${said}`);
  const links = await page.locator('main table tbody a').evaluateAll(all => all.map(a => a.href));
  let own = null;
  for (const href of links) {
    await page.goto(href);
    const said = await page.locator('dl').innerText();
    if (said.includes(word) && said.includes('06 00000007')) own = href;          // two may get one word
  }
  ok(own, 'what came in on the site without keys is in the list, with its word and with the number that was given later');
  await look(page, own, 'one sign-up');
  await page.goto(own);
  has(await page.locator('main').innerText(), 'Spreek de voicemail niet in', 'and what to mind');
  await page.getByRole('link', { name: 'Leid toe met dit nummer' }).click();
  is(await page.locator('[name=phone]').inputValue(), '06 00000007', 'a referral begins with what was said');
  is(await page.locator('[name=hours]').inputValue(), 'ochtend', 'and with when');
  await page.goto(own);
  await page.locator('[name=note]').fill('toon bezet');
  await step(page, 'Geen gehoor');
  has(await page.locator('main').innerText(), 'toon bezet', 'a tap and a line are written down');
  await step(page, 'Nu niet: op die dag contact');
  has(await page.locator('[data-error-summary]').innerText(), 'Kies een dag', 'keeping in touch asks for a day');
  await step(page, 'Bereikt');
  await page.locator('[name=note]').fill('');
  await step(page, 'Aan de telefoon geholpen');
  has(await page.locator('main').innerText(), 'Gesloten', 'an outcome closes it');
  ok(!(await page.locator('main').innerText()).includes('06 00000007'), 'and hides the number');
  page.errors.splice(0);
  await page.context().close();
}

async function the_roster(b, server) {
  const page = await signInPage(await visit(b, server), server, 'aanmeldpunt');
  await page.goto(`${server.url}/werk/aanmeldingen/rooster`);
  await page.locator('[name=colleague]').selectOption({ index: 1 });
  for (const day of ['sat', 'sun']) await page.locator(`[name=days][value=${day}]`).check();
  await page.locator('[name=part][value=all]').check();
  await send(page);
  has((await page.locator('main').innerText()).toLowerCase(), 'zaterdag, zondag', 'a weekend is put in the roster');
  const rows = await page.locator('main tbody tr').allInnerTexts();
  none(rows.filter(r => /^za|^zo/i.test(r) && r.includes('niemand')), 'and no day of it says that nobody is there');
  await page.context().close();
}

async function nobody_else(server) {
  const cookie = await signIn(server, 'team');
  is((await get(server, '/werk/aanmeldingen', { headers: { cookie } })).status, 404, 'a local team has no desk');
  is((await get(server, '/werk/aanmeldingen/cijfers', { headers: { cookie } })).status, 200, 'but reads the numbers');
}

/* --- robots, over the wire ------------------------------------------------------------------------------------------------------- */

async function robots(server) {
  const post = fields => get(server, '/aanmelden', { method: 'POST', body: new URLSearchParams({ reach: '06 00000005', hours: 'x', place: 'Eindhoven', ...fields }) });
  const good = token((await get(server, '/aanmelden')).body);
  await settled();
  is((await post({})).status, 422, 'without a token nothing is taken in');
  is((await post({ form_token: good, form_website: 'http://spam.invalid' })).status, 422, 'nor with the hidden field filled in');
  const one = await post({ form_token: good }), two = await post({ form_token: good });
  is([one.status, two.status], [200, 200], 'a form that is sent twice is answered twice');
  const code = a => a.body.match(/<code class="k-key">([^<]+)/)?.[1];
  is(code(one), code(two), 'with one code');
  is((await get(server, '/aanmelden', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' }, body: new URLSearchParams({ form_token: good }) })).status, 422, 'another site cannot post');
}

/* What was typed stands nowhere on the disk, with the site stopped and killed. */
async function nothing_in_clear(data, inside, outside) {
  is(await inside.stop(), 0, 'the site stops well');
  await outside.stop('SIGKILL');
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter(f => f.isFile()).map(f => path.join(f.parentPath ?? f.path, f.name));
  const words = [SECRET, '06 00000008', '0600000008', '+31600000008'].flatMap(w => [w, Buffer.from(w).toString('hex'), Buffer.from(w).toString('base64').slice(0, -4)]);
  none(files.flatMap(f => words.filter(w => readFileSync(f).includes(w)).map(w => `${path.basename(f)}: ${w}`)), 'what was typed stands in no file');
  none([...inside.log, ...outside.log].filter(l => words.some(w => l.includes(w)) || /error|sanitizer|assert/i.test(l)), 'nor in what was logged, and no error does');
}

await testing(async () => {
  const data = folder(), inside = await serve({ data }), outside = await serve({ data, demo: false, args: ['--public'] });
  const b = await browser(), page = await visit(b, outside);
  for (const [path, name] of [['/aanmelden', 'sign up'], ['/aanmelden/volgen', 'follow'], ['/aanmelden/volgen/wijzigen', 'change'], ['/aanmelden/volgen/intrekken', 'withdraw'], ['/en/aanmelden', 'sign up in English']])
    await look(page, outside.url + path, name);
  const { code, word } = await three_answers(b, outside, '06 00000001');
  await sleep(2500);                                     // the process with keys looks once a second
  await following(b, outside, code);
  await wrong_answers(b, outside);
  await from_an_offer(b, outside);
  await withdrawing(b, outside);
  await robots(outside);
  await sleep(2500);
  await the_desk(b, inside, word);
  await the_roster(b, inside);
  await nobody_else(inside);
  await nothing_in_clear(data, inside, outside);
});
