// What fits: the questions, the three lists, and the same advice for other eyes. Nothing of an answer is kept or stands in an address.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { lookHere } from './look.mjs';
import { browser, command, folder, get, has, is, none, ok, serve, signIn, signInPage, testing, textOf, visit } from './server.mjs';
import { nl } from './texts.mjs';

const PATH = '/wat-past', WORK = '/werk/wat-past';

const ask = async (page, answers) => { for (const [name, value] of Object.entries(answers)) for (const v of [value].flat()) await page.locator(`.k-ask input[name="${name}"][value="${v}"]`).check(); };
const send = page => page.locator('form.k-ask button[type=submit]').click();
const main = page => page.locator('main').innerText();
const namesOf = page => page.locator('.k-cards h3, .k-folded summary').allInnerTexts();

async function visitor(b, server, script) {
  const how = script ? 'with script' : 'without script', page = await visit(b, server, { script });
  await page.goto(server.url + PATH);
  await ask(page, { asker: 'self', for: 'uses_violence', acute_danger: 'no' });
  await send(page);
  has(await page.locator('[data-error-summary]').innerText(), nl('In which region do you live?'), `${how}: without a region the form asks for it`);
  ok(await page.locator('input[name=for][value=uses_violence]').isChecked(), `${how}: and what was answered is still there`);
  page.errors.splice(0);
  await page.locator('[name=region]').selectOption('oost-brabant');
  await ask(page, { gender: 'm', phase: 'riskcare', legal_status: 'none', life_areas: ['alcohol', 'debts'], suicidal_thoughts: 'dont_know', parent: 'rather_not' });
  await page.locator('[name=age]').fill('36');
  await send(page);
  is(new URL(page.url()).pathname + new URL(page.url()).search, PATH, `${how}: no answer stands in the address`);
  const names = await namesOf(page), text = await main(page);
  is(names[0], 'Carrousselgroep Eindhoven', `${how}: what suits best stands first`);
  none(['Mediation', 'Eigen Kracht-conferentie', 'Gesprekken met beide partners vanuit de vrouwenopvang'].filter(n => names.includes(n)), `${how}: nothing together is proposed to a visitor`);
  has(text, nl('Help with something else'), `${how}: help with something else stands apart`);
  has(text, 'Reguliere behandeling bij verslaving', `${how}: with what was asked for`);
  none([/controle/i, /intieme terreur/i, /pleger/i, /dader/i].filter(w => w.test(text)).map(String), `${how}: and no word that tells of control or puts a label on anybody`);
  is(await page.locator('input[name=suicidal_thoughts][value=dont_know]').isChecked() && await page.locator('input[name=parent][value=rather_not]').isChecked(), true, `${how}: not knowing and not saying stay answers`);
  const links = await page.locator('a[href^="#f-"]').evaluateAll(list => list.filter(a => !document.querySelector(a.getAttribute('href'))).map(a => a.outerHTML));
  none(links, `${how}: each open question leads to its field`);
  is((await page.context().cookies()).length, 0, `${how}: no cookie`);
  if (script) await lookHere(page, 'what fits a visitor');
  await page.context().close();
}

async function danger(b, server) {
  const page = await visit(b, server);
  await page.goto(server.url + PATH);
  await page.locator('[name=region]').selectOption('oost-brabant');
  await ask(page, { acute_danger: 'yes', suicidal_thoughts: 'yes', coercive_control: 'yes', for: 'uses_violence', gender: 'm' });
  await send(page);
  const text = await main(page), names = await namesOf(page);
  has(text, nl('Is somebody in danger now?'), 'danger: where to call stands first');
  has(text, '0800-0113', 'thoughts of suicide: whom to call');
  none(names.filter(n => /groep|training/i.test(n)), 'and no group is proposed');
  await page.context().close();
}

/* The page, the interface for programs and the command line answer alike. */
async function alike(b, server) {
  const profile = { region: 'oost-brabant', asker: 'professional', for: 'uses_violence', phase: 'riskcare', acute_danger: false, gender: 'm', age: 36, legal_status: [], life_areas: ['alcohol'], languages: ['nl'] };
  const answer = await get(server, '/api/v1/match', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(profile) });
  is(answer.status, 200, 'POST /api/v1/match');
  const found = JSON.parse(answer.body), file = path.join(folder(), 'profile.json');
  is(Object.keys(found), ['rules_version', 'safety', 'fits', 'complementary', 'unknown', 'excluded', 'elsewhere'], 'has the members that programs rely on');
  none(found.fits.flatMap(f => ['offer', 'name', 'score', 'labels', 'reasons', 'bridging'].filter(k => !(k in f)).map(k => `${f.offer}: ${k}`)), 'and so has each offer that fits');
  writeFileSync(file, JSON.stringify(profile));
  is(JSON.parse((await command('match', file, '--json')).out || '{}').fits?.map(f => f.offer).sort(), found.fits.map(f => f.offer).sort(), 'the command line says the same of the shipped examples');
  is(JSON.parse((await command('match', file, '--json', '--data', server.data)).out || '{}').fits?.map(f => f.offer), found.fits.map(f => f.offer), 'and of the same database');
  const page = await signInPage(await visit(b, server), server, 'team');
  await page.goto(server.url + WORK);
  await ask(page, { for: 'uses_violence', phase: 'riskcare', acute_danger: 'no', gender: 'm', legal_status: 'none', life_areas: 'alcohol' });
  await page.locator('[name=age]').fill('36');
  await page.locator('[name=region]').selectOption('oost-brabant');
  await send(page);
  is(await namesOf(page), [...found.fits, ...found.complementary].map(f => f.name), 'the page of professionals shows the same, in the same order');
  await lookHere(page, 'what fits, for a professional');
  return page;
}

