// A person asks for a copy of the own file: written down, decided part by part, looked at by a second person, given, printed; letters in
// plain words; the archive. Markup, accessibility, small screens, without script. SHOTS=DIR keeps pictures.
import { mainText, measure } from '../readability.mjs';
import { look, lookHere } from './look.mjs';
import { browser, decode, get, has, is, ok, serve, signIn, signInPage, testing, textOf, visit } from './server.mjs';
import { nl } from './texts.mjs';

const here = page => new URL(page.url()).pathname;
const main = page => page.locator('main').innerText();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).first().click();
const SECRET = 'Zebravinklaan', READABLE = 65;

async function household(page, server) {
  await page.goto(`${server.url}/werk/huishoudens/nieuw`);
  await page.locator('[name=name]').fill('Aan de proefkade');
  await page.locator('[name=mine][value=a]').check();
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(/huishoudens\/[0-9a-f-]{36}/);
  const at = here(page);
  await page.goto(`${server.url}${at}/betrokkenen`);
  await page.locator('[name=mail]').fill('leidinggevende@demo.invalid');
  await page.locator('[name=part][value=a]').check();
  await page.locator('[name=purpose]').first().check();
  await page.locator('main form:has([name=mail]) button[type=submit]').click();
  return at;
}

async function person(page, server, at) {
  await page.goto(server.url + at);
  await page.getByRole('link', { name: /^Een persoon toevoegen/ }).first().click();
  await page.locator('[name=called]').fill('Joris');
  await page.locator('[name=surname]').fill('Proefkade');
  await page.locator('[name=birth]').fill('1984-02-29');
  await page.locator('[name=role]').first().check();
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(/personen\/[0-9a-f-]{36}/);
  const who = here(page);
  await page.goto(`${server.url}${who}/adres`);
  await page.locator('[name=kind][value=work]').check();
  await page.locator('[name=street]').fill(SECRET);
  await page.locator('[name=number]').fill('912');
  await page.locator('[name=secret][value=yes]').check();
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(/personen\/[0-9a-f-]{36}(\?|$)/);
  return who;
}

async function asked(page, server, who, kind, more = async () => {}) {
  await page.goto(`${server.url}${who}/rechten`);
  await page.locator(`[name=kind][value=${kind}]`).check();
  await page.locator('[name=asker][value=self]').check();
  await page.locator('[name=identity][value=known]').check();
  await more();
  await press(page, nl('Write down'));
  await page.waitForURL(/werk\/rechten\/[0-9a-f-]{36}/);
  return here(page);
}

async function part_by_part(page, server, request) {
  await page.goto(server.url + request);
  await look(page, server.url + request, 'rights-request');
  await page.goto(`${server.url}${request}/delen`);
  await look(page, `${server.url}${request}/delen`, 'rights-parts');
  const row = page.locator('.k-tasks > li', { hasText: SECRET }).first();
  for (const box of await page.locator('main [type=checkbox]').all()) await box.check();
  await row.locator('[type=checkbox]').uncheck();
  await press(page, nl('Give what is ticked'));
  has(await main(page), nl('Not decided yet'), 'what was not ticked is not decided');
  await page.locator('.k-tasks > li', { hasText: SECRET }).first().getByRole('link').click();
  await look(page, page.url(), 'rights-part');
  await page.locator('[name=choice][value=withhold]').check();
  await press(page, nl('Save'));
  has(await page.locator('[data-error-summary]').innerText(), nl('Choose the ground on which something is left out.'), 'leaving out needs a ground');
  await lookHere(page, 'rights-part-wrong');
  await page.locator('[name=ground][value=safety]').check();
  await page.locator('[name=reason]').fill('Een collega werkt daar.');
  await press(page, nl('Save'));
  has(await main(page), nl('Leave out'), 'it is left out');
}

async function second_looks(b, server, request) {
  const page = await signInPage(await visit(b, server, { width: 390, height: 800, script: false }), server, 'leidinggevende');
  await page.goto(`${server.url}/werk`);
  has(await main(page), nl('Look at what a colleague decided on the own file'), 'it stands on the work list of the second person');
  await page.goto(server.url + request);
  has(await main(page), nl('A colleague decided this. Look for yourself, part by part, before you agree.'), 'who is asked to look');
  await press(page, nl('I agree'));
  ok(!page.url().includes('opnieuw'), 'and agrees');
  await page.context().close();
}

async function given(page, server, cookie, request) {
  await page.goto(server.url + request);
  await press(page, nl('The copy is given'));
  has(await main(page), nl('What was given'), 'what was given is kept');
  await page.goto(`${server.url}${request}/kopie`);
  const copy = await main(page);
  has(copy, 'Joris', 'the copy holds the file');
  has(copy, nl('We may leave parts out to protect others.'), 'and what every copy says');
  ok(!copy.includes(SECRET) && !copy.includes(nl('The safety of somebody else')), 'and no trace of what was left out');
  await look(page, `${server.url}${request}/kopie`, 'rights-copy');
  const json = await get(server, `${request}/kopie.json`, { headers: { cookie } });
  is(json.status, 200, 'the copy as data');
  ok(!json.body.includes(SECRET) && JSON.parse(json.body).items.length > 2, 'with the same parts');
}

