// A plan, the whole way: made by keyboard without script, filled in element by element, two who write at once, final, versions side by side, what the
// family may read, on paper, and on the person's own phone without a network. Markup, accessibility, small screens. SHOTS=DIR keeps pictures.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { look, lookHere } from './look.mjs';
import { browser, decode, ending, get, has, is, makeKey, none, ok, serve, signIn, signInPage, testing, visit } from './server.mjs';
import { nl } from './texts.mjs';

const PHONE = { width: 390, height: 800 };
const STOP = ['triggers', 'body', 'thoughts', 'behaviour', 'timeout_long', 'timeout_where', 'timeout_said', 'timeout_back', 'help', 'checks', 'checks_often', 'if_not'];
const PROMPTS = ['gender', 'culture', 'trauma', 'network', 'practical', 'dependence'];
const SECRET = 'Woord dat niemand ziet';
const main = page => page.locator('main').innerText();
const here = page => new URL(page.url()).pathname;
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).first().click();
const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' });
const later = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/* Posts the form of a page as it stands there, with these fields. */
async function post(server, cookie, target, action, fields = {}) {
  const { body } = await get(server, target, { headers: { cookie } });
  const form = body.match(new RegExp(`action="${action}"[^]*?</form>`))?.[0] ?? '';
  const hidden = Object.fromEntries(['form_token', 'version'].flatMap(n => { const v = form.match(new RegExp(`name="${n}" value="([^"]+)"`))?.[1]; return v ? [[n, decode(v)]] : []; }));
  return get(server, action, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ ...hidden, ...fields }) });
}
const posted = async (server, cookie, target, fields, what) => is((await post(server, cookie, target, target, fields)).status, 303, what);

/* A household with Bram, on a side that the team works for. */
async function household(server, cookie) {
  const made = await post(server, cookie, '/werk/huishoudens/nieuw', '/werk/huishoudens/nieuw', { name: 'Plan aan het water', mine: 'a' });
  const target = made.headers.get('location').split('?')[0];
  const side = (await get(server, target, { headers: { cookie } })).body.match(/\/werk\/kanten\/[0-9a-f-]{36}/)[0];
  const person = await post(server, cookie, `${side}/persoon`, `${side}/persoon`, { called: 'Bram', surname: 'Planproef', birth: '1980-02-29', role: 'uses_violence', shared_name: 'Bram' });
  return { target, person: person.headers.get('location').split('?')[0].split('/').pop() };
}

