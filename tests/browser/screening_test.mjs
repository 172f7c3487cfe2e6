// What is kept with a person, as colleagues see it: screened through the form, the profile over time, two people who set the exclusion
// for control aside; with the keyboard and without script; markup, accessibility, small screens. SHOTS=DIR keeps pictures.
import { look } from './look.mjs';
import { browser, get, has, is, none, ok, serve, signIn, signInPage, testing, visit } from './server.mjs';
import { nl } from './texts.mjs';

const press = page => page.locator('main form button[type=submit]').first().click();
const main = page => page.locator('main').innerText();
const here = page => new URL(page.url()).pathname;

/* The household of the demonstration with a director, who works with both parties; the local team works for the first one only. */
async function household_of(server, director, team) {
  const persons = async (cookie, target) => [...new Set([...(await get(server, target, { headers: { cookie } })).body.matchAll(/\/werk\/personen\/[0-9a-f-]{36}(?=")/g)].map(m => m[0]))];
  const target = (await get(server, '/werk/huishoudens', { headers: { cookie: director } })).body.match(/\/werk\/huishoudens\/[0-9a-f-]{36}/)[0];
  const all = await persons(director, target), his = await persons(team, target);
  is(his.length, 1, 'the team works with one of them');
  return { bram: his[0], noor: all.find(p => !his.includes(p)) };
}

const ask = async (page, answers) => {
  for (const [name, value] of Object.entries(answers)) for (const v of [value].flat()) await page.locator(`.k-ask input[name="${name}"][value="${v}"]`).check();
};
const ANSWERS = { for: 'uses_violence', phase: 'riskcare', direct_safety_recorded: 'yes', acute_danger: 'no', suicidal_thoughts: 'dont_know', gender: 'm', violence: 'physical', coercive_control: 'no',
  legal_status: 'none', relation_status: 'together', parent: 'yes', life_areas: ['alcohol'], motivation: 'compliant', group_ready: 'yes' };

async function screen(page, server, bram, noor) {
  await page.goto(server.url + bram);
  await page.getByRole('link', { name: nl('Look what fits now') }).click();
  await ask(page, { ...ANSWERS, partner_spoken_separately: 'yes', partner_consents: 'yes' });
  await page.locator('[name=family_profile]').selectOption('stress').catch(() => page.locator('[name=family_profile][value=stress]').check());
  await page.locator('[name=age]').fill('38');
  await page.locator('[name=behaviour]').fill('Slaat als hij gedronken heeft.');
  await press(page);
  has(await page.locator('[data-error-summary]').innerText(), nl('Choose who was spoken to alone. Nobody to choose? First add the partner to an own side in the household.'),
    'who was spoken to alone is asked for');
  page.errors.splice(0);                                    // the console tells of the 422
  await page.locator('[name=partner]').selectOption(noor.split('/').pop());
  await page.locator('[name=spoken_by]').fill('Sanne van de opvang');
  await page.locator('[name=spoken_on]').fill('2025-01-02');
  await press(page);
  await page.waitForURL(/adviezen\//);
  has(await main(page), 'Carrousselgroep Eindhoven', 'the advice names what fits');
  has(await main(page), nl('With what the partner said when alone'), 'and what the partner opens stands apart');
  return here(page);
}

/* Without script and with the keyboard: the last answers stand there, one is changed. */
async function again(b, server, bram) {
  const page = await signInPage(await visit(b, server, { script: false }), server, 'regisseur');
  await page.goto(`${server.url}${bram}/wat-past`);
  ok(await page.locator('[name=phase][value=riskcare]').isChecked(), 'the form begins with the last answers');
  ok(await page.locator('[name=suicidal_thoughts][value=dont_know]').isChecked(), 'not knowing is one of them');
  ok(!await page.locator('[name=partner_spoken_separately][value=yes]').isChecked(), 'what the partner said is not');
  await page.locator('[name=motivation][value=compliant]').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/adviezen\//);
  await page.goto(`${server.url}${bram}/profiel`);
  const text = await main(page);
  has(text, nl('What changed since the time before'), 'the profile tells what changed');
  has(text, nl('Motivation over time'), 'and the motivation with its dates');
  has(text, nl('Goes along because somebody asks it'), 'as it was before');
  await page.context().close();
}

async function set_aside(page, colleague, server, bram) {
  await page.goto(`${server.url}${bram}/opzij`);
  await page.locator('[name=reason]').fill('Beiden apart gesproken.');
  await press(page);
  has(await main(page), nl('One person asked it. It counts as soon as a second one agrees who works with this person too.'), 'one person is not enough');
  is(await page.getByRole('button', { name: nl('I agree') }).count(), 0, 'who asked has no button to agree');
  await colleague.goto(`${server.url}/werk`);
  await colleague.getByRole('link', { name: nl('Agree, or do not: the exclusion for control is to be set aside for somebody') }).click();
  is(here(colleague), `${bram}/opzij`, 'the colleague has a task that leads there');
  await colleague.getByRole('button', { name: nl('I agree') }).click();
  has(await main(colleague), nl('The exclusion for control is set aside for this person, by two people. Mediation stays excluded.'), 'with two it counts');
}

testing(async () => {
  const server = await serve(), b = await browser();
  const page = await signInPage(await visit(b, server), server, 'regisseur'), director = await signIn(server, 'regisseur'), team = await signIn(server, 'team');
  const { bram, noor } = await household_of(server, director, team);
  await look(page, `${server.url}${bram}/profiel`, 'profile-empty');
  await look(page, `${server.url}${bram}/wat-past`, 'screen');
  const advice = await screen(page, server, bram, noor);
  await again(b, server, bram);
  await look(page, server.url + advice, 'advice');
  await look(page, `${server.url}${bram}/profiel`, 'profile');
  await look(page, `${server.url}${noor}/profiel`, 'profile-partner');
  await look(page, `${server.url}${bram}/opzij`, 'aside-empty');

  const colleague = await signInPage(await visit(b, server), server, 'team');
  for (const target of [`${bram}/profiel`, advice]) {
    const a = await get(server, target, { headers: { cookie: team } });
    is(a.status, 200, 'who works for one side reads the profile and the advice');
    none(['Sanne', noor, nl('With what the partner said when alone')].filter(word => a.body.includes(word)), 'and nothing of the partner');
  }
  is((await get(server, `${noor}/profiel`, { headers: { cookie: team } })).status, 404, 'and finds no profile of hers');
  await set_aside(page, colleague, server, bram);
  await look(colleague, `${server.url}${bram}/opzij`, 'aside');
});
