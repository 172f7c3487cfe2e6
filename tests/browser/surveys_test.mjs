// A self-scan sent to teams this morning: made, sent by mail, answered on a phone without script, stopped half way and gone on with, reminded,
// closed, read question by question and laid beside another year. Without names too. SHOTS=DIR keeps pictures.
import fhirPackage from 'fhir';
import { Person } from '../faults/people.mjs';
import { mailServer, mailSettings, unquote } from '../mail_server.mjs';
import { look, lookHere } from './look.mjs';
import { browser, get, has, is, none, ok, serve, signIn, signInPage, sleep, testing, visit } from './server.mjs';
import { nl } from './texts.mjs';

const LOUD = ['--quiet-hours', '00:00-00:00'], PHONE = { width: 390, height: 844, script: false };
const main = page => page.locator('main').innerText();
const day = plus => new Date(Date.now() + plus * 86400000).toISOString().slice(0, 10);
const press = (page, msgid) => page.getByRole('button', { name: nl(msgid), exact: true }).click();

async function link_to(mail, who, before = 0) {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(200)) {
    const m = mail.got.slice(before).find(m => m.to.includes(who));
    if (m) return unquote(m.text).match(/https:\/\/kentering\.example(\/vragenlijst\/\S+)/)[1];
  }
  throw new Error(`no mail with a link came to ${who}`);
}

/* --- a self-scan of teams, with names ------------------------------------------------------------------------------------- */

async function made(b, server) {
  const page = await signInPage(await visit(b, server, PHONE), server, 'regio');
  await page.goto(`${server.url}/werk/vragenlijsten`);
  await page.getByRole('link', { name: nl('Send a questionnaire') }).click();
  await press(page, 'Go on: whom do you invite?');
  ok(await page.locator('[data-error-summary] a').count() >= 3, 'what is missing is said, with links to the fields');
  await page.locator('[name=questionnaire_name]').selectOption('self-scan');
  await page.locator('[name=title]').fill('Zelfscan 2026');
  await page.locator('[name=anonymous][value=no]').check();
  await page.locator('[name=until]').fill(day(21));
  await press(page, 'Go on: whom do you invite?');
  await page.locator('[name=lines]').fill('noord@team.invalid; Team Noord\nzuid; Team Zuid');
  await press(page, 'Put them on the list');
  has(await page.locator('[data-error-summary]').innerText(), 'Regel 2', 'a wrong line is named');
  await page.locator('[name=lines]').fill('noord@team.invalid; Team Noord\nzuid@team.invalid; Team Zuid\n; Team Papier');
  await press(page, 'Put them on the list');
  has(await main(page), 'zuid@team.invalid', 'people are on the list');
  const path = new URL(page.url()).pathname;
  await press(page, 'Send it now');
  has(await main(page), '0 van 3', 'it is sent, and nobody answered yet');
  has(await main(page), nl('This installation sends no mail. Hand over the links yourself.'), 'without a mail server links are handed over');
  const row = page.locator('tr', { hasText: 'noord@team.invalid' }), link = new URL(await row.locator('a').getAttribute('href')).pathname;
  await page.context().close();
  return { path, link };
}

