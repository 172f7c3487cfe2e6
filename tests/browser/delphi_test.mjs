// A Delphi study as people lead it and take part: from a draft through three rounds by links in mails, without script and on a phone; answers
// that become statements; what a group agreed on is not asked again; the report, and the analysis of its own export. SHOTS=DIR keeps pictures.
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { listen, mailServer, mailSettings, unquote } from '../mail_server.mjs';
import { look, lookHere } from './look.mjs';
import { browser, command, folder, get, has, is, none, ok, serve, signIn, signInPage, sleep, testing, visit } from './server.mjs';

const LOUD = ['--quiet-hours', '00:00-00:00'], PHONE = { width: 390, height: 844, script: false };
const main = page => page.locator('main').innerText();
const day = plus => new Date(Date.now() + plus * 86400000).toISOString().slice(0, 10);
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const EXPERTS = ['p1; Petra; beleid', 'p2; Paul; beleid', 'p3; Pia; beleid', 'z1; Zoë; zorg', 'z2; Zeger; zorg', 'p1; Petra; zorg'].map(l => l.replace(';', '@proef.invalid;'));

/* Links in mails lead here, and the browser signs in over http: the address is known before the program starts. */
async function own_address() {
  const probe = net.createServer(), port = await listen(probe);
  await new Promise(done => probe.close(done));
  return { port, url: `http://127.0.0.1:${port}` };
}
const settings = (mail, url) => mailSettings(mail.port).map(a => a === 'https://kentering.example' ? url : a);

/* The newest links of each address, in the order of its mails from `before` on. */
const to_experts = mail => mail.got.filter(m => m.to[0].endsWith('@proef.invalid'));
async function links_of(mail, before, count) {
  for (const end = Date.now() + 60_000; Date.now() < end && to_experts(mail).length < before + count; await sleep(200));
  const found = {}, got = to_experts(mail).slice(before);
  for (const m of got) {
    const [who] = m.to[0].split('@'), text = unquote(m.text);
    none(['beleid', 'zorg', 'Petra', 'geweld', 'Bellen'].filter(w => text.includes(w)), `the mail to ${who} tells nothing over a shoulder`);
    (found[who] ??= []).push(text.match(/http:\/\/127\.0\.0\.1:\d+(\/delphi\/\S+)/)[1]);
  }
  is(got.length, count, `${count} mails went out`);
  return found;
}

/* --- the coordinator ---------------------------------------------------------------------------------------------------------- */

async function a_draft(page, server) {
  await page.goto(`${server.url}/werk/delphi`);
  await page.getByRole('link', { name: 'Nieuwe studie' }).click();
  await page.locator('main form.k-form button[type=submit]').click();
  ok(await page.locator('[data-error-summary] a').count() >= 2, 'what is missing is said, with links to the fields');
  await page.locator('#f-title').fill('Hulp die past');
  await page.locator('#f-question').fill('Wat is nodig om hulp aan te nemen?');
  await page.locator('#f-intro').fill('De regio vraagt om uw mening.');
  await page.locator('#f-groups').fill('beleid\nzorg');
  await page.locator('main form.k-form button[type=submit]').click();
  has(await main(page), 'Concept', 'a study is a draft at first');
  const study = page.url().split('?')[0];
  await press(page, 'Ronde 1 openen');
  has(await page.locator('[data-error-summary]').innerText(), 'Voeg eerst deskundigen toe', 'nobody to ask: no round');
  await page.goto(`${study}/deskundigen`);
  await page.locator('#f-lines').fill(`${EXPERTS.join('\n')}\nverkeerd; Wie; beleid`);
  await press(page, 'Toevoegen');
  has(await page.locator('[data-error-summary]').innerText(), 'Regel 7', 'a wrong line is named');
  has(await page.locator('#f-lines').inputValue(), 'verkeerd', 'and what was typed is still there');
  await lookHere(page, 'experts with a wrong line');
  await page.locator('#f-lines').fill(EXPERTS.join('\n'));
  await press(page, 'Toevoegen');
  has(await main(page), 'Ook in een andere groep: twee links', 'somebody in two groups is told of');
  return study;
}

async function open_round(page, study, name) {
  await page.goto(study);
  await page.locator('#f-until').first().fill(day(10));
  await press(page, name);
}

