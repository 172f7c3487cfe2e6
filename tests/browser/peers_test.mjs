// Experts by experience, the whole way: kept by the provider, asked by a team, answered on a phone without script and by keyboard,
// two answers at the same moment, handed back; markup, accessibility, small screens. SHOTS=DIR keeps pictures.
import { look, shoot } from './look.mjs';
import { browser, decode, get, has, is, none, ok, serve, signIn, signInPage, testing, visit } from './server.mjs';
import { nl } from './texts.mjs';

const PHONE = { width: 390, height: 800 };
const main = page => page.locator('main').innerText();
const here = page => new URL(page.url()).pathname;
const press = (page, name) => page.locator('main').getByRole('button', { name }).first().click();

const links = async (server, cookie, target, pattern) => [...new Set([...(await get(server, target, { headers: { cookie } })).body.matchAll(pattern)].map(m => m[0]))];
const MINE = '/werk/mijn-mensen', QUESTION = /\/werk\/mijn-mensen\/voorstel\/[0-9a-f-]{36}/g, WORK = /\/werk\/mijn-mensen\/[0-9a-f-]{36}(?=")/g;

/* Posts a form of a page as it stands there, with these fields. */
async function post(server, cookie, target, fields = {}) {
  const token = decode((await get(server, target, { headers: { cookie } })).body.match(new RegExp(`action="${target}"[^]*?name="form_token" value="([^"]+)"`))?.[1] ?? '');
  return get(server, target, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ form_token: token, ...fields }) });
}

async function kept_by_the_provider(page, server) {
  await page.goto(`${server.url}/werk/ervaring`);
  await page.getByRole('link', { name: nl('Add an expert'), exact: true }).click();
  await page.locator('[name=name]').fill('Joost Verzonnen');
  await page.locator('[name=languages]').fill('nl tr');
  await page.locator('[name=most]').fill('1');
  await press(page, nl('Add'));
  const errors = await page.locator('[data-error-summary]').innerText();
  has(errors, nl('What this expert does'), 'what is missing is said');
  page.errors.splice(0);                                    // the console tells of the 422
  await page.locator('[name=roles][value=buddy]').check();
  await press(page, nl('Add'));
  has(await page.locator('[data-error-summary]').innerText(), nl('Write how this expert is reached: there is no account.'), 'without an account there must be another way');
  page.errors.splice(0);
  await page.locator('[name=reach]').fill('06-00011122');
  await press(page, nl('Add'));
  has(await main(page), 'Joost Verzonnen', 'the expert stands in the register');
  const entry = here(page);
  await page.getByRole('link', { name: nl('Add a training') }).click();
  await page.locator('[name=topic][value=lvb]').check();
  await page.locator('[name=done]').fill('2025-03-01');
  await press(page, nl('Add'));
  has(await main(page), nl('Mild intellectual disability'), 'with a training');
  await page.getByRole('link', { name: nl('Supervision notes') }).click();
  has(await main(page), nl('Name nobody whom this expert is there for. These notes are about the expert\'s own work. Only who coordinates experts in your organisation reads them; who asks for an expert never does.'),
    'the form of supervision says what does not belong there');
  await page.locator('[name=text]').fill('Wil meer over schuld en schaamte leren.');
  await press(page, nl('Add'));
  has(await main(page), 'schuld en schaamte', 'a note stands there');
  return entry;
}

