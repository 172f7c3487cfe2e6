// A referral on a phone, from the kitchen table to the end: who refers, who receives, what each sees; by keyboard, without script, and what the work list says.
import { look } from './look.mjs';
import { browser, get, has, is, none, ok, ownOffer, serve, signIn, signInPage, testing, visit } from './server.mjs';
import { nl } from './texts.mjs';

const PHONE = { width: 390, height: 844 };
const main = page => page.locator('main').innerText();
const here = page => new URL(page.url()).pathname;
const save = page => page.locator('main form.k-form button[type=submit]').first().click();

/* Name, number, what he wants, permission: that is all there is to fill in. */
async function refer(page, server, slug, name) {
  await page.goto(`${server.url}/werk/verwijzen?aanbod=${slug}`);
  await page.locator('[name=called]').fill(name);
  await page.locator('[name=phone]').fill('06 12345678');
  await page.locator('[name=hours]').fill('op werkdagen tussen 9 en 11 uur');
  await page.locator('[name=request]').fill('Wil leren stoppen met slaan.');
  await page.locator('[name=consent][value=spoken]').check();
  await page.getByRole('button', { name: nl('Send'), exact: true }).click();
  await page.waitForURL(/verwijzingen\/[0-9a-f-]{36}/);
  return here(page);
}

async function wrong_first(page, server, slug) {
  await page.goto(`${server.url}/werk/verwijzen?aanbod=${slug}`);
  await page.locator('[name=called]').fill('Bram');
  await page.getByRole('button', { name: nl('Send'), exact: true }).click();
  ok(await page.locator('[data-error-summary]').isVisible(), 'without a number or permission it says so');
  is(await page.locator('[name=called]').inputValue(), 'Bram', 'and keeps what was typed');
  ok(await page.locator('input[name=aanbod]').count() === 1, 'and to which help');
  page.errors.splice(0);
}

async function by_keyboard(page, server, slug) {
  await page.goto(`${server.url}/werk/verwijzen?aanbod=${slug}`);
  await page.locator('[name=called]').focus();
  await page.keyboard.type('Sem');
  await page.keyboard.press('Tab');
  await page.keyboard.type('0612345679');
  await page.locator('[name=request]').focus();
  await page.keyboard.type('Praten met iemand die dit kent.');
  await page.locator('[name=consent]').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: nl('Send'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/verwijzingen\/[0-9a-f-]{36}/);
  has(await main(page), nl('Sent'), 'by keyboard alone it is sent');
}

const press = (page, act) => page.locator('.k-acts').getByRole('button', { name: nl(act), exact: true }).click();
const choose = (page, act) => page.locator('.k-acts').getByRole('link', { name: nl(act), exact: true }).click();