async function coding(page, study) {
  await page.goto(study);
  await press(page, 'Ronde 1 sluiten');
  await page.goto(`${study}/antwoorden`);
  has(await main(page), '3 antwoorden hebben nog geen plek', 'answers wait for a place');
  ok(!/Petra|Paul|proef\.invalid/.test(await main(page)), 'without who wrote them');
  const first = page.locator('li.k-code', { hasText: 'Bellen binnen een dag' });
  await first.locator('select').selectOption('new');
  await press(page, 'Bewaar en toon de volgende');
  has(await page.locator('[data-error-summary]').innerText(), 'bij welk thema', 'a new statement needs a theme');
  is(await page.locator('li.k-code', { hasText: 'Bellen binnen een dag' }).locator('select').inputValue(), 'new', 'what was chosen stays chosen');
  await lookHere(page, 'coding with something missing');
  for (const [text, theme] of [['Bellen binnen een dag', 'Tijd'], ['Een vast gezicht', 'Mensen']]) {
    const one = page.locator('li.k-code', { hasText: text });
    await one.locator('select').selectOption('new');
    await one.locator('input[id$=-theme]').fill(theme);
  }
  await press(page, 'Bewaar en toon de volgende');
  await page.locator('li.k-code', { hasText: 'Snel terugbellen' }).locator('select').selectOption({ index: 2 });
  await press(page, 'Bewaar en toon de volgende');
  has(await main(page), 'Alle antwoorden hebben een plek', 'every answer has a place');
  await page.goto(`${study}/inlezen`);
  await page.locator('#f-csv').fill('theme;text\nTijd;Hulp ook in het weekend\nMensen;Iemand met eigen ervaring');
  await press(page, 'Inlezen');
  await page.getByText('2 antwoorden erachter').click();
  has(await main(page), 'Snel terugbellen', 'a statement keeps what stands behind it');
  await page.getByRole('link', { name: /samenvoegen.*D004/ }).click();
  await page.locator('#f-into').selectOption({ index: 1 });
  await press(page, 'Samenvoegen');
  has(await main(page), 'Stellingen (3)', 'two statements became one');
}

/* --- an expert ------------------------------------------------------------------------------------------------------------------ */

const open = async (b, server, link, how = PHONE) => { const page = await visit(b, server, how); await page.goto(server.url + link); return page; };
const leave = page => page.context().close();

async function answers(b, server, link, texts, send = true) {
  const page = await open(b, server, link);
  for (const [i, text] of texts.entries()) await page.locator(`#f-t${i + 1}`).fill(text);
  await press(page, send ? 'Verstuur' : 'Bewaar, ik ga later verder');
  has(await main(page), send ? 'Uw antwoorden zijn binnen' : 'Bewaard', `answers are ${send ? 'sent' : 'saved'}`);
  await leave(page);
}

/* Rates each statement by its code, page by page, and sends. */
async function rates(b, server, link, ratings) {
  const page = await open(b, server, link);
  await page.getByRole('link', { name: /^(Begin|Ga verder)$/ }).click();
  while (await page.locator('.k-rate').count()) {
    for (const f of await page.locator('.k-rate').all()) {
      const code = (await f.getAttribute('id')).slice(2);
      if (ratings[code]) await f.locator(`input[type=radio][value="${ratings[code]}"]`).check();
    }
    await page.locator('main form.k-rates button[type=submit]').click();
  }
  await press(page, 'Verstuur');
  has(await main(page), 'Uw antwoorden zijn binnen', 'ratings are sent');
  await leave(page);
}

async function goes_on_later(b, server, link) {
  const page = await open(b, server, link);
  await page.getByRole('link', { name: 'Begin', exact: true }).click();
  await page.locator('.k-rate').first().locator('input[type=radio][value="6"]').check();
  await page.locator('main form.k-rates button[type=submit]').click();
  await leave(page);
  const again = await open(b, server, link);
  has(await main(again), '1 van', 'what was saved is there by the same link');
  await again.getByRole('link', { name: 'Ga verder', exact: true }).click();
  await leave(again);
}