async function answered(b, server, link) {
  const before = (await get(server, link)).body;
  for (let i = 0; i < 3; i++) await get(server, link);
  is((await get(server, link)).body.replace(/form_token" value="[^"]*"/g, ''), before.replace(/form_token" value="[^"]*"/g, ''), 'looking at a link changes nothing');
  const page = await visit(b, server, PHONE);
  await page.goto(server.url + link);
  has(await main(page), 'Team Noord', 'the page says for whom the answers count');
  const first = page.locator('main input[type=radio]').first(), name = await first.getAttribute('name');
  await first.check();
  await press(page, 'Keep this, and go on later');
  has(await main(page), nl('Your answers are kept. Go on now, or later by the same link.'), 'answers are kept half way');
  const again = await visit(b, server, PHONE);
  await again.goto(server.url + link);
  ok(await again.locator(`input[name="${name}"]`).first().isChecked(), 'and are there in another browser');
  await again.close();
  for (let i = 0; i < 40 && !await page.getByRole('heading', { name: nl('Before you send') }).count(); i++) {
    for (const group of await page.locator('main fieldset').all()) await group.locator('input[type=radio]').nth(1).check();
    await press(page, 'Go on');
  }
  await press(page, 'Send');
  has(await main(page), nl('Your answers were sent.'), 'and sent');
  await page.goto(server.url + link);
  ok(!await page.locator('main form').count(), 'after that the link shows nothing to fill in');
  await page.close();
}

async function read(b, server, path) {
  const region = new Person(server, await signIn(server, 'regio')), results = await region.get(`${path}/uitkomsten`);
  has(results.text, '1 van 3', 'the results say how many answered');
  has(results.text, 'Gemiddelde score', 'and the mean score');
  has((await region.get(path)).text, 'Team Noord 1 van 1', 'the response is there by team');
  has((await region.get(`${path}/antwoorden-csv`)).body, '"Team Noord"', 'each answer as a file');
  const [response] = JSON.parse((await region.get(`${path}/uitkomsten-json`)).body).questionnaireResponses;
  none(new fhirPackage.Fhir().validate(response.resource, { errorOnUnexpected: true }).messages.filter(m => m.severity !== 'info').map(m => `${m.location}: ${m.message}`), 'and as FHIR R4 has it');
  const page = await signInPage(await visit(b, server), server, 'regio');
  await look(page, `${server.url}/werk/vragenlijsten`, 'surveys');
  await look(page, server.url + path, 'a survey');
  await look(page, `${server.url}${path}/uitkomsten`, 'results');
  await look(page, `${server.url}${path}/teams`, 'teams beside one another');
  await look(page, `${server.url}${path}/uitnodigen`, 'inviting');
  await page.context().close();
}

/* --- without names --------------------------------------------------------------------------------------------------------- */

async function without_names(b, server) {
  const region = new Person(server, await signIn(server, 'regio'));
  const invite = await region.done('/werk/vragenlijsten/nieuw', { questionnaire_name: 'hand-over', title: 'Overdracht', anonymous: 'yes', until: day(10) });
  const path = invite.replace('/uitnodigen', '');
  await region.done(invite, { lines: Array(6).fill('; Team Oost').join('\n') });
  await region.done(path, {}, `${path}/versturen`);
  const links = [...new Set((await region.get(path)).body.match(/\/vragenlijst\/[\w-]{43}/g))];
  is(links.length, 6, 'six links to hand over');
  const anybody = new Person(server, '');
  for (const link of links.slice(0, 5)) {
    let at = link;
    for (let i = 0; i < 20; i++) {
      const page = await anybody.get(at), last = page.body.includes('value="verstuur"');
      const answers = Object.fromEntries([...page.body.matchAll(/type="radio" name="([^"]+)" value="([^"]+)"/g)].map(([, n, v]) => [n, v]));
      const to = await anybody.post(link, { ...await anybody.form(at, link), ...answers, ...last ? { act: 'verstuur' } : { act: 'verder' } });
      if (to.status !== 303) throw new Error(`${to.status} ${to.text.slice(0, 500)}`);
      at = to.headers.get('location');
      if (last) break;
    }
  }
  has((await region.get(`${path}/uitkomsten`)).text, nl('Nothing to show yet'), 'while few wait nothing is shown');
  const page = await signInPage(await visit(b, server), server, 'regio');
  await look(page, `${server.url}${path}/uitkomsten`, 'no results yet');
  await region.done(path, {}, `${path}/sluiten`);
  for (let i = 0; i < 100 && (await region.get(`${path}/uitkomsten`)).text.includes(nl('Nothing to show yet')); i++) await sleep(100);
  has((await region.get(`${path}/uitkomsten`)).text, '5 van 6', 'at closing all of them are');
  ok((await region.get(`${path}/uitkomsten`)).body.includes('k-chart'), 'and read question by question');
  is((await region.get(`${path}/antwoorden-csv`)).status, 404, 'nobody gets answers one by one');
  has((await get(server, links[5])).text, nl('This is closed'), 'a link that was not used says that it is closed');
  await look(page, `${server.url}${path}/uitkomsten`, 'results without names');
  await page.context().close();
}

/* --- the questions themselves ------------------------------------------------------------------------------------------------- */

async function a_next_version(b, server) {
  const page = await signInPage(await visit(b, server, PHONE), server, 'regio');
  await page.goto(`${server.url}/werk/vragen`);
  await page.getByRole('link', { name: /overdracht/i }).first().click();
  await press(page, 'Make a next version');
  await page.getByRole('link', { name: nl('New question'), exact: true }).click();
  await page.locator('[name=text]').fill('Hoe vond u het?');
  await page.locator('[name=type]').selectOption('choice');
  await press(page, 'Save');
  ok(await page.locator('[data-error-summary]').isVisible(), 'a choice without options is refused');
  await page.locator('[name=options]').fill('goed | Goed | Good | 2\nslecht | Slecht | Bad | 0');
  await press(page, 'Save');
  has(await main(page), 'Hoe vond u het?', 'a question is added');
  await page.getByRole('button', { name: 'Omhoog Hoe vond u het?' }).click();
  await press(page, 'Ready: it can be sent');
  ok(!(await main(page)).includes('Omhoog'), 'what is ready does not change any more');
  const path = new URL(page.url()).pathname;
  const json = JSON.parse((await new Person(server, await signIn(server, 'regio')).get(`${path}/json`)).body);
  is(json.resourceType, 'Questionnaire', 'it is a file too');
  await page.context().close();
  const plain = await signInPage(await visit(b, server), server, 'regio');
  await look(plain, `${server.url}/werk/vragen`, 'questionnaires');
  await look(plain, server.url + path, 'a questionnaire');
  await look(plain, `${server.url}/werk/vragen/nieuw`, 'beginning a questionnaire');
  await plain.goto(server.url + path);
  await press(plain, 'Make a next version');
  await lookHere(plain, 'a draft of a questionnaire');
  await plain.getByRole('link', { name: /Wijzigen/ }).nth(1).click();
  await lookHere(plain, 'changing a question');
  await plain.context().close();
}

/* --- by mail ---------------------------------------------------------------------------------------------------------------- */

async function by_mail() {
  const mail = await mailServer(), server = await serve({ args: [...mailSettings(mail.port), ...LOUD] }), region = new Person(server, await signIn(server, 'regio'));
  const invite = await region.done('/werk/vragenlijsten/nieuw', { questionnaire_name: 'self-scan', title: 'Zelfscan per mail', anonymous: 'no', until: day(10) });
  await region.done(invite, { lines: 'noord@team.invalid; Team Noord' });
  await region.done(invite.replace('/uitnodigen', ''), {}, invite.replace('/uitnodigen', '/versturen'));
  const link = await link_to(mail, 'noord@team.invalid'), letter = unquote(mail.got.find(m => m.to.includes('noord@team.invalid')).text);
  has(letter, 'Zelfscan per mail', 'the mail says what it is called');
  none(['geweld', 'pleger', 'huiselijk'].filter(w => letter.includes(w)), 'and nothing of what it is about');
  is((await get(server, link)).status, 200, 'its link opens the questions');
  ok(!(await region.get(invite.replace('/uitnodigen', ''))).body.includes(link), 'which who leads it does not get');
  await mail.close();
}

await testing(async () => {
  const server = await serve(), b = await browser();
  const { path, link } = await made(b, server), page = await visit(b, server);
  await look(page, server.url + link, 'the first page of questions');
  await look(page, `${server.url}/en${link}`, 'the same in English');
  await page.context().close();
  await answered(b, server, link);
  await read(b, server, path);
  is((await get(server, `${link.slice(0, -2)}AA`)).status, 404, 'a forged link is not there');
  await without_names(b, server);
  await a_next_version(b, server);
  await by_mail();
});
