// A talk by chat as people have it: on a phone without script, with one, with two colleagues, in danger, at closed hours, on a site without keys.
// SHOTS=DIR keeps pictures.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cookieLines, cookiesOf } from '../cookies.mjs';
import { browser, command, decode, folder, get, has, is, none, ok, serve, signIn, signInPage, sleep, testing, visit } from './server.mjs';
import { WORDS } from './people.mjs';
import { look, lookHere, shoot } from './look.mjs';

const PHONE = { width: 390, height: 800 };
const SECRET = 'WIELEWAALNEST', REPLY = 'KOEKOEKSEI';
const main = page => page.locator('main').innerText();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const settled = () => sleep(2300);                       // nobody fills a form in faster
const SLOW_MS = 9000;                                    // longer than a talk waits before it looks for new lines, twice
const cookies = async page => (await page.context().cookies()).map(c => c.name);

/* Begins a talk; the page is in the waiting place then. */
async function begin(page, server, place = 'Eindhoven') {
  await page.goto(`${server.url}/chat`);
  await settled();
  await page.locator('#f-place').fill(place);
  await press(page, 'Begin de chat');
  return page;
}
async function type(page, text) {
  await page.locator('[name=text]').fill(text);
  await press(page, 'Verstuur');
}

/* All days, all day, so that the hour of the test does not matter. */
async function open_always(page, server) {
  await page.goto(`${server.url}/werk/chat/uren`);
  while (await page.getByRole('button', { name: /^Weghalen/ }).count()) await page.getByRole('button', { name: /^Weghalen/ }).first().click();
  has((await get(server, '/aanmelden')).body.includes('href="/chat"') ? 'linked' : 'not', 'not', 'without hours the site says nothing about a chat');
  for (const box of await page.locator('[name=days]').all()) await box.check();
  await page.locator('[name=opens]').fill('negen');
  await page.locator('[name=closes]').fill('24:00');
  await press(page, 'Toevoegen');
  has(await page.locator('[data-error-summary]').innerText(), 'Schrijf een tijd', 'what is no time is said on its field');
  page.errors.splice(0);
  await page.locator('[name=opens]').fill('0:00');
  await press(page, 'Toevoegen');
  has(await main(page), '0.00 tot 24.00 uur', 'hours are set by the desk');
  has((await get(server, '/aanmelden')).body, 'href="/chat"', 'and the page to sign up offers the chat');
  const headers = { cookie: await signIn(server, 'regio') }, to = (await get(server, '/werk/chat/uren', { headers })).body.match(/[^"]*\/cijfers(?=")/g);
  is(await Promise.all(to.map(async t => (await get(server, t, { headers })).status)), [200, 200], 'from there the region finds its numbers of chats and of sign-ups');
}

/* Another colleague of the desk than the demo's, whose pages show what was so when they were loaded. */
async function second_colleague(b, server) {
  const url = `http://localhost:${server.port}`, page = await visit(b, { url }, { script: false });
  const link = await command('user', 'add', '--mail', 'tweede@demo.invalid', '--name', 'Tweede Collega', '--organisation', 'Aanmeldpunt Voorbeeldregio', '--role', 'aanmeldpunt',
    '--region', 'oost-brabant', '--data', server.data);
  await page.goto(url + link.out.trim());
  for (const name of ['wachtwoord', 'wachtwoord2']) await page.locator(`[name=${name}]`).fill(WORDS);
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL('**/werk**');
  page.home = url;
  return page;
}

/* ---- closed ---- */

async function closed(b, outside) {
  const page = await visit(b, outside, { ...PHONE, script: false });
  has((await get(outside, '/chat')).text, 'Er is nu even geen collega', 'within hours, without a colleague, the page says so');
  await begin(page, outside);
  has(await main(page), 'Er is nu even geen collega', 'and so does the answer');
  has(await main(page), '0800-2000', 'which says whom to call');
  await shoot(page, 'no colleague');
  await begin(page, outside, 'Groningen');
  has(await main(page), 'In uw regio is er geen chat', 'a region without a chat says so');
  await begin(page, outside, 'Nergenshuizen');
  has(await page.locator('[data-error-summary]').innerText(), 'Wij kennen deze plaats niet', 'a place that nobody knows is asked again');
  is(await page.locator('#f-place').inputValue(), 'Nergenshuizen', 'and loses nothing');
  is(await cookies(page), [], 'nobody who has no talk gets a cookie');
  await page.context().close();
}

/* ---- without script ---- */

