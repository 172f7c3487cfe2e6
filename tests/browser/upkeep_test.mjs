// Keeping the map true, as people do it: a provider changes and confirms its own rows, whoever is asked answers by a link, a coordinator
// decides. With keyboard, without script, at small widths; a GET changes nothing. SHOTS=DIR keeps pictures.
import { look } from './look.mjs';
import { browser, command, get, has, is, none, ok, serve, signIn, signInPage, testing, textOf, visit } from './server.mjs';

const PROVIDER = 'Voorbeeld Hulpverlening';
const asIs = a => JSON.stringify([a.status, a.body.replace(/name="form_token" value="[^"]*"/g, '')]);

const idOf = page => page.url().match(/[0-9a-f]{8}-[0-9a-f-]{27}/)[0];
const save = page => page.locator('main form.k-form button[type=submit]').first().click();

async function the_list(page, server, cookie) {
  await page.goto(`${server.url}/werk/aanbod`);
  const all = await page.locator('#gevonden').innerText();
  await page.locator('#f-q').fill('praktijkondersteuner');
  await save(page);
  has(page.url(), 'q=praktijkondersteuner', 'a search stands in the address');
  ok(await page.locator('tbody tr').count() < 10, 'words leave few rows', all);
  await page.goto(`${server.url}/werk/aanbod?status=ended`);
  ok(await page.locator('tbody tr').count() > 0, 'what has ended is in the list');
  await page.goto(`${server.url}/werk/aanbod?soort=table&volgorde=aanbieder`);
  ok(await page.locator('tbody tr').count() > 0, 'so are meetings of professionals');
  is(await page.locator('select[name=soort]').inputValue(), 'table', 'the filter says what was chosen');
  await page.goto(`${server.url}/werk/aanbod?mijn=ja`);
  is(await page.locator('tbody tr').count(), 4, 'a provider finds its own rows');
  await page.goto(`${server.url}/werk/aanbod?actueel=verlopen`);
  is(await page.locator('tbody tr').count(), 1, 'and what is not confirmed any more');
  const bad = await get(server, '/werk/aanbod?status=bestaatniet&pagina=0', { headers: { cookie } });
  is(bad.status, 200, 'a value that is none is shown as wrong, not an error');
}

async function changing(page, server) {
  await page.goto(`${server.url}/werk/aanbod?mijn=ja&q=outreachend`);
  await page.locator('tbody a').first().click();
  const id = idOf(page), base = `/werk/aanbod/${id}`;
  await look(page, server.url + base, 'one offer');
  for (const section of ['wat', 'waar', 'begin', 'hoe', 'voor-wie', 'onderbouwing', 'verder', 'contact', 'bron', 'termijnen', 'plekken', 'geld', 'geschiedenis'])
    await look(page, `${server.url}${base}/${section}`, `section ${section}`);
  await page.goto(`${server.url}${base}/wat`);
  await page.locator('[name=summary]').fill('Nieuwe woorden van de aanbieder.');
  await save(page);
  await page.waitForURL(`**${base}**`);
  has(await page.locator('main').innerText(), 'Nieuwe woorden van de aanbieder.', 'what was changed is shown');
  has(await page.locator('main').innerText(), 'Nooit bevestigd', 'a save is no confirmation');
  await page.goto(`${server.url}${base}/onderbouwing`);
  await save(page);
  await page.goto(`${server.url}${base}/voor-wie`);
  await save(page);
  await page.waitForURL(`**${base}**`);
  has(await page.locator('#voor-wie').innerText(), 'Soorten geweld', 'a form without a tick leaves what was unknown unknown');
  ok(!(await page.locator('#voor-wie').innerText()).includes('geen van deze'), 'and says no no');
  await page.goto(`${server.url}${base}/waar`);
  is(await page.locator('[name=regions]').inputValue(), 'Oost-Brabant', 'regions stand there by name');
  await page.locator('[name=regions]').fill('Oost-Brabant, Bestaatniet');
  await save(page);
  ok(await page.locator('[data-error-summary]').isVisible(), 'a region that is none is refused on its field');
  page.errors.splice(0);
  return base;
}

async function a_line_at_a_time(page, server, base) {
  await page.goto(`${server.url}${base}/contact`);
  await page.getByRole('link', { name: /Toevoegen.*contact/ }).click();
  await look(page, `${server.url}${base}/contact-regel`, 'a way of contact');
  await look(page, `${server.url}${base}/plek-regel`, 'a place');
  for (const number of ['040-1112223', '040-4445556']) {
    await page.goto(`${server.url}${base}/contact-regel`);
    await page.locator('[name=channel][value=phone]').check();
    await page.locator('[name=value]').fill(number);
    await save(page);
    await page.waitForURL('**/contact?**');
  }
  await page.goto(`${server.url}${base}/contact-regel?regel=1`);
  is(await page.locator('[name=value]').inputValue(), '040-1112223', 'a line is opened as it is stored');
  await page.locator('button[name=weg]').click();
  await page.waitForURL('**/contact?**');
  const left = await page.locator('main').innerText();
  ok(left.includes('040-4445556') && !left.includes('040-1112223'), 'one line is taken out, the other stays');
  await page.goto(`${server.url}${base}/plek-regel`);
  await page.locator('[name=street]').fill('Straat 1');
  await save(page);
  ok(await page.locator('[data-error-summary]').isVisible(), 'a place without a town is refused');
  is(await page.locator('[name=street]').inputValue(), 'Straat 1', 'with what was typed');
  page.errors.splice(0);
}

async function conflict(page, server, base) {
  const other = await signInPage(await visit(page.context().browser(), server), server, 'regio');
  await page.goto(`${server.url}${base}/wat`);
  await other.goto(`${server.url}${base}/wat`);
  await other.locator('[name=limits]').fill('Van de regio.');
  await save(other);
  await other.waitForURL(`**${base}**`);
  await page.locator('[name=limits]').fill('Van de aanbieder.');
  const answer = page.waitForResponse(r => r.request().method() === 'POST');
  await save(page);
  is((await answer).status(), 409, 'whoever comes second is told');
  has(await page.locator('main').innerText(), 'Van de regio.', 'and sees what was stored meanwhile');
  is(await page.locator('[name=limits]').inputValue(), 'Van de aanbieder.', 'beside what they typed');
  await save(page);
  await page.waitForURL(`**${base}**`);
  has(await page.locator('main').innerText(), 'Van de aanbieder.', 'sent again it is saved');
  page.errors.splice(0);
  await other.context().close();
}

async function history(page, server, base) {
  await page.goto(`${server.url}${base}/geschiedenis`);
  has(await page.locator('main').innerText(), 'Van de regio. → Van de aanbieder.', 'the history says what was and became');
  has(await page.locator('main').innerText(), `Ruben Claassen, ${PROVIDER}`, 'and who did it');
  await page.locator('main ol form button').first().click();
  await page.waitForURL('**/geschiedenis**');
  has(await page.locator('main').innerText(), 'Van de aanbieder. → Van de regio.', 'a change taken back is a new change');
}

async function money(page, server, base) {
  await page.goto(`${server.url}${base}/geld`);
  await page.locator('[name=funder]').fill('Gemeente Proef');
  await page.locator('[name=amount]').fill('25000');
  await save(page);
  await page.waitForURL('**/geld**');
  has(await page.locator('main').innerText(), '25.000 euro per jaar', 'who pays stands there, and how much');
  has(await page.locator('main').innerText(), 'Gemeente Proef', 'who pays is written down');
  await page.goto(`${server.url}/werk/aanbod?geld=ja`);
  is(await page.locator('tbody tr').count(), 1, 'temporary money that ends is found');
}

/* Tab by tab from the top of the page to the button, and Enter. */
async function keyboard(page, server, base) {
  await page.goto(server.url + base);
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => /Alles klopt nog/.test(document.activeElement?.textContent ?? ''))) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL('**gedaan=bevestigd**').catch(() => {});
  has(await page.locator('main').innerText(), `door ${PROVIDER}`, 'with the keyboard alone all of it is confirmed, by the organisation');
}