async function receive(page, server, where) {
  await page.goto(`${server.url}/werk`);
  has(await main(page), 'Bram', 'the provider finds it on the work list');
  has(await main(page), 'nog 2 werkdagen', 'with a clock in words');
  await page.goto(`${server.url}/werk?toon=nieuw`);
  await page.getByRole('link', { name: nl('Call for the first time') }).first().click();
  await page.goto(server.url + where);
  has(await main(page), '06 12345678', 'reads how to call');
  has(await main(page), 'tussen 9 en 11 uur', 'and when');
  await press(page, 'Called, no answer');
  has(await main(page), nl('Call again'), 'a tap notes a call without answer, and what is next');
  await press(page, 'Spoken to');
  await choose(page, 'Appointment made');
  await save(page);
  ok(await page.locator('[data-error-summary]').isVisible(), 'an appointment without a day and a name is refused');
  page.errors.splice(0);
  await page.locator('[name=day]').fill(new Date().toISOString().slice(0, 10));
  await page.locator('[name=with_whom]').fill('Esra Voorbeeld');
  await save(page);
  await page.waitForURL(`**${where}**`);
  has(await main(page), 'Esra Voorbeeld', 'with them it is made');
  const cookie = await signIn(server, 'aanbieder'), file = await get(server, `${where}/agenda`, { headers: { cookie } });
  is([file.status, file.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'], 'its day can be put in a calendar');
  none(['Bram', 'Esra', 'kentering', 'Wmo', '12345678', where.split('/').pop()].filter(w => file.body.toLowerCase().includes(w.toLowerCase())), 'which says nothing of whom or what');
  const other = await get(server, `${where}/agenda`, { headers: { cookie: await signIn(server, 'team') } });
  ok(file.body.match(/UID:.*/)[0] !== other.body.match(/UID:.*/)[0], 'and has another number for each who takes it');
  await choose(page, 'Arrived');
  await page.locator('[name=day]').fill(new Date().toISOString().slice(0, 10));
  await save(page);
  await page.waitForURL(`**${where}**`);
  has(await main(page), nl('Arrived'), 'and the arrival is told');
}

/* On a phone the menu is one word until it is asked for. */
async function menu_without_script(page, server) {
  const links = () => page.locator('#menu li a:visible').count();
  await page.goto(`${server.url}/werk`);
  is(await links(), 0, 'on a phone the menu is closed');
  await page.getByRole('link', { name: nl('Menu'), exact: true }).click();
  ok(await links() > 3, 'and opens without script');
  await page.getByRole('link', { name: nl('Close the menu') }).click();
  is(await links(), 0, 'and closes again');
}

/* Given back with a reason and help that fits better: who referred goes on with that in one press. */
async function given_back(worker, seen, server, slug) {
  const where = await refer(worker, server, slug, 'Tom');
  await look(seen, `${server.url + where}/stap?wat=return`, 'returning');
  await seen.locator('[name=reason][value=no_fit]').check();
  const other = await seen.locator('[name=alternative] option').nth(3).getAttribute('value');
  await seen.locator('[name=alternative]').selectOption(other);
  await save(seen);
  await seen.waitForURL(/verwijzingen\/[0-9a-f-]{36}\/?(\?|$)/);
  await look(worker, server.url + where, 'referral, given back');
  has(await main(worker), nl('The provider thinks that other help fits better:'), 'who referred reads what fits better');
  await worker.getByRole('link', { name: nl('Refer to this help') }).click();
  is(await worker.locator('input[name=aanbod]').getAttribute('value'), other, 'and goes on with that help');
  is(await worker.locator('[name=called]').inputValue(), 'Tom', 'for the same person');
  ok(!(await worker.locator('[name=consent]:checked').count()), 'whose permission is asked anew');
}

await testing(async () => {
  const server = await serve(), b = await browser();
  const provider = await signIn(server, 'aanbieder');
  const slug = await ownOffer(server, provider);
  const worker = await signInPage(await visit(b, server, PHONE), server, 'team');
  await wrong_first(worker, server, slug);
  const where = await refer(worker, server, slug, 'Bram');
  has(await main(worker), nl('Sent'), 'the worker sees that it was sent');
  await by_keyboard(worker, server, slug);
  await look(worker, `${server.url}/werk/verwijzen?aanbod=${slug}`, 'referring');
  await look(worker, server.url + where, 'referral, who refers');
  await look(worker, `${server.url}/werk/verwijzingen?toon=wacht`, 'referrals that wait');
  for (const role of ['politie', 'veiligthuis', 'beheer']) is((await get(server, where, { headers: { cookie: await signIn(server, role) } })).status, 404, `${role} finds nothing there`);

  const colleague = await signInPage(await visit(b, server, { ...PHONE, script: false }), server, 'aanbieder');
  await receive(colleague, server, where);
  await menu_without_script(colleague, server);
  const seen = await signInPage(await visit(b, server, PHONE), server, 'aanbieder');
  await look(seen, server.url + where, 'referral, who receives');
  await look(seen, `${server.url}/werk/verwijzingen`, 'referrals to do');
  await look(seen, `${server.url}/werk`, 'work list of a provider');
  await look(seen, `${server.url}/werk/afwezig`, 'being away');

  await given_back(worker, seen, server, slug);

  await worker.goto(`${server.url}/werk`);
  has(await main(worker), nl('Ask whether the person whom you referred arrived'), 'the worker is asked whether he arrived');
  await worker.goto(server.url + where);
  await press(worker, 'Arrival confirmed');
  await worker.goto(`${server.url}/werk`);
  ok(!(await main(worker)).includes(nl('Ask whether the person whom you referred arrived')), 'and once confirmed, no more');
  const region = await signInPage(await visit(b, server), server, 'regio');
  await look(region, `${server.url}/werk/stil`, 'standing still');
  await look(region, `${server.url}/werk/normen`, 'norms');
  const away = await get(server, where, { headers: { cookie: await signIn(server, 'regio') } });
  is(away.status, 200, 'the coordinator sees how far it is');
  none(['Bram', '12345678', 'slaan', 'Esra'].filter(w => away.body.includes(w)), 'and nothing of who it is about');
  await b.close();
});