/* Of each letter that this request has. */
async function letters(page, server, cookie, request, name) {
  const links = [...new Set([...(await get(server, request, { headers: { cookie } })).body.matchAll(/brief\?soort=\w+/g)].map(m => m[0]))];
  ok(links.length > 0, `${name}: there are letters`);
  for (const link of links) {
    const answer = await get(server, `${request}/${link}`, { headers: { cookie } });
    const { score } = measure(mainText(answer.body) ?? '');
    ok(answer.status === 200 && score >= READABLE, `${name} ${link} is plain`, `${answer.status} ${score}`);
    has(decode(answer.body), 'autoriteitpersoonsgegevens.nl', `${name} ${link} says where to complain`);
    ok(!answer.body.includes(SECRET), `${name} ${link} tells no address`);
  }
  await look(page, `${server.url}${request}/${links.at(-1)}`, `rights-letter-${name}`);
}

async function decided(page, server, request, outcome, fields) {
  await page.goto(`${server.url}${request}/besluit`);
  await page.locator(`[name=outcome][value=${outcome}]`).check();
  for (const [field, text] of Object.entries({ weighing: 'Wij wogen het belang van iedereen.', ...fields })) await page.locator(`[name=${field}]`).fill(text);
  await press(page, nl('Decide'));
  await page.waitForURL(/rechten\/[0-9a-f-]{36}(\?|$)/);
}

async function other_requests(page, server, cookie, who) {
  const said = () => page.locator('[name=statement]').fill('Ik wil dit graag anders.');
  const objection = await asked(page, server, who, 'objection', said);
  ok(!(await main(page)).includes(nl('Only keep, do not use')), 'asking limits no use');
  await page.goto(`${server.url}${objection}/gegevens`);
  await page.locator('[name=limited][value=yes], select[name=limited]').first().evaluate(e => { if (e.tagName === 'SELECT') e.value = 'yes'; else e.checked = true; });
  await press(page, nl('Save'));
  await page.waitForURL(/rechten\/[0-9a-f-]{36}(\?|$)/);
  has(await main(page), nl('Only keep, do not use'), 'deciding so keeps the data only');
  await decided(page, server, objection, 'granted', {});
  await letters(page, server, cookie, objection, 'objection');
  const destruction = await asked(page, server, who, 'destruction', said);
  await page.goto(`${server.url}${destruction}/besluit`);
  await look(page, `${server.url}${destruction}/besluit`, 'rights-decide');
  await decided(page, server, destruction, 'refused', { facts: 'De rechter kijkt er nog naar.', until: '2999-01-01' });
  has(await main(page), '2999', 'it comes back on a day');
  await letters(page, server, cookie, destruction, 'destruction');
  const note = await asked(page, server, who, 'note', said);
  await letters(page, server, cookie, note, 'note');
}

/* Beside one part: the own words come with it in the copy. */
async function own_words(page, server, request) {
  await page.goto(`${server.url}${request}/delen`);
  await page.locator('.k-tasks > li', { hasText: 'Aan de proefkade' }).first().getByRole('link').click();
  await page.getByRole('link', { name: nl('The person wants to add an own statement here') }).click();
  await page.locator('[name=asker][value=self]').check();
  await page.locator('[name=statement]').fill('Zo noem ik het zelf niet.');
  await press(page, nl('Write down'));
  await page.waitForURL(/werk\/rechten\/[0-9a-f-]{36}/);
  await page.goto(`${server.url}${request}/kopie`);
  has(await main(page), 'Zo noem ik het zelf niet.', 'an own statement stands beside its part in the copy');
}

/* Both hold the same, and the other side gets nothing. */
async function archive(page, server, cookie, at) {
  await look(page, `${server.url}${at}/archief`, 'archive');
  const html = await get(server, `${at}/archief.html?kant=a`, { headers: { cookie } }), json = JSON.parse((await get(server, `${at}/archief.json?kant=a`, { headers: { cookie } })).body);
  is([...html.body.matchAll(/<section id="([^"]+)"/g)].map(m => m[1]), json.records.map(r => r.record), 'page and data hold the same records');
  const words = textOf(html.body);
  const missing = json.records.flatMap(r => r.fields).filter(f => !words.includes(f.text.replace(/\s+/g, ' ').trim()));
  is(missing, [], 'with the same values');
  has(words, SECRET, 'and what who asks may open');
  const other = await get(server, `${at}/archief.json?kant=b`, { headers: { cookie } });
  is(other.status, 404, 'there is no file of a side that one does not work for');
}

await testing(async () => {
  const server = await serve(), b = await browser();
  const team = await signIn(server, 'team');
  const page = await signInPage(await visit(b, server), server, 'team');
  const at = await household(page, server), who = await person(page, server, at);
  await page.goto(`${server.url}${who}/rechten`);
  await press(page, nl('Write down'));
  ok(await page.locator('[data-error-summary]').isVisible(), 'what is missing is said');
  await lookHere(page, 'rights-person');
  const request = await asked(page, server, who, 'copy');
  await part_by_part(page, server, request);
  await own_words(page, server, request);
  await page.goto(server.url + request);
  await press(page, nl('Ready: ask a second person'));
  has(await main(page), nl('A second person looks'), 'a second person looks');
  await second_looks(b, server, request);
  await given(page, server, team, request);
  await letters(page, server, team, request, 'copy');
  await other_requests(page, server, team, who);
  await archive(page, server, team, at);
  const stranger = await get(server, request, { headers: { cookie: await signIn(server, 'vrouwenopvang') } });
  is(stranger.status, 404, 'for who does not work with the person nothing is there');
  const officer = await signInPage(await visit(b, server), server, 'fg');
  await look(officer, `${server.url}/fg/rechten`, 'rights-officer');
  has(await main(officer), nl('The file is destroyed'), 'the privacy officer sees what is open');
  ok(!(await main(officer)).includes('Proefkade'), 'and nobody\'s name');
});