async function not_theirs(server) {
  const cookie = await signIn(server, 'aanbieder'), list = await get(server, '/werk/aanbod?q=farent', { headers: { cookie } });
  const id = list.body.match(/werk\/aanbod\/([0-9a-f-]{36})/)[1];
  const page = await get(server, `/werk/aanbod/${id}`, { headers: { cookie } });
  is(page.status, 200, 'a provider sees what others give');
  ok(!/\/wat"|bevestig"|aanbod@voorbeeld/.test(page.body), 'without a way to change it, and without whom is asked');
  const nothing = await get(server, '/werk/aanbod/00000000-0000-4000-8000-000000000000/wat', { headers: { cookie } });
  is((await get(server, `/werk/aanbod/${id}/wat`, { headers: { cookie } })).body, nothing.body, 'its form is exactly like what is not there');
  const team = await signIn(server, 'team');
  is((await get(server, `/werk/aanbod/${id}`, { headers: { cookie: team } })).status, 200, 'a team reads it too');
}

async function by_link(b, server) {
  const asked = await command('offers', 'questions', '--ask', '--data', server.data);
  const [, link] = asked.out.match(/\t(\/aanbod-bevestigen\/\S+)/) ?? [];
  ok(link, 'whoever is due is asked, with a link', asked.out, asked.log);
  is((await command('offers', 'questions', '--data', server.data)).out, '', 'and not once more the same day');
  const before = asIs(await get(server, link));
  for (let i = 0; i < 3; i++) await get(server, link);
  await get(server, link, { method: 'HEAD' });
  is(asIs(await get(server, link)), before, 'opening the link changes nothing, however often');
  const page = await visit(b, server, { script: false, width: 390, height: 844 });
  await look(await visit(b, server), server.url + link, 'the page of the link');
  await page.goto(server.url + link);
  await page.locator('[name=places_free]').fill('veel');
  await page.locator('button[value=klopt]').click();
  has(await page.locator('main').innerText(), 'getal', 'what is no number is said on the offer');
  is(await page.locator('[name=places_free]').inputValue(), 'veel', 'and what was typed is still there');
  is(await page.locator(await page.locator('[data-error-summary] a').first().getAttribute('href')).inputValue(), 'veel', 'the summary leads to it');
  await page.locator('summary').last().click();
  await page.locator('button[value=wijzigen]').click();
  has(await page.locator('[data-error-summary]').innerText(), 'Schrijf wat er niet klopt', 'what is not right must be written');
  await page.locator('[name=places_free]').fill('3');
  await page.locator('[name=wait_days]').fill('14');
  await page.locator('button[value=klopt]').click();
  has(await page.locator('main').innerText(), 'Dank u wel', 'without script, without signing in: one click');
  const forged = link.slice(0, -1) + (link.at(-1) === 'A' ? 'B' : 'A');
  is((await get(server, forged)).status, 404, 'a forged link is not there');
  await page.context().close();
}