async function looks_again(b, server, link) {
  const page = await open(b, server, link, { width: 1280 });
  has(await main(page), 'Ronde 3, de laatste', 'round 3 says what it is');
  await page.getByRole('link', { name: 'Begin', exact: true }).click();
  const text = await main(page);
  has(text, 'mediaan is', 'the median of the own group is told in words');
  has(text, 'U gaf een', 'and the own rating of before');
  is(await page.locator('.k-chart .k-chart__own').first().textContent(), 'u', 'which the chart marks with a word');
  ok(!/Petra|Paul|Pia|Zoë|Zeger|proef\.invalid/.test(await page.content()), 'and nobody else is named');
  await lookHere(page, 'round 3 with a chart');
  await leave(page);
}

/* --- all of it ----------------------------------------------------------------------------------------------------------------------- */

await testing(async () => {
  const mail = await mailServer(), { port, url } = await own_address(), server = await serve({ port, args: [...settings(mail, url), ...LOUD] }), b = await browser();
  const page = await signInPage(await visit(b, server), server, 'regio');
  const seen = await signInPage(await visit(b, server), server, 'regio');
  const study = await a_draft(page, server);
  for (const [rest, name] of [['', 'draft'], ['/wijzigen', 'changing'], ['/deskundigen', 'experts']]) await look(seen, study + rest, `delphi ${name}`);
  await open_round(page, study, 'Ronde 1 openen');
  has(await main(page), 'Ronde 1 loopt', 'round 1 runs');
  const one = await links_of(mail, 0, EXPERTS.length);
  is(one.p1.length, 2, 'who is in two groups has two links');
  for (let i = 0; i < 3; i++) { await get(server, one.p2[0]); await get(server, one.p2[0], { method: 'HEAD' }); }
  await look(await visit(b, server), server.url + one.p2[0], 'delphi round 1');
  await answers(b, server, one.p2[0], ['Bellen binnen een dag', 'Een vast gezicht']);
  await answers(b, server, one.z1[0], ['Snel terugbellen'], false);
  await page.goto(study);
  has(await main(page), '1 van 3 beantwoord', 'the monitor counts who answered');
  has(await main(page), '1 bewaarde iets', 'and who saved something');
  await press(page, 'Nu herinneren');
  const reminded = await links_of(mail, EXPERTS.length, 5);
  is(reminded.z1[0], one.z1[0], 'a reminder has the same link');
  ok(!reminded.p2, 'who answered is not reminded');
  await look(seen, study, 'delphi round 1 runs');
  await coding(page, study);
  for (const [rest, name] of [['/antwoorden', 'coded'], ['/antwoorden?alles=1', 'all answers'], ['/stellingen', 'statements'], ['/inlezen', 'import']]) await look(seen, study + rest, `delphi ${name}`);
  await seen.goto(`${study}/stellingen`);
  await look(seen, await seen.getByRole('link', { name: /samenvoegen.*D001/ }).evaluate(a => a.href), 'delphi statement');

  let before = to_experts(mail).length;
  await open_round(page, study, 'Ronde 2 openen');
  const two = await links_of(mail, before, EXPERTS.length);
  is(two.p2[0], one.p2[0], 'the link of a round is that of the others');
  await goes_on_later(b, server, two.p3[0]);
  const quick = await visit(b, server);
  await look(quick, `${server.url}${two.p2[0]}?thema=1`, 'delphi rating');
  await look(quick, server.url + two.p2[0], 'delphi round 2');
  await look(quick, `${server.url}/en${two.p2[0]}?thema=1`, 'delphi rating in English');
  await leave(quick);
  /* Policy agrees on D001 only, care on all. */
  const policy = { p1: 6, p2: 7, p3: 6 };
  for (const [i, who] of ['p2', 'p3'].entries()) await rates(b, server, two[who][0], { D001: policy[who], D002: 2 + 4 * i, D003: 1 + 5 * i });
  const care = { D001: 6, D002: 6, D003: 7 };
  const roles = [];
  for (const link of two.p1) { const p = await open(b, server, link); roles.push((await main(p)).includes('U doet mee als: zorg') ? 'zorg' : 'beleid'); await leave(p); }
  is([...roles].sort(), ['beleid', 'zorg'], 'each link is for one group');
  await rates(b, server, two.p1[roles.indexOf('beleid')], { D001: 6, D002: 7, D003: 4 });
  for (const link of [two.p1[roles.indexOf('zorg')], two.z1[0]]) await rates(b, server, link, care);
  const stops = await open(b, server, two.z2[0]);
  await stops.getByText('Ik wil niet meer meedoen').click();
  await press(stops, 'Ik stop');
  has(await main(stops), 'U doet niet meer mee', 'who stops is thanked');
  await leave(stops);
  await page.goto(`${study}/uitkomsten`);
  has(await main(page), 'als ronde 2 of 3 gesloten is', 'nobody sees results while a round runs');
  is((await get(server, `${new URL(study).pathname}/oordelen.csv`, { headers: { cookie: await signIn(server, 'regio') } })).status, 404, 'nor as a file');
  await page.goto(study);
  await press(page, 'Ronde 2 sluiten');

  before = to_experts(mail).length;
  await open_round(page, study, 'Ronde 3 openen');
  const three = await links_of(mail, before, 3);
  is(Object.keys(three).sort(), ['p1', 'p2', 'p3'], 'only the group that does not agree is asked again');
  await look(await visit(b, server), server.url + three.p2[0], 'delphi round 3');
  await looks_again(b, server, three.p2[0]);
  const settled = await open(b, server, two.z1[0]);
  has(await main(settled), 'Uw groep is het over alles eens', 'a group that agrees is told so');
  await leave(settled);
  for (const who of ['p1', 'p2', 'p3']) await rates(b, server, three[who][0], { D002: 6, D003: 3 });
  await page.goto(study);
  await press(page, 'Ronde 3 sluiten en afronden');
  const late = await open(b, server, two.p2[0]);
  has(await main(late), 'Het onderzoek is afgerond', 'a link of a finished study says so kindly');
  await leave(late);

  await page.goto(`${study}/uitkomsten`);
  const report = await main(page);
  has(report, '2 stellingen zijn in twee of meer groepen belangrijk', 'the report has the table');
  has(report, 'Type 7', 'it says how quartiles were counted');
  has(report, '3 gevraagd, 3 beantwoord', 'and who took part');
  await look(seen, `${study}/uitkomsten`, 'delphi results');
  await look(seen, study, 'delphi finished');
  const cookie = await signIn(server, 'regio'), at = new URL(study).pathname, file = path.join(folder(), 'oordelen.csv');
  const csv = (await get(server, `${at}/oordelen.csv`, { headers: { cookie } })).body, json = (await get(server, `${at}/uitkomsten.json`, { headers: { cookie } })).body;
  writeFileSync(file, csv);
  const analysed = await command('delphi', 'analyse', file, '--json');
  is(JSON.parse(analysed.out), JSON.parse(json), 'the analysis of the export says the same');
  is(JSON.parse(json).table, ['D001', 'D002'], 'what is agreed');
  none(['Petra', 'proef.invalid'].filter(w => (csv + json + report).includes(w)), 'and nobody is named');
  has((await get(server, `${at}/stellingen.csv`, { headers: { cookie } })).body, 'beleid 1, zorg 1', 'statements tell which groups said them');
  is((await get(server, at, { headers: { cookie: await signIn(server, 'team') } })).status, 404, 'a local team leads no studies');
  is((await get(server, `${two.p2[0].slice(0, -2)}AA`)).status, 404, 'a forged link is not there');

  /* The example of the demonstration gives the published table. */
  await page.goto(`${server.url}/werk/delphi`);
  const example = await page.getByRole('link', { name: 'Vrijwillige hulp aannemen' }).getAttribute('href');
  const found = JSON.parse((await get(server, `${example}/uitkomsten.json`, { headers: { cookie } })).body);
  is([found.statements.length, found.table.length], [75, 31], '75 statements, 31 of them agreed on by two groups or more');
  const counts = ['beleidsmakers', 'bestuurders', 'zorgprofessionals', 'ervaringsdeskundigen'].map(g => found.statements.filter(s => found.table.includes(s.statement) && s.groups[g]?.important).length);
  is(counts, [18, 15, 27, 18], 'as many in each group');
  is(found.statements.filter(s => s.groups_important === 4).map(s => s.statement), ['D055', 'D072'], 'and two in all four');
  await page.goto(`${server.url}${example}/uitkomsten`);
  await press(page, 'Er criteria van maken');
  has(await main(page), 'Kwaliteit en gender van een aanbod', 'what was agreed becomes criteria of the screening of offers');
  has(await main(page), (await get(server, `${example}/stellingen.csv`, { headers: { cookie } })).body.match(/"?D055"?[;,]"[^"]*"[;,]"([^"]*)"/)[1], 'each with its text');
  await b.close();
  await mail.close();
});