async function plainly(b, outside, desk, other) {
  const page = await visit(b, outside, { ...PHONE, script: false });
  const before = (await get(outside, '/chat')).text.split('Waar woont u ongeveer?')[0];
  for (const words of ['112', 'geen dossier', 'geen naam', 'één cookie', 'in gevaar']) has(before, words, `before anybody types the page says: ${words}`);
  await begin(page, outside);
  has(await main(page), 'U bent in de wachtruimte', 'one answer is enough to wait');
  ok(page.url().endsWith('/chat'), 'nothing of it stands in the address');
  const [cookie] = await page.context().cookies();
  is([cookie.name, cookie.path, cookie.httpOnly, cookie.sameSite, cookie.expires], ['kentering-chat', cookie.path, true, 'Strict', -1], 'its cookie is for this talk, and goes with the browser');
  ok((await page.context().cookies()).every(k => /^(\/en)?\/chat$/.test(k.path)), 'and for its pages only');
  has((await page.content()), 'http-equiv="refresh"', 'the page looks by itself without script');
  await shoot(page, 'waiting');
  const second = await begin(await visit(b, outside, { ...PHONE, script: false }), outside);
  has(await main(second), 'Er is 1 ander voor u', 'who comes later hears how many are before them');
  await desk.goto(`${desk.home}/werk/chat`);
  await other.goto(`${other.home}/werk/chat`);
  await look(desk, `${desk.home}/werk/chat`, 'who waits');
  has((await get({ url: desk.home }, '/werk', { headers: { cookie: desk.signed } })).text, 'Er wacht iemand in de chat', 'the work list says that somebody waits');
  await desk.goto(`${desk.home}/werk/chat`);
  await desk.getByRole('button', { name: 'Neem dit gesprek' }).first().click();
  has(await main(desk), 'Zeg gedag', 'a colleague takes it');
  await other.getByRole('button', { name: 'Neem dit gesprek' }).first().click();
  has(await other.locator('[data-error-summary]').innerText(), 'Een collega was eerder', 'and another who presses at the same time does not');
  ok(!(await main(other)).includes('Uw bericht'), 'nor reads it');
  other.errors.splice(0);
  await page.locator('a', { hasText: 'Ben ik aan de beurt?' }).click();
  has(await main(page), 'Uw gesprek', 'who waited sees that somebody is there');
  await type(page, `Dag, ${SECRET}\nik ben bang`);
  has(await main(page), SECRET, 'what is sent stands there');
  await page.locator('[name=text]').fill('');
  await press(page, 'Verstuur');
  has(await page.locator('[data-error-summary]').innerText(), 'Uw bericht', 'nothing is not sent');
  await page.locator('[name=text]').fill('x'.repeat(1200));
  await press(page, 'Verstuur');
  is((await page.locator('[name=text]').inputValue()).length, 1200, 'what is too long is not lost');
  await desk.locator('.k-said', { hasText: SECRET }).waitFor();
  ok(true, 'the colleague sees it without loading anew');
  await desk.locator('[name=text]').fill(`Goed dat u er bent, ${REPLY}`);
  await press(desk, 'Verstuur');
  await desk.locator('.k-said--own').waitFor();
  await look(desk, desk.url().split('#')[0], 'talk at the desk');
  await page.goto(`${outside.url}/chat`);
  await page.locator('a', { hasText: 'Nieuwe berichten' }).click();
  has(await main(page), REPLY, 'and the visitor reads the answer');
  await shoot(page, 'talk');
  is((await page.goto(`${outside.url}/en/chat`)).status(), 200, 'in English it is the same talk');
  has(await main(page), REPLY, 'with the same lines');
  await page.goto(`${outside.url}/chat`);
  return { page, second };
}

async function stopping(b, outside, desk, { page, second }) {
  await press(page, 'Stop en wis');
  has(await main(page), 'Het gesprek is gestopt', 'the visitor stops');
  is(await cookies(page), [], 'and the cookie is gone');
  await shoot(page, 'stopped');
  await page.goto(`${outside.url}/chat`);
  ok(!(await main(page)).includes(SECRET), 'nothing of it comes back');
  await desk.waitForURL(/\/werk\/chat\?/);
  has(await main(desk), 'Wat er geschreven is, is weg', 'the colleague is told, by itself');
  await second.locator('[data-exit]').click();
  await second.getByRole('heading', { name: 'Elders' }).waitFor();
  is(await cookies(second), [], 'leaving the site stops a talk too, without script');
  ok(second.elsewhere.length === 1, 'and arrives elsewhere');
  await desk.goto(`${desk.home}/werk/chat`);
  has(await main(desk), 'Er wacht niemand', 'nobody waits any more');
  await page.context().close();
  await second.context().close();
}

/* ---- with script, and in danger ---- */

