// A questionnaire about a person of a household: begun on a phone without script, kept half way, gone on with by a colleague, two windows, finished
// with a conclusion, beside an earlier one, struck out. A region's own instrument comes as a file. SHOTS=DIR keeps pictures.
import { look, lookHere } from './look.mjs';
import { browser, has, is, ok, serve, signInPage, testing, visit } from './server.mjs';
import { nl } from './texts.mjs';

const PHONE = { width: 390, height: 844, script: false };
const main = page => page.locator('main').innerText();
const press = (page, msgid) => page.getByRole('button', { name: nl(msgid), exact: true }).click();
const choose = (page, question, option) => page.locator(`[name="answer.${question}"][value=${option}]`).check();
const finished = page => page.locator('section[aria-labelledby=ingevuld] li a');

async function households(page, server) {
  await page.goto(`${server.url}/werk/huishoudens`);
  return page.locator('main a[href*="/werk/huishoudens/"]').evaluateAll(all => all.map(a => a.href.split('?')[0]).filter(h => /\/[0-9a-f-]{20,}$/.test(h)));
}

/* One that whoever is signed in works with, with somebody in it. */
async function with_somebody(page, server) {
  for (const home of await households(page, server)) {
    await page.goto(`${home}/vragenlijst`);
    if (await page.locator('[name=about] option').count() > 1 && await page.locator('[name=place]').count()) return home;
  }
  throw new Error('no household with somebody in it');
}

async function begins(page, home) {
  await page.goto(`${home}/vragenlijst`);
  await press(page, 'Go on to the questions');
  ok(await page.locator('[data-error-summary] a').count(), 'what is missing is said, with links to the fields');
  page.errors.splice(0);
  await page.locator('[name=questionnaire]').selectOption('safety');
  ok(!await page.locator('[name=questionnaire] option[value=self-scan]').count(), 'what is sent to many is not offered here');
  await page.locator('[name=about]').selectOption({ index: 1 });
  if (await page.locator('[name=place]:checked').count() === 0) await page.locator('[name=place]').first().check();
  await press(page, 'Go on to the questions');
  has(await main(page), 'Pagina 1 van 3', 'the first page of questions');
  return page.url().split('?')[0];
}

async function first_page(page, answer) {
  await choose(page, 'violence', answer);
  for (const question of ['threats', 'throat']) await choose(page, question, 'no');
  await choose(page, 'control', 'unknown');
}

async function answers(page, scripted, path) {
  await first_page(page, 'once');
  await scripted.goto(path);                                  /* a second window, opened before the first one kept anything */
  await press(page, 'Keep this, and go on later');
  has(await main(page), nl('What you filled in is kept. Go on now, or later.'), 'it is kept half way');
  await choose(scripted, 'violence', 'more');
  await press(scripted, 'Go on');
  has(await main(scripted), 'in een ander venster', 'another window overwrites nothing');
  await lookHere(scripted, 'two windows');
  await press(page, 'Go on');
  await page.locator('[name="answer.separation"][value=very]').check();
  for (const question of ['use', 'despair']) await choose(page, question, 'no');
  await press(page, 'Go on');
  await choose(page, 'alone', 'yes');
  await choose(page, 'somebody', 'no');
  await press(page, 'Go on');
  has(await main(page), nl('Some questions must be answered before you can finish.'), 'what is left is said before finishing');
  ok(!await page.getByRole('button', { name: nl('Finish'), exact: true }).count(), 'and nothing finishes without it');
  await page.goto(`${path}?deel=3`);
  await choose(page, 'knows', 'mostly');
  await page.locator('[name="answer.words"]').fill('Slaapt weer, en belt zelf.');
  await press(page, 'Go on');
}

async function finishes(page, scripted, path) {
  await scripted.goto(`${path}/afronden`);
  await lookHere(scripted, 'finishing');
  await press(page, 'Finish');
  ok(await page.locator('[data-error-summary] a').count(), 'a score alone decides nothing');
  await page.locator('[name=conclusion]').fill('Nog niet veilig: volgende week opnieuw.');
  await press(page, 'Finish');
  for (const part of ['9 van 27', 'Nog niet veilig', 'Slaapt weer', 'Weet ik niet']) has(await main(page), part, `it reads ${part}`);
  ok(!await page.locator('main form').count(), 'and there is nothing to change any more');
  await look(scripted, path, 'a finished questionnaire');
}

async function strikes(page, home, path) {
  await page.goto(`${path}/doorhalen`);
  await press(page, 'Strike out');
  ok(await page.locator('[data-error-summary] a').count(), 'nothing is struck out without a reason');
  page.errors.splice(0);
  await page.locator('[name=struck]').fill('Over een ander ingevuld');
  await press(page, 'Strike out');
  has(await main(page), 'Over een ander ingevuld', 'the reason stands there');
  has(await main(page), 'Slaapt weer', 'and what was answered stays readable');
  await page.goto(`${home}/vragenlijsten`);
  has(await main(page), nl('Struck out'), 'the list says so too');
}

/* A region's own instrument: a file, about a person, made ready; no survey offers it. */
async function own_instrument(b, server, home, team) {
  const page = await signInPage(await visit(b, server), server, 'regio');
  const text = t => ({ linkId: 'v1', text: t, type: 'boolean', required: true });
  const own = { resourceType: 'Questionnaire', language: 'nl', id: 'eigen-instrument', version: '1', title: 'Ons eigen instrument', item: [text('Is het veilig?')] };
  await page.goto(`${server.url}/werk/vragen/nieuw`);
  await page.locator('[name=json]').fill(JSON.stringify(own));
  await page.locator('main form button[type=submit]').last().click();
  const draft = page.url().split('?')[0];
  await page.goto(`${draft}/kop`);
  await page.locator('[name=about][value=person]').check();
  await lookHere(page, 'the head of a questionnaire');
  await press(page, 'Save');
  await press(page, 'Ready: it can be sent');
  await page.goto(`${server.url}/werk/vragenlijsten/nieuw`);
  is(await page.locator('[name=questionnaire_name] option[value=eigen-instrument], [name=questionnaire_name] option[value=safety]').count(), 0, 'no survey offers what is about a person');
  await team.goto(`${home}/vragenlijst`);
  is(await team.locator('[name=questionnaire] option[value=eigen-instrument]').count(), 1, 'each dossier does');
  await page.context().close();
}

await testing(async () => {
  const server = await serve(), b = await browser();
  const page = await signInPage(await visit(b, server, PHONE), server, 'team'), scripted = await signInPage(await visit(b, server), server, 'team');
  const home = await with_somebody(page, server);
  await look(scripted, `${home}/vragenlijsten`, 'the questionnaires of a household');
  await look(scripted, `${home}/vragenlijst`, 'beginning a questionnaire');
  await scripted.goto(`${home}/vragenlijsten`);
  const before = await finished(scripted).count(), path = await begins(page, home);
  await look(scripted, path, 'a page of questions');
  await answers(page, scripted, path);
  await finishes(page, scripted, path);
  await scripted.goto(`${home}/vragenlijsten`);
  is(await finished(scripted).count(), before + 1, 'it stands in the list');
  await strikes(scripted, home, path);
  await own_instrument(b, server, home, scripted);
});