/* By keyboard, on a phone without script. */
async function made_by_keyboard(b, server, home, person) {
  const page = await signInPage(await visit(b, server, { ...PHONE, script: false }), server, 'team');
  await page.goto(`${server.url}${home}/plannen`);
  has(await main(page), nl('No plans yet'), 'there is no plan yet, and it says what a plan begins with');
  await page.locator('main').getByRole('link', { name: nl('New plan'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/plan$/);
  await page.locator('[name=title]').focus();
  await page.keyboard.type('Stoppen met geweld');
  await page.keyboard.press('Enter');
  has(await page.locator('[data-error-summary]').innerText(), nl('Why now?'), 'what is missing is said, with what was typed');
  page.errors.splice(0);
  is(await page.locator('[name=title]').inputValue(), 'Stoppen met geweld', 'nothing typed is lost');
  await page.locator('[name=person]').selectOption(person);
  await page.locator('[name=why]').fill('Er was geweld in het weekend.');
  await press(page, nl('Make this plan'));
  await page.waitForURL(/\/werk\/plannen\//);
  const text = await main(page);
  has(text, nl('Still missing before this plan is final'), 'the plan says what is missing');
  for (const label of ['What goes before it?', 'Time-out: how long?', 'What happens if it does not work?', 'Gender', 'A goal']) has(text, nl(label), `element by element: ${label}`);
  return { page, plan: here(page) };
}

async function filled(page, server, plan) {
  await page.goto(`${server.url}${plan}/stop`);
  for (const name of STOP.slice(1)) await page.locator(`[name=${name}]`).fill(`${SECRET} ${name}`);
  await press(page, nl('Save'));
  const text = await main(page);
  has(text, nl('What goes before it?'), 'the one element that is left open is named');
  ok(!text.includes(`${nl('Time-out: how long?')}\n`) || text.includes(`${SECRET} timeout_long`), 'and the others stand there');
  await page.locator('main').getByRole('link', { name: nl('What goes before it?'), exact: true }).first().click();
  is(here(page), `${plan}/stop`, 'what is missing leads to where it is filled in');
  is(new URL(page.url()).hash, '#f-triggers', 'to that very field');
  await page.locator('[name=triggers]').fill(`${SECRET} triggers`);
  await press(page, nl('Save'));
}

/* Two pages that began with the same text: the second one is shown what the first wrote, and overwrites nothing. */
async function two_at_once(b, server, plan) {
  const [one, two] = await Promise.all([1, 2].map(async () => signInPage(await visit(b, server), server, 'team')));
  for (const page of [one, two]) await page.goto(`${server.url}${plan}/stop`);
  await one.locator('[name=help]').fill('Groep op dinsdag');
  await press(one, nl('Save'));
  await two.locator('[name=help]').fill('Behandeling');
  await press(two, nl('Save'));
  has(await main(two), 'Groep op dinsdag', 'who comes second sees what was written meanwhile');
  is(await two.locator('[name=help]').inputValue(), 'Behandeling', 'beside what they typed');
  two.errors.splice(0);
  await lookHere(two, 'conflict');
  await press(two, nl('Save'));
  has(await main(two), 'Behandeling', 'sending again saves it');
}

async function completed(server, cookie, plan, person, account) {
  await posted(server, cookie, `${plan}/doel`, { goal: 'Geen geweld meer', provider: 'Reclassering Voorbeeld', their_goal: 'Werk', fit: 'clashes' }, 'a goal that clashes is written down');
  has((await get(server, plan, { headers: { cookie } })).text, nl('Settle with the other provider which goal goes first:'), 'and becomes an action of who coordinates');
  await posted(server, cookie, `${plan}/actie`, { what: 'Aanmelden bij de groep', doer: `account:${account}`, due: later(7), form: 'alone', place: 'a' }, 'an action');
  await posted(server, cookie, `${plan}/contact`, { apart: 'yes', safe_first: 'Rust', decides: 'De regisseur', look_on: later(14), told: 'U hoort het op maandag.', told_safe: 'yes' }, 'what must be safe before contact');
  await posted(server, cookie, `${plan}/vragen`, Object.fromEntries(PROMPTS.flatMap(p => [[p, 'looked'], [`${p}_said`, `${SECRET} ${p}`]])), 'what is easily forgotten');
  is((await post(server, cookie, `${plan}/inspraak`, `${plan}/inspraak`, { person, part: 'not', agrees: 'agrees', said_on: today })).status, 422, 'who took no part needs a reason');
  await posted(server, cookie, `${plan}/inspraak`, { person, part: 'together', agrees: 'partly', words: `${SECRET} eens`, said_on: today }, 'how he took part');
  await posted(server, cookie, `${plan}/vaststellen`, {}, 'nothing is missing: it is made final');
}

async function versions(server, cookie, plan) {
  is((await post(server, cookie, `${plan}/stop`, `${plan}/stop`, { triggers: 'Anders' })).status, 422, 'a final plan is not changed');
  is((await post(server, cookie, plan, `${plan}/openen`)).status, 303, 'it becomes a draft again');
  await posted(server, cookie, `${plan}/stop`, Object.fromEntries(STOP.map(n => [n, n === 'triggers' ? 'Alcohol op vrijdag' : `${SECRET} ${n}`])), 'and is changed');
  await posted(server, cookie, `${plan}/vaststellen`, {}, 'and final once more');
  const { text } = await get(server, `${plan}/versies`, { headers: { cookie } });
  for (const part of [nl('Version %s', 2), 'Alcohol op vrijdag', `${SECRET} triggers`, nl('Changed')]) has(text, part, `versions beside one another: ${part}`);
}

async function released(server, cookie, plan, person) {
  const paper = async () => (await get(server, `${plan}/gezin`, { headers: { cookie } })).text;
  ok(!(await paper()).includes('Alcohol'), 'nothing stands on the paper of the family before it was released');
  const list = (await get(server, `${plan}/vrijgeven`, { headers: { cookie } })).body;
  ok(list.includes('value="stop.triggers"') && !list.includes('value="vragen.'), 'what may be released can be chosen, the rest not');
  is((await post(server, cookie, `${plan}/vrijgeven`, `${plan}/vrijgeven`, { item: 'contact.told', person, said_on: today })).status, 422, 'nor sent');
  await posted(server, cookie, `${plan}/vrijgeven`, { item: 'stop.triggers', person, words: 'Ik drink niet op vrijdag.', said_on: today }, 'he releases one thing, in his words');
  const text = await paper();
  has(text, 'Ik drink niet op vrijdag.', 'that stands on the paper');
  for (const not of [SECRET, 'Alcohol', 'Reclassering', 'Geen geweld meer', 'Bram', 'maandag']) ok(!text.includes(not), `and nothing else: ${not}`);
  const back = (await get(server, `${plan}/vrijgeven`, { headers: { cookie } })).body.match(/\/werk\/vrijgaven\/[0-9a-f-]{36}\/terug/)[0];
  is((await post(server, cookie, `${plan}/vrijgeven`, back)).status, 303, 'he takes it back');
  ok(!(await paper()).includes('Ik drink niet'), 'and it is gone from the paper');
  await posted(server, cookie, `${plan}/vrijgeven`, { item: 'stop.triggers', person, words: 'Ik drink niet op vrijdag.', said_on: today }, 'and says yes again');
  has((await get(server, `${plan}/voorlezen`, { headers: { cookie } })).text, 'U hoort het op maandag.', 'what may be told stands on a paper of its own');
}

/* The file as the phone keeps it: opened without a network it shows everything, and asks nothing of anybody. */
async function works_offline(b, html) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'notitie-'));
  ending(async () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'notitie.html');
  writeFileSync(file, html);
  const context = await b.newContext({ viewport: PHONE, offline: true }), page = await context.newPage(), asked = [];
  page.on('request', r => { if (!r.url().startsWith('data:')) asked.push(r.url()); });
  await page.goto(`file://${file}`);
  await page.waitForTimeout(500);
  const text = await page.locator('body').innerText();
  for (const part of ['Mijn hart bonst', 'Weglopen', 'Oom Kees', '112', '0800-2000', '0800-0113']) has(text, part, `without a network: ${part}`);
  ok(!text.includes(SECRET) && !text.includes('Bram'), 'nothing else of the plan is in it');
  is(asked.length, 1, 'nothing is asked of anybody but the file itself');
  is(await page.title(), nl('Note'), 'its title says nothing');
  is((await context.cookies()).length, 0, 'no cookie');
  ok(await page.locator('h1').evaluate(e => parseFloat(getComputedStyle(e).fontSize) > 24), 'it is made for reading');
  ok(await page.getByRole('link', { name: nl('Leave this page') }).isVisible(), 'one can leave it');
  await lookHere(page.errors ? page : Object.assign(page, { errors: [] }), 'own-file');
  await context.close();
}