async function scripted(b, outside, desk, other) {
  const page = await begin(await visit(b, outside, PHONE), outside);
  has(await main(page), 'wachtruimte', 'with script it begins in the same way');
  await lookHere(page, 'waiting with script');
  await desk.goto(`${desk.home}/werk/chat`);
  await desk.getByRole('button', { name: 'Neem dit gesprek' }).click();
  await page.getByRole('heading', { name: 'Uw gesprek' }).waitFor();
  ok(true, 'who waits comes into the talk by itself');
  await page.locator('[name=text]').fill('ik ben nog aan het typ');
  await desk.locator('[name=text]').fill('Neem de tijd.');
  await press(desk, 'Verstuur');
  await page.locator('.k-said', { hasText: 'Neem de tijd.' }).waitFor();
  is(await page.locator('[name=text]').inputValue(), 'ik ben nog aan het typ', 'a new line takes nothing away of what is being typed');
  is(await page.locator('[role=log][aria-live=polite] li').count(), 1, 'and is told politely');
  const asked = [];
  page.on('request', r => asked.push(`${r.method()} ${new URL(r.url()).pathname}`));
  await press(page, 'Verstuur');
  await page.locator('.k-said--own').waitFor();
  is(await page.locator('[name=text]').inputValue(), '', 'what was sent leaves the field');
  none(asked.filter(a => !['POST /chat/bericht', 'GET /chat/regels'].includes(a)), 'without loading the page');
  await lookHere(page, 'talk with script');
  none(page.errors.splice(0), 'no script fails');
  await danger(desk, other);
  await page.route('**/chat/weg', async route => { const response = await route.fetch({ maxRedirects: 0 }); await sleep(SLOW_MS); await route.fulfill({ response }); });
  await page.locator('[data-exit]').click();
  await page.getByRole('heading', { name: 'Elders' }).waitFor();      // also when the page hears, before it is gone, that the talk is over
  is(await cookies(page), [], 'the exit button stops it');
  await left_in_danger(desk);
  await page.context().close();
}

