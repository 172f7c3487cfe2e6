// Rules in versions, as people do it: a coordinator proposes a change and cannot publish it alone, a second one sees what it would do and
// publishes; the answer of POST /api/v1/match changes with it. With keyboard, without script, at small widths. SHOTS=DIR keeps pictures.
import { look } from './look.mjs';
import { press as send, WORDS } from './people.mjs';
import { browser, command, get, has, is, none, ok, serve, signIn, signInPage, sleep, testing, visit } from './server.mjs';

const DEBTS = { region: 'oost-brabant', life_areas: ['debts'], acute_danger: false };
async function match(server) {
  const answer = await fetch(`${server.url}/api/v1/match`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(DEBTS) });
  return answer.json();
}
const listOf = (answer, code) => ['fits', 'complementary', 'unknown', 'excluded'].find(list => answer[list].some(o => o.offer === code));
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();

async function reading(b, server) {
  const team = await signInPage(await visit(b, server), server, 'team');
  await look(team, `${server.url}/werk/regels`, 'all rules');
  const text = await team.locator('main').innerText();
  has(text, 'danger-at-once-only', 'every rule stands on one page');
  has(text, 'Er is nu gevaar: eerst crisishulp', 'with its reason');
  has(text, 'persoon: ', 'and its condition in words');
  ok(!text.includes('person.'), 'nothing of the language of rules');
  is(await team.getByRole('link', { name: 'Een nieuwe regel' }).count(), 0, 'who may not change them is not asked to');
  await look(team, `${server.url}/werk/regels/danger-at-once-only`, 'one rule');
  is(await team.locator('main form').count(), 0, 'and sees a rule without a form');
  is((await get(server, '/werk/regels/bestaat-niet', { headers: { cookie: await signIn(server, 'team') } })).status, 404, 'a rule that is none is not there');
}

async function a_wrong_rule_comes_back(page, server) {
  await page.goto(`${server.url}/werk/regels/nieuw`);
  await page.locator('[name=when]').fill('person.schulden is yes');
  await press(page, 'Voorstellen');
  ok(await page.locator('[data-error-summary]').isVisible(), 'what is missing is said');
  is(await page.locator('[name=when]').inputValue(), 'person.schulden is yes', 'with what was typed');
  const fill = { name: 'debts-first', nl: 'Eerst de schulden.', en: 'Debts first.', source: 'proef', test_profile: JSON.stringify(DEBTS), test_offer: 'O007', note: 'Zonder rust over geld komt niemand.' };
  for (const [name, value] of Object.entries(fill)) await page.locator(`[name=${name}]`).fill(value);
  await page.locator('[name=effect][value=exclude]').check();
  await page.locator('[name=unknown][value=pass]').check();
  await page.locator('[name=test_expect][value=excluded]').check();
  await press(page, 'Voorstellen');
  has(await page.locator('#when-wrong').innerText(), 'person.schulden', 'a word that is none is named on its field');
  page.errors.splice(0);
}

async function proposing(page, server) {
  await page.locator('[name=when]').fill('person.life_areas has debts and offer.formats has group');
  await press(page, 'Voorstellen');
  await page.waitForURL('**/werk/regels/voorstel/**');
  const at = page.url().replace(/\?.*/, '');
  has(await page.locator('main').innerText(), 'Eerst de schulden.', 'the proposal shows the new rule');
  is(await page.getByRole('button', { name: 'Vaststellen' }).count(), 0, 'who proposed it is not offered to publish it');
  await page.goto(`${server.url}/werk/regels/say-ban`);
  has(await page.locator('main').innerText(), 'U hebt een open voorstel', 'a second change goes into the same proposal');
  await page.locator('[name=nl]').fill('Er is een huisverbod of contactverbod. Spreek niets samen af.');
  await page.locator('form:has([name=nl]) [name=note]').fill('Debts first, and plainer words.');
  await press(page, 'Voorstellen');
  await page.waitForURL('**/werk/regels/voorstel/**');
  is(page.url().replace(/\?.*/, ''), at, 'there is one open proposal');
  return at.replace(server.url, '');
}

/* By hand, past the button that is not there. */
async function not_alone(page, server, cookie, at) {
  const form = await get(server, at, { headers: { cookie } }), field = name => form.body.match(new RegExp(`name="${name}"[^>]*value="([^"]*)"`))?.[1] ?? '';
  const body = new URLSearchParams({ form_token: field('form_token'), version: field('version'), deed: 'vaststellen' });
  const answer = await get(server, at, { method: 'POST', headers: { cookie }, body });
  is(answer.status, 422, 'nobody publishes what they propose');
  has(answer.text, 'Iemand anders stelt vast wat u voorstelt.', 'and reads why');
  is((await match(server)).rules_version, '2026-2', 'nothing changed');
}