async function on_the_phone(b, server, cookie, plan) {
  const words = { signals: 'Mijn hart bonst', steps: 'Weglopen\nBellen', calls: 'Oom Kees 06-00012345', reason: 'Mijn kinderen', released: today };
  is((await post(server, cookie, `${plan}/telefoon`, `${plan}/telefoon`, { ...words, own_phone: 'no' })).status, 422, 'not on a phone that others look at');
  await posted(server, cookie, `${plan}/telefoon`, { ...words, own_phone: 'yes' }, 'his words for his phone');
  is((await post(server, cookie, `${plan}/telefoon`, `${plan}/link`)).status, 303, 'a link is made');
  const link = decode((await get(server, `${plan}/telefoon`, { headers: { cookie } })).body.match(/k-key--link">([^<]+)</)[1]), target = new URL(link).pathname;
  const page = await visit(b, server, PHONE);
  await look(page, server.url + target, 'own-page');
  const text = await main(page);
  for (const part of ['Mijn hart bonst', 'Weglopen', 'Oom Kees', '0800-2000']) has(text, part, `on the phone: ${part}`);
  ok(!text.includes(SECRET) && !text.includes('Bram') && !text.includes('Stoppen met geweld'), 'nothing else of the plan');
  is((await page.context().cookies()).length, 0, 'no cookie is set');
  const later_on = [];
  page.on('request', r => later_on.push(r.url()));
  await page.waitForTimeout(1500);
  is(later_on, [], 'nothing is sent once it is there');
  const file = await get(server, `${target}/bestand`);
  has(file.headers.get('content-disposition'), 'attachment; filename="notitie.html"', 'it can be saved, under a name that says nothing');
  is(file.headers.get('cache-control'), 'no-store', 'and is not kept by the way');
  await works_offline(b, file.body);
  await page.goto(server.url + target);
  await press(page, nl('Take this page away now'));
  has(await main(page), nl('This page is gone. Nobody can open it any more.'), 'it says that it is gone');
  await lookHere(page, 'own-gone');
  is((await get(server, target)).status, 404, 'who has the link can end it');
  is((await get(server, `${target}/bestand`)).status, 404, 'its file too');
}

/* Programs read what the page shows: nobody's id but those of whom it is about. */
async function for_programs(server, team, shelter, plan) {
  const target = plan.replace('/werk/plannen', '/api/v1/plans'), [own, other] = await Promise.all([team, shelter].map(cookie => makeKey(server, cookie, ['see_files'])));
  const answer = await get(server, target, { headers: { authorization: `Bearer ${own}` } }), read = JSON.parse(answer.body);
  is([answer.status, read.plan.state, read.plan.kind, read.missing.length], [200, 'final', 'safety', 0], 'a program reads the plan');
  ok(read.items.some(i => i.key === 'stop.triggers' && i.releasable) && read.items.some(i => i.key === 'contact.told' && !i.releasable), 'item by item');
  is((await get(server, target, { headers: { authorization: `Bearer ${other}` } })).status, 404, 'and that of another side nothing');
}

testing(async () => {
  const server = await serve(), b = await browser();
  const [team, shelter, director] = await Promise.all(['team', 'vrouwenopvang', 'regisseur'].map(r => signIn(server, r)));
  const { target: home, person } = await household(server, team);
  const { page, plan } = await made_by_keyboard(b, server, home, person);
  await filled(page, server, plan);
  await two_at_once(b, server, plan);
  const account = (await get(server, `${plan}/actie`, { headers: { cookie: team } })).body.match(/value="account:([0-9a-f-]{36})"/)[1];
  await completed(server, team, plan, person, account);
  await versions(server, team, plan);
  await released(server, team, plan, person);
  const desk = await signInPage(await visit(b, server), server, 'team');
  for (const [rest, name] of [['', 'plan'], ['/gegevens', 'plan-head'], ['/stop', 'plan-stop'], ['/veilig', 'plan-safety'], ['/contact', 'plan-contact'], ['/vragen', 'plan-prompts'], ['/doel', 'plan-goal'],
    ['/actie', 'plan-action'], ['/inspraak', 'plan-voices'], ['/dossiers', 'plan-holders'], ['/bekijken', 'plan-review'], ['/vaststellen', 'plan-final'], ['/einde', 'plan-end'], ['/vervangen', 'plan-replace'],
    ['/versies', 'plan-versions'], ['/vrijgeven', 'plan-releases'], ['/papier', 'plan-paper'], ['/gezin', 'plan-family'], ['/voorlezen', 'plan-aloud'], ['/telefoon', 'plan-phone']])
    await look(desk, `${server.url}${plan}${rest}`, name);
  await look(desk, `${server.url}${home}/plannen`, 'plans');
  await look(desk, `${server.url}${home}/plan`, 'plan-new');
  await on_the_phone(b, server, team, plan);
  await for_programs(server, team, shelter, plan);
  const others = await Promise.all([shelter, director].flatMap(cookie => ['', '/papier', '/gezin', '/versies', '/telefoon'].map(async rest => (await get(server, plan + rest, { headers: { cookie } })).status)));
  none(others.filter(s => s !== 404), 'who does not work with it finds no plan');
});