async function danger(desk, other) {
  await press(desk, 'Acuut gevaar');
  has(await main(desk), 'bent u nu veilig?', 'in acute danger the page says what to do, step by step');
  has(await main(desk), 'Uw collega\'s zijn geroepen', 'and colleagues are called');
  await look(desk, desk.url().split(/[?#]/)[0], 'danger at the desk');
  has((await get({ url: desk.home }, '/werk', { headers: { cookie: desk.signed } })).text, 'Acuut gevaar in een chat', 'it stands on the work list of the desk');
  is(await desk.getByRole('button', { name: 'Sluit en wis' }).count(), 0, 'it cannot be closed before it is written what was done');
  await other.goto(`${other.home}/werk/chat`);
  has(await main(other), 'Acuut gevaar', 'other colleagues see that there is danger');
  await other.locator('main a', { hasText: 'geleden begonnen' }).click();
  ok(!(await main(other)).includes('Neem de tijd'), 'but read nothing of it');
  await press(other, 'Ik neem het over');
  has(await main(other), 'Neem de tijd', 'until they take it over');
  await desk.getByRole('button', { name: 'Ik neem het over' }).waitFor();
  ok(!(await main(desk)).includes('Neem de tijd'), 'and who had it sees that it has gone to a colleague');
  await press(desk, 'Ik neem het over');
}

async function left_in_danger(desk) {
  await desk.getByText('De bezoeker is gestopt').first().waitFor();
  ok(!(await main(desk)).includes('Neem de tijd'), 'when the visitor leaves in danger every line is gone');
  await press(desk, 'Vastleggen');
  has(await desk.locator('[data-error-summary]').innerText(), 'Wat is er aan het gevaar gedaan', 'a choice must be made');
  desk.errors.splice(0);
  await desk.getByLabel('Wij hebben 112 gebeld').check();
  await press(desk, 'Vastleggen');
  await press(desk, 'Sluit en wis');
  has(await main(desk), 'Er wacht niemand', 'then it closes');
  ok(!(await get({ url: desk.home }, '/werk', { headers: { cookie: desk.signed } })).text.includes('Acuut gevaar'), 'and the work list is empty of it');
}

/* ---- over the wire ---- */

async function others(server, outside) {
  const team = await signIn(server, 'team'), region = await signIn(server, 'regio');
  is((await get(server, '/werk/chat', { headers: { cookie: team } })).status, 404, 'a local team has no chat');
  is((await get(server, '/werk/chat/cijfers', { headers: { cookie: team } })).status, 200, 'but reads the numbers');
  is((await get(server, '/werk/chat/uren', { headers: { cookie: region } })).status, 200, 'a coordinator sets the hours');
  is((await get(outside, '/werk/chat')).status, 404, 'the site without keys has no desk');
  const form = await get(outside, '/chat'), form_token = decode(form.body.match(/name="form_token" value="([^"]+)"/)[1]);
  const post = (target, fields, headers = {}) => get(outside, target, { method: 'POST', headers, body: new URLSearchParams(fields) });
  is((await post('/chat', { place: 'Eindhoven', form_token })).status, 422, 'who is faster than people are is asked to press again');
  is((await post('/chat', { place: 'Eindhoven' })).status, 422, 'without a token nobody begins');
  is((await post('/chat', { place: 'Eindhoven', form_token }, { 'sec-fetch-site': 'cross-site' })).status, 422, 'nor from another site');
  await settled();
  const one = await post('/chat', { place: 'Eindhoven', form_token }), two = await post('/chat', { place: 'Eindhoven', form_token });
  is([one.status, cookiesOf(one)], [303, cookiesOf(two)], 'a form that is sent twice begins one talk');
  const [cookie] = cookiesOf(one);
  is(cookieLines(await get(outside, '/chat', { headers: { cookie: `kentering-chat=${'A'.repeat(43)}` } })).filter(c => c.includes('Max-Age=0')).length, 2, 'a cookie of no talk is taken away');
  is(cookieLines(await get(outside, '/aanmelden', { headers: { cookie } })), [], 'no other page sets one');
  is((await get(outside, '/chat', { headers: { cookie } })).headers.get('cache-control'), 'no-store', 'no browser keeps a talk');
  has((await get(outside, '/chat/regels?na=0')).body, 'data-state="over"', 'without the cookie nothing is told');
  const gone = await get(outside, '/chat/weg', { headers: { cookie } });
  is([gone.status, gone.headers.get('location').startsWith('https://')], [303, true], 'leaving goes on to another site');
  has((await get(outside, '/chat/regels?na=0', { headers: { cookie } })).body, 'data-state="over"', 'and the talk is over');
}

/* What was typed stands nowhere on the disk: while they talk, and with the site killed. */
const files = data => readdirSync(data, { recursive: true, withFileTypes: true }).filter(f => f.isFile()).map(f => path.join(f.parentPath ?? f.path, f.name));
function nowhere(data, when) {
  const words = [SECRET, REPLY].flatMap(w => [w, Buffer.from(w).toString('hex'), Buffer.from(w).toString('base64').slice(0, -4)]);
  none(files(data).flatMap(f => words.filter(w => readFileSync(f).includes(w)).map(w => `${path.basename(f)}: ${w}`)), `what was typed stands in no file ${when}`);
}

await testing(async () => {
  const data = folder();
  writeFileSync(path.join(data, 'holidays.csv'), 'date,name_nl,name_en\n2000-01-01,Lang geleden,Long ago\n');     // the chat is closed on holidays
  const inside = await serve({ data }), outside = await serve({ data, demo: false, args: ['--public'] });
  const b = await browser(), page = await visit(b, outside);
  const desk = await signInPage(await visit(b, inside, PHONE), inside, 'aanmeldpunt'), other = await second_colleague(b, inside);
  Object.assign(desk, { home: inside.url, signed: (await desk.context().cookies()).map(c => `${c.name}=${c.value}`)[0] });
  await sleep(1500);                                     // the process with keys makes known which desks there are
  await open_always(desk, inside);
  for (const [target, name] of [['/werk/chat', 'chat of the desk'], ['/werk/chat/uren', 'hours'], ['/werk/chat/cijfers', 'numbers']]) await look(desk, inside.url + target, name);
  for (const [target, name] of [['/chat', 'begin'], ['/en/chat', 'begin in English']]) await look(page, outside.url + target, name);
  await closed(b, outside);
  await desk.goto(`${inside.url}/werk/chat`);
  await press(desk, 'Zet de chat aan: ik ben er');
  has(await main(desk), 'U bent er', 'a colleague switches the chat on');
  has((await get(outside, '/chat')).text, 'Nu open', 'and the site says that it is open');
  const talks = await plainly(b, outside, desk, other);
  nowhere(data, 'while they talk');
  await stopping(b, outside, desk, talks);
  await scripted(b, outside, desk, other);
  await others(inside, outside);
  is(await inside.stop(), 0, 'the site stops well');
  await outside.stop('SIGKILL');
  nowhere(data, 'when it was killed');
  none([...inside.log, ...outside.log].filter(l => [SECRET, REPLY].some(w => l.includes(w)) || /error|sanitizer|assert/i.test(l)), 'nor in what was logged, and no error does');
});