async function counted(page, url) {
  for (let i = 0; i < 30; i++) {
    await page.goto(url);
    if (!(await page.locator('main').innerText()).includes('worden geteld')) return;
    await sleep(500);
  }
}

async function publishing(page, url, server, at) {
  await counted(page, url + at);
  await look(page, url + at, 'a proposal of somebody else');
  const text = await page.locator('main').innerText();
  has(text, 'debts-first', 'the second one sees the new rule');
  has(text, 'O007', 'which offers move');
  has(text, 'Past niet', 'to which list');
  has(text, 'bewaarde screening', 'and for how many people something would change');
  await page.getByRole('button', { name: 'Vaststellen' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/werk/regels?**');
  has(await page.locator('main').innerText(), 'Versie 2026-2.1', 'what was published is in force');
  let answer;
  for (let i = 0; i < 20 && (answer = await match(server)).rules_version === '2026-2'; i++) await sleep(300);
  is(answer.rules_version, '2026-2.1', 'programs are told by which version');
  is(listOf(answer, 'O007'), 'excluded', 'and the answer is another one');
  is(answer.excluded.find(o => o.offer === 'O007').rule, 'debts-first', 'because of the new rule');
}

/* Somebody of the demonstration's, whom the other rules are for. */
async function screened(server) {
  const cookie = await signIn(server, 'team'), first = async (target, what) => (await get(server, target, { headers: { cookie } })).body.match(what)[0];
  const household = await first('/werk/huishoudens', /\/werk\/huishoudens\/[0-9a-f-]{36}/), person = await first(household, /\/werk\/personen\/[0-9a-f-]{36}(?=")/);
  const page = await get(server, `${person}/wat-past`, { headers: { cookie } }), token = page.body.match(/<main[^]*?name="form_token" value="([^"]*)"/)[1];
  const body = new URLSearchParams({ form_token: token, for: 'uses_violence', life_areas: 'debts', acute_danger: 'no' });
  is((await get(server, `${person}/wat-past`, { method: 'POST', headers: { cookie }, body })).status, 303, 'somebody is screened under the old rules');
  return person;
}

/* Whoever works with them, and nobody else. */
async function told(b, server, person) {
  const task = async name => {
    const page = await signInPage(await visit(b, server), server, name);
    return [page, page.locator('main li', { has: page.locator(`a[href="${person}"]`) })];
  };
  const [page, list] = await task('team');
  for (let i = 0; i < 20 && !(await page.goto(`${server.url}/werk`), await list.count()); i++) await sleep(300);
  has(await list.innerText(), 'Andere regels', 'who works with somebody reads on the list of tasks that the advice changed');
  is(await (await task('regisseur'))[1].count(), 0, 'who does not, reads nothing');
}

async function at_the_console(server) {
  const shown = await command('rules', 'show', '--json', '--data', server.data);
  is(JSON.parse(shown.out).version, '2026-2.1', 'the console shows the rules in force');
}

await testing(async () => {
  const server = await serve(), b = await browser(), url = `http://localhost:${server.port}`;
  is(listOf(await match(server), 'O007'), 'unknown', 'before: an offer waits for answers');
  await reading(b, server);
  const person = await screened(server);
  const ours = await signInPage(await visit(b, server, { script: false }), server, 'regio');
  await a_wrong_rule_comes_back(ours, server);
  const at = await proposing(ours, server), eyes = await signInPage(await visit(b, server), server, 'regio');
  await look(eyes, `${server.url}/werk/regels/nieuw`, 'a new rule');
  await look(eyes, server.url + at, 'own proposal');
  await not_alone(ours, server, await signIn(server, 'regio'), at);
  const link = await command('user', 'add', '--mail', 'tweede@demo.invalid', '--name', 'Tweede Coördinator', '--organisation', 'Voorbeeldregio', '--role', 'regio', '--region', 'oost-brabant', '--data', server.data);
  const second = await visit(b, { url });
  await second.goto(url + link.out.trim());
  for (const name of ['wachtwoord', 'wachtwoord2']) await second.locator(`[name=${name}]`).fill(WORDS);
  await send(second);
  await second.waitForURL('**/werk**');          // the demo asks for no second step
  await publishing(second, url, server, at);
  await told(b, server, person);
  await at_the_console(server);
  await look(eyes, `${server.url}/werk/regels/voorstel`, 'proposals');
  has(await eyes.locator('main').innerText(), '2026-2.1', 'what was published stays to be read');
});