/* On a phone, without script, by keyboard only: wishes, the list, the question. */
async function asked_by_the_team(b, server, person, called) {
  const page = await signInPage(await visit(b, server, { ...PHONE, script: false }), server, 'team');
  await page.goto(`${server.url}/werk/ervaring/vraag${person ? `?persoon=${person}` : ''}`);
  ok(await page.locator('[data-error-summary]').count() === 0, 'nothing is wrong before anything was asked');
  await page.locator('[name=role][value=bridging]').focus();
  await page.keyboard.press('Space');
  await page.locator('[name=language]').selectOption('nl');
  await page.locator('[name=parts][value=evening]').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.waitForURL(/role=/);
  const list = await main(page);
  has(list, 'Jeroen Bakermans', 'who fits stands there');
  has(list, nl('Can do that part of the day'), 'with the reason');
  ok(!list.includes('werkte in de bouw'), 'and not what nobody asked for');
  if (called === 'Bram') {
    await press(page, nl('Ask this expert'));
    has(await page.locator('[data-error-summary]').innerText(), nl('Who is asked?'), 'who is asked must be chosen');
    page.errors.splice(0);
  }
  await page.locator('[name=peer]').first().focus();
  await page.keyboard.press('Space');
  await page.locator('[name=called]').fill(called);
  await page.locator('[name=reach]').fill('06-00012345');
  await page.locator('[name=message]').fill('Het gaat over de afspraak.');
  await page.locator('[name=ground][value=consent]').check();
  await page.locator('[name=how]').fill('Vandaag gezegd aan de telefoon.');
  await page.keyboard.press('Enter');
  await page.waitForURL(/opdracht\//);
  has(await main(page), nl('Asked, no answer yet'), 'the question waits for an answer');
  const target = here(page);
  await page.goto(`${server.url}/werk`);
  has(await main(page), nl('Answer by an expert by experience'), 'and stands on the work list as waiting for somebody else');
  await page.context().close();
  return target;
}

/* Likewise the expert: says yes, calls, notes it with one tap, hands back. */
async function answered_by_the_expert(b, server) {
  const page = await signInPage(await visit(b, server, { ...PHONE, script: false }), server, 'ervaringsdeskundige');
  await page.goto(`${server.url}/werk`);
  await page.getByRole('link', { name: nl('You are asked to be there for somebody: say yes, or hand it back') }).first().click();
  is(here(page), MINE, 'the task leads to the own page');
  const before = await main(page);
  ok(!before.includes('Bram') && !before.includes('06-000'), 'no name and no number before a yes');
  await page.getByRole('link', { name: nl('Look and answer') }).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/voorstel\//);
  ok(!(await main(page)).includes('Bram'), 'nor on the question itself');
  await page.getByRole('button', { name: nl('Yes, I do this') }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/gedaan=/);
  has(await main(page), 'Bram', 'after a yes there is a name');
  is(await page.locator('a[href^="tel:"]').first().getAttribute('href'), 'tel:+31600012345', 'and a number to call');
  await page.goto(`${server.url}/werk`);
  has(await main(page), nl('Contact as an expert by experience'), 'the first call stands on the work list');
  await shoot(page, 'work-list-390');
  await page.goto(server.url + MINE);
  has(await main(page), 'Het gaat over de afspraak.', 'with what to say when somebody else picks up');
  await page.getByRole('button', { name: nl('Reached nobody') }).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/gedaan=/);
  is(here(page), MINE, 'one tap notes a contact');
  has(await main(page), nl('Last tried: %s', '').trim(), 'and it stands there');
  await page.getByRole('link', { name: 'Bram' }).first().click();
  await page.locator('[name=reached][value=yes]').check();
  await page.locator('[name=how][value=visit]').check();
  await page.locator('[name=line]').fill('Koffie gedronken, het gaat.');
  await page.locator('[name=next]').fill('2031-01-01');
  await press(page, nl('Save'));
  has(await page.locator('[data-error-summary]').innerText(), nl('That is later than was agreed. Choose an earlier day.'), 'no later than was agreed');
  page.errors.splice(0);
  await page.locator('[name=next]').fill('');
  await press(page, nl('Save'));
  await page.getByRole('link', { name: 'Bram' }).first().click();
  has(await main(page), 'Koffie gedronken, het gaat.', 'a contact is kept in one line');
  return page;
}

/* Two yeses at one moment for an expert who may have one more: one comes through, the other is told. */
async function two_at_once(server, expert) {
  const questions = await links(server, expert, MINE, QUESTION);
  is(questions.length, 2, 'two questions wait');
  const answers = await Promise.all(questions.map(q => post(server, expert, q)));
  is(answers.map(a => a.status).sort(), [303, 422], 'of two yeses at once one counts');
  has(answers.find(a => a.status === 422)?.text, nl('That is more people at once than was agreed. End or hand back one first, or hand this one back.'), 'and the other is told why');
  is((await links(server, expert, MINE, QUESTION)).length, 1, 'that question still waits');
}

