// The case of a household: a day of a local-team worker and of a director, with the example cases of the demonstration. What one side writes the
// other never reads. SHOTS=DIR keeps pictures.
import { look, lookHere, shoot } from './look.mjs';
import { browser, get, has, is, none, ok, serve, signIn, signInPage, testing, visit } from './server.mjs';

const main = page => page.locator('main').innerText();
const send = page => page.locator('main form.k-form button[type=submit]').last().click();
const save = page => page.getByRole('button', { name: 'Opslaan' }).click();

/* The pages of a household by its name. */
async function household(page, server, name) {
  await page.goto(`${server.url}/werk/huishoudens`);
  while (!await page.getByRole('link', { name, exact: true }).count()) await page.getByRole('link', { name: 'Volgende pagina' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  return page.url().split('?')[0];
}

/* --- a worker of the local team --- */

async function writes(page, home) {
  await page.goto(`${home}/dossier`);
  await page.getByRole('link', { name: 'Incident opschrijven' }).first().click();
  await lookHere(page, 'writing an incident');
  await save(page);
  has(await page.locator('[data-error-summary]').innerText(), 'Wat er gebeurde', 'an incident without facts comes back');
  page.errors.splice(0);
  await page.locator('[name=facts]').fill('Gooide een bord tegen de muur. Riep dat hij weg moest.');
  await page.locator('[name=day]').fill('1899-01-02');
  await page.locator('[name=time]').fill('25:00');
  await page.locator('[name=source][value=seen]').check();
  await save(page);
  has(await page.locator('[data-error-summary]').innerText(), 'Schrijf de tijd als 21:30', 'a time that there is not is said');
  page.errors.splice(0);
  await page.locator('[name=day]').fill(new Date(Date.now() - 86400000).toISOString().slice(0, 10));
  await page.locator('[name=time]').fill('21:10');
  await save(page);
  has(await main(page), 'Gooide een bord', 'then it stands in the timeline');
  is(await page.locator('[name=place]').count(), 0, 'and nothing is asked any more');
}

async function filters(page, home) {
  await page.goto(`${home}/dossier`);
  await page.locator('summary', { hasText: 'Alleen een deel tonen' }).click();
  await page.locator('#f-kind').selectOption('incident');
  await page.getByRole('button', { name: 'Toon', exact: true }).click();
  ok(page.url().includes('kind=incident'), 'filters stand in the address');
  const titles = await page.locator('section[aria-labelledby=tijdlijn] h3').allInnerTexts();
  ok(titles.length && titles.every(t => t.startsWith('Incident')), 'and leave incidents only', titles);
  await page.goto(`${home}/dossier?since=2100-01-01`);
  has(await main(page), 'Niets van deze soort in deze tijd', 'nothing found is said');
}

/* The calendar file that a link brings. */
async function calendar(page, link) {
  const answer = await page.request.get(new URL(await link.getAttribute('href'), page.url()).href), text = await answer.text();
  is(answer.headers()['content-type'], 'text/calendar; charset=utf-8', 'a calendar file');
  return { text, days: [...text.matchAll(/DTSTART;VALUE=DATE:(\d{8})\r\n/g)].map(m => m[1]), uids: [...text.matchAll(/UID:(\S+)/g)].map(m => m[1]) };
}

async function acts(page, server, home) {
  await page.goto(`${home}/acties`);
  await page.getByRole('link', { name: 'Nieuwe actie' }).click();
  await lookHere(page, 'a new action');
  await page.locator('[name=what]').fill('Belt de schuldhulp voor een afspraak');
  const me = await page.locator('[name=doer] option', { hasText: 'Noor van Dalen' }).first().getAttribute('value');
  await page.locator('[name=doer]').selectOption(me);
  await page.locator('[name=form][value=together]').check();
  const tomorrow = new Date(Date.now() + 86400000).toISOString().slice(0, 10);
  await page.locator('[name=due]').fill(tomorrow);
  await save(page);
  has(await page.locator('[data-error-summary]').innerText(), 'U werkt voor één kant', 'who works for one side plans nothing together');
  page.errors.splice(0);
  await page.locator('[name=form][value=alone]').check();
  await save(page);
  has(await main(page), 'Belt de schuldhulp', 'alone it is agreed');
  await page.goto(`${server.url}/werk`);
  has(await main(page), 'Belt de schuldhulp', 'it stands on the work list');
  const all = await calendar(page, page.getByRole('link', { name: 'Al mijn dagen in mijn agenda zetten' }));
  ok(all.days.includes(tomorrow.replaceAll('-', '')), 'with all own days it goes into a calendar', all.days);
  await page.getByRole('link', { name: 'Belt de schuldhulp voor een afspraak' }).first().click();
  await lookHere(page, 'an action');
  const one = await calendar(page, page.getByRole('link', { name: 'Zet in mijn agenda' }));
  is(one.days, [tomorrow.replaceAll('-', '')], 'or by itself');
  ok(all.uids.includes(one.uids[0]) && !/schuldhulp|Noor|http/i.test(one.text + all.text), 'as the same day, and nothing says what it is');
  await page.getByRole('button', { name: 'Deze actie afronden' }).click();
  ok(await page.locator('[data-error-summary]').count(), 'nothing closes empty');
  page.errors.splice(0);
  await page.locator('[name=state][value=done]').check();
  await page.locator('[name=result]').fill('Afspraak op dinsdag.');
  await page.getByRole('button', { name: 'Deze actie afronden' }).click();
  has(await main(page), 'Afspraak op dinsdag', 'what came of it is kept');
  await page.goto(`${server.url}/werk`);
  ok(!(await main(page)).includes('Belt de schuldhulp'), 'and the work list is empty of it');
}

async function team_day(b, server) {
  const page = await signInPage(await visit(b, server, { width: 390, height: 844, script: false }), server, 'team');
  const home = await household(page, server, NAMES.stress);
  const scripted = await signInPage(await visit(b, server, { width: 390, height: 844 }), server, 'team');
  await writes(scripted, home);
  await filters(page, home);
  await acts(scripted, server, home);
  for (const part of ['dossier', 'acties', 'regie', 'fase']) await look(scripted, `${home}/${part}`, `${part} of one side`);
  await page.goto(`${home}/fase`);
  ok(!await page.getByRole('button', { name: 'Besluiten' }).count(), 'who does not direct does not decide about the phase');
  await page.context().close();
  return scripted;
}

/* --- a director --- */

async function director_day(b, server, team) {
  const page = await signInPage(await visit(b, server), server, 'regisseur');
  const terror = await household(page, server, NAMES.terror);
  await page.goto(`${terror}/dossier`);
  has(await main(page), 'dwang en controle of stalking vastgelegd', 'control that was written down is said to who works with both');
  await page.goto(`${terror}/actie`);
  await page.locator('[name=what]').fill('Gesprek met beiden');
  await page.locator('[name=doer]').selectOption({ index: 1 });
  await page.locator('[name=form][value=together]').check();
  await page.locator('[name=place][value=shared]').check();
  await save(page);
  has(await page.locator('[data-error-summary]').innerText(), 'Geen gesprekken samen', 'and nobody plans a talk together');
  page.errors.splice(0);
  const home = await household(page, server, NAMES.stress);
  for (const part of ['', '/dossier', '/acties', '/regie', '/fase']) await look(page, home + part, `director: ${part || 'overview'}`);
  has(await main(page), 'Wat er nu kan volgen', 'the phase says what can come next');
  await page.locator('[name=state]').last().check();
  await page.locator('[name=why]').fill('Het gaat goed.');
  await page.getByRole('button', { name: 'Besluiten' }).click();
  ok(await page.locator('[data-error-summary]').count(), 'a gate that is not met stays shut');
  page.errors.splice(0);
  await page.goto(`${home}/fase/oordeel`);
  await lookHere(page, 'judging');
  await hands_over(page, team, home);
  await page.context().close();
}

async function hands_over(page, team, home) {
  await page.goto(`${home}/regie`);
  const to = await page.locator('[name=to] option', { hasText: 'Noor van Dalen' }).getAttribute('value');
  await page.locator('[name=to]').selectOption(to);
  await page.locator('[name=why]').fill('Het team kent het gezin het best.');
  await page.getByRole('button', { name: 'Vraag deze collega' }).click();
  has(await main(page), 'Tot het antwoord ja is, verandert er niets', 'asking changes nothing yet');
  const said = await page.locator('body').innerText();
  ok(said.includes('Tot deze collega ja zegt, hebt u de regie') && !said.includes('tweede persoon'), 'and is no matter of approval: the other is asked, and who directs still does');
  await team.goto(`${home}/regie`);
  await lookHere(team, 'asked to direct');
  await team.getByRole('button', { name: 'Ja, ik neem de regie' }).click();
  has(await main(team), 'Noor van Dalen', 'a yes hands it over');
  await page.goto(`${home}/regie`);
  ok(!await page.getByRole('button', { name: 'Vraag deze collega' }).count(), 'and who directed does not any more');
  await shoot(page, 'handed over');
}

const NAMES = {};
await testing(async () => {
  const server = await serve(), b = await browser();
  const { readFileSync } = await import('node:fs');
  for (const [key, file] of [['stress', 'gezin-onder-stress'], ['terror', 'intieme-terreur']]) NAMES[key] = JSON.parse(readFileSync(new URL(`../../data/cases/${file}.json`, import.meta.url))).name;
  const team = await team_day(b, server);
  await director_day(b, server, team);
  const cookie = await signIn(server, 'vrouwenopvang'), list = await get(server, '/werk/huishoudens', { headers: { cookie } });
  const shelter = await signInPage(await visit(b, server), server, 'vrouwenopvang'), home = await household(shelter, server, NAMES.stress);
  ok(!(await get(server, new URL(`${home}/dossier`).pathname, { headers: { cookie } })).text.includes('Gooide een bord'), 'the other side reads nothing of it');
  is(list.status, 200, 'though it works with the same household');
  none(server.log.filter(l => /Gooide een bord|schuldhulp/.test(l)), 'nothing of a case stands in a log');
});