async function review(page, server) {
  await look(page, `${server.url}/werk/aanbod-nakijken`, 'to look at');
  await page.goto(`${server.url}/werk/aanbod-nakijken`);
  const items = await page.locator('main .k-tasks li').count();
  ok(items >= 2, 'what was said waits for the coordinator');
  await page.locator('main .k-tasks a').first().click();
  await look(page, server.url + new URL(page.url()).pathname, 'one thing to look at');
  await save(page);
  ok(await page.locator('[data-error-summary]').isVisible(), 'a decision without a reason is refused');
  page.errors.splice(0);
  await page.locator('[name=decision][value=fine]').check();
  await page.locator('[name=reason]').fill('Gebeld: het klopt nog.');
  await save(page);
  await page.waitForURL('**/aanbod-nakijken?**');
  is(await page.locator('main .k-tasks li').count(), items - 1, 'decided on, it goes from the list');
}

async function double_ones(page, server, cookie) {
  for (const name of ['Proefgroep voor vaders', 'Proefgroep vaders']) {
    await page.goto(`${server.url}/werk/aanbod/nieuw`);
    await page.locator('[name=name]').fill(name);
    await page.locator('[name=kind][value=help]').check();
    await page.locator('[name=status][value=active]').check();
    await page.locator('[name=provider]').fill('Proeforganisatie Oud');
    await save(page);
    await page.waitForURL(/aanbod\/[0-9a-f-]{36}/);
  }
  await look(page, `${server.url}/werk/aanbod/nieuw`, 'a new offer');
  await look(page, `${server.url}/werk/aanbod-dubbel`, 'double offers');
  await page.goto(`${server.url}/werk/aanbod-dubbel`);
  await page.getByRole('link', { name: /Proefgroep/ }).click();
  await look(page, server.url + new URL(page.url()).pathname, 'side by side');
  await page.locator('[name=answer][value=eerste]').check();
  await save(page);
  await page.waitForURL(/aanbod\/[0-9a-f-]{36}/);
  const kept = await get(server, '/werk/aanbod?q=proefgroep&status=ended', { headers: { cookie } });
  await page.waitForTimeout(1500);                           // what the public reads is built anew at most once a second
  const slug = ['proefgroep-voor-vaders', 'proefgroep-vaders'];
  const moved = (await Promise.all(slug.map(s => get(server, `/hulp/${s}`)))).filter(a => a.status === 301);
  is(moved.length, 1, 'the address of the double leads on', kept.status);
  ok(slug.includes(moved[0]?.headers.get('location')?.split('/').pop()), 'to the one that stays');
  await page.getByRole('button', { name: 'Weer splitsen' }).click();
  await page.waitForURL(/aanbod\/[0-9a-f-]{36}/);
  await page.waitForTimeout(1500);
  is((await Promise.all(slug.map(s => get(server, `/hulp/${s}`)))).map(a => a.status), [200, 200], 'parted, both are there again');
}