async function handed_back(page, team, server, target) {
  await page.getByRole('link', { name: nl('Hand back: somebody else goes on') }).click();
  await page.locator('[name=back][value=knows]').check();
  await press(page, nl('Hand back'));
  ok(!(await main(page)).includes('Koffie'), 'what was handed back is gone from the own page');
  await team.goto(`${server.url}/werk`);
  await team.getByRole('link', { name: nl('An expert by experience handed somebody back: ask another one') }).last().click();
  is(here(team), target, 'who asked has a task that leads there');
  const text = await main(team);
  has(text, nl('I know this person, or this family'), 'with the reason');
  has(text, 'Koffie gedronken, het gaat.', 'and what was noted');
  await team.getByRole('link', { name: nl('Ask another expert') }).click();
  is(here(team), '/werk/ervaring/vraag', 'and asks another one');
}

testing(async () => {
  const server = await serve(), b = await browser();
  const [keeper, team, expert] = await Promise.all(['aanbieder', 'team', 'ervaringsdeskundige'].map(r => signIn(server, r)));
  const page = await signInPage(await visit(b, server), server, 'aanbieder');
  const entry = await kept_by_the_provider(page, server);
  for (const [target, name] of [['/werk/ervaring', 'register'], ['/werk/ervaring/nieuw', 'register-new'], [entry, 'entry'], [`${entry}/gegevens`, 'entry-change'], [`${entry}/scholing`, 'training'],
    [`${entry}/begeleiding`, 'supervision'], [`${entry}/weg`, 'remove']]) await look(page, server.url + target, name);
  for (const rest of ['', '/gegevens', '/begeleiding']) is((await get(server, entry + rest, { headers: { cookie: team } })).status, 404, `who asks finds no ${rest || 'entry'}`);

  const [question] = await links(server, expert, MINE, QUESTION);
  is((await post(server, expert, `${question}/terug`, { back: 'time' })).status, 303, 'the question of the demonstration is handed back');
  const person = (await links(server, team, (await links(server, team, '/werk/huishoudens', /\/werk\/huishoudens\/[0-9a-f-]{36}/g))[0], /\/werk\/personen\/[0-9a-f-]{36}(?=")/g))[0]?.split('/').pop();
  const target = await asked_by_the_team(b, server, person, 'Bram');
  const phone = await answered_by_the_expert(b, server);
  for (const called of ['Daan', 'Emre', 'Kees']) await asked_by_the_team(b, server, null, called);
  const [first] = await links(server, expert, MINE, QUESTION);
  is((await post(server, expert, first)).status, 303, 'a second person');
  await two_at_once(server, expert);

  const asker = await signInPage(await visit(b, server), server, 'team'), own = await signInPage(await visit(b, server), server, 'ervaringsdeskundige');
  const [work] = await links(server, expert, MINE, WORK), [left] = await links(server, expert, MINE, QUESTION);
  for (const [at, name] of [[MINE, 'mine'], [`${MINE}/beschikbaar`, 'available'], [work, 'work'], [`${work}/terug`, 'back'], [`${work}/einde`, 'end'], [left, 'question'], [`${left}/terug`, 'refuse']])
    await look(own, server.url + at, name);
  const about = await get(server, `/werk/ervaring/vraag?persoon=${person}`, { headers: { cookie: team } });
  has(about.text, nl('Asked for this person'), 'what runs for a person stands where another is asked for');
  ok(about.body.includes(target) && !about.text.includes('Emre'), 'that, and nothing for others');
  for (const [at, name] of [['/werk/ervaring/vraag', 'ask'], ['/werk/ervaring/vraag?role=bridging&language=nl', 'ask-list'], ['/werk/ervaring/vraag?role=aftercare&language=pl', 'ask-nobody'], [target, 'asked']])
    await look(asker, server.url + at, name);
  is((await get(server, target, { headers: { cookie: keeper } })).status, 404, 'the coordinator reads nothing of the person');
  await handed_back(phone, asker, server, target);
});