/* Eyes that may not see everything. */
async function others(page) {
  const secret = [/past niet/i, /controle/i, /stalking/i, /verstandelijk/i, /partner/i, /score/i];
  await ask(page, { coercive_control: 'yes', lvb_suspected: 'yes', partner_spoken_separately: 'yes', partner_consents: 'no' });
  await send(page);
  has(await main(page), nl('Safety first'), 'a professional reads what control asks for');
  for (const [label, name] of [['Look together', 'a screen to look at together'], ['Sheet for the person', 'a sheet for the person']]) {
    await page.getByRole('button', { name: nl(label) }).click();
    const text = await main(page);
    none(secret.filter(w => w.test(text)).map(String), `${name} says nothing of what does not fit, of a suspicion, or of the partner`);
    has(text, 'Carrousselgroep Eindhoven', `${name} holds what fits`);
    await lookHere(page, name);
    await page.getByRole('button', { name: nl('Back to all answers') }).click();
    ok(await page.locator('.k-ask input[name=lvb_suspected][value=yes]').isChecked(), `back from ${name} the answers are there`);
  }
  await page.getByRole('button', { name: nl('Summary to copy') }).click();
  const summary = await page.locator('textarea').inputValue();
  has(summary, 'Carrousselgroep Eindhoven', 'a summary holds what fits');
  has(summary, nl('Does not fit'), 'and what does not');
  await lookHere(page, 'a summary');
  await page.getByRole('button', { name: nl('Back to all answers') }).click();
  for (const i of [0, 1]) await page.locator('input[name=aanbod]').nth(i).check();
  await page.getByRole('button', { name: nl('Put two side by side') }).click();
  is(await page.locator('main thead th').count(), 2, 'two offers stand side by side');
  none([...new URL(page.url()).searchParams.keys()].filter(k => k !== 'aanbod'), 'the address names the offers, and nobody');
  await lookHere(page, 'two side by side');
  await page.context().close();
}

/* A colleague who may be called stands where professionals look, and nowhere else. */
async function colleague(b, server) {
  const name = 'Sanne Voorbeeld', slug = 'maatschappelijk-werk-oost-brabant', page = await signInPage(await visit(b, server), server, 'team');
  await page.goto(server.url + WORK);
  await page.locator('[name=region]').selectOption('oost-brabant');
  await ask(page, { for: 'uses_violence', phase: 'early', acute_danger: 'no', gender: 'm', life_areas: 'none' });
  await send(page);
  const html = await page.content();
  has(html, name, 'professionals see whom they can call');
  has(html, 'tel:+31400000001', 'and how');
  await page.context().close();
  const shown = await Promise.all([`/hulp/${slug}`, `/hulp/${slug}/print`, '/hulp?q=maatschappelijk+werk', '/hsds/services?per_page=100'].map(p => get(server, p)));
  none(shown.filter(a => a.body.includes(name)).map(a => a.url ?? 'a public page'), 'the public does not');
  const { out } = await command('offers', 'export', '--public', '--format', 'json', '--data', server.data);
  ok(out.includes(slug) && !out.includes(name), 'nor does an export for everybody');
}

/* Whoever does not say who they are may be the one who goes through it. */
async function own_safety(server) {
  for (const [who, shown] of [['', true], ['asker=partner&', true], ['asker=self&', false]]) {
    const token = (await get(server, '/wat-past')).body.match(/<main[^]*?name="form_token" value="([^"]*)"/)[1];
    const page = await get(server, '/wat-past', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `${who}region=oost-brabant&form_token=${encodeURIComponent(token)}` });
    is([page.status, textOf(page.body).includes(nl('Your own safety comes first. We never contact the other. You do not have to pass anything on.'))], [200, shown], `own safety comes first: ${who || 'nobody said who asks'}`);
  }
}

async function refused(server) {
  const cookie = await signIn(server, 'beheer');
  is((await get(server, WORK, { headers: { cookie } })).status, 404, 'who may not see the map finds no such page');
  const json = body => get(server, '/api/v1/match', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  for (const [body, word] of [['{"region":"oost-brabant","naam":"x"}', 'naam'], ['{}', 'region'], ['{"region":"oost-brabant","age":"x"}', 'age']]) {
    const answer = await json(body);
    is(answer.status, 422, `${body} is refused`);
    has(answer.body, word, `and ${word} is named`);
  }
  is((await json('nee')).status, 422, 'what is not JSON is refused');
}

await testing(async () => {
  const server = await serve(), b = await browser();
  await visitor(b, server, true);
  await visitor(b, server, false);
  await danger(b, server);
  await others(await alike(b, server));
  await colleague(b, server);
  await own_safety(server);
  await refused(server);
  const log = server.log.join('\n');
  none(['oost-brabant', 'uses_violence', 'alcohol', 'coercive'].filter(w => log.includes(w)), 'no answer stands in the log');
});