async function mergers(page, server, cookie) {
  await look(page, `${server.url}/werk/organisaties`, 'organisations');
  await page.goto(`${server.url}/werk/organisaties`);
  await page.getByRole('link', { name: 'Proeforganisatie Oud' }).click();
  await look(page, server.url + new URL(page.url()).pathname, 'one organisation');
  await page.locator('[name=with]').fill('voorbeeld hulpverlening');
  await save(page);
  await page.waitForURL('**gedaan=opgeslagen**');
  has(await page.locator('main').innerText(), PROVIDER, 'one organisation became part of another');
  await page.waitForTimeout(1500);
  const list = await get(server, '/werk/aanbod?q=proefgroep', { headers: { cookie } });
  ok(textOf(list.body).includes(PROVIDER), 'and what it gave went with it');
  await page.getByRole('button', { name: 'Terugdraaien' }).click();
  await page.waitForURL('**gedaan=opgeslagen**');
  ok(await page.locator('[name=with]').isVisible(), 'undone it stands by itself again');
}

await testing(async () => {
  const server = await serve(), b = await browser();
  const cookie = await signIn(server, 'aanbieder'), region = await signIn(server, 'regio');
  const page = await signInPage(await visit(b, server), server, 'aanbieder');
  await the_list(page, server, cookie);
  await look(page, `${server.url}/werk/aanbod?mijn=ja`, 'the list');
  await by_link(b, server);
  const base = await changing(page, server);
  await a_line_at_a_time(page, server, base);
  await conflict(page, server, base);
  await history(page, server, base);
  await money(page, server, base);
  await keyboard(page, server, base);
  await not_theirs(server);
  const coordinator = await signInPage(await visit(b, server), server, 'regio');
  await review(coordinator, server);
  await double_ones(coordinator, server, region);
  await mergers(coordinator, server, region);
  none(page.errors.concat(coordinator.errors).filter(e => !/status of [45]\d\d/.test(e)), 'no script error');
});
