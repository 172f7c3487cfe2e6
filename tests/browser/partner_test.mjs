// A partner outside care: asked at an action, seen beforehand, answered without script on a phone, read by the colleague. SHOTS=DIR keeps pictures.
import { look, lookHere } from './look.mjs';
import { browser, get, has, is, none, ok, serve, signInPage, testing, visit } from './server.mjs';

const main = page => page.locator('main').innerText();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const inDays = n => new Date(Date.now() + n * 86400000).toISOString().slice(0, 10);
const ACTION = 'Huurschuld na de ruzie bespreken', REQUEST = 'Kan de huur deze maand later betaald worden?';

/* An action that somebody else does, in the first household of the team. */
async function action_of(page, server) {
  await page.goto(`${server.url}/werk/huishoudens`);
  const home = server.url + (await page.content()).match(/\/werk\/huishoudens\/[0-9a-f-]{36}/)[0];
  await page.goto(`${home}/actie`);
  await page.locator('[name=what]').fill(ACTION);
  await page.locator('[name=doer]').selectOption('somebody');
  await page.locator('[name=somebody]').fill('De corporatie');
  await page.locator('[name=due]').fill(inDays(20));
  await press(page, 'Opslaan');
  await page.getByRole('link', { name: ACTION }).first().click();
  return { home, action: page.url().split('?')[0] };
}

async function asks(page, action) {
  await page.getByRole('link', { name: 'Een partner buiten de zorg vragen' }).click();
  await lookHere(page, 'asking a partner');
  await press(page, 'Bekijk wat de partner leest');
  ok(await page.locator('[data-error-summary]').count(), 'nothing is asked in no words');
  page.errors.splice(0);
  for (const [name, value] of [['name', 'Pim Proefman'], ['organisation', 'Corporatie Testwonen'], ['mail', 'pim@testwonen.invalid'], ['request', REQUEST], ['due', inDays(7)],
    ['how', 'Mondeling, aan tafel'], ['since', '2026-01-02']]) await page.locator(`[name=${name}]`).fill(value);
  await page.locator('[name=branch]').first().selectOption('housing').catch(() => page.locator('[name=branch][value=housing]').check());
  await page.locator('[name=ground]').first().selectOption('consent').catch(() => page.locator('[name=ground][value=consent]').check());
  await press(page, 'Bekijk wat de partner leest');
  const preview = await page.locator('section[aria-labelledby=voorbeeld]').innerText();
  has(preview, REQUEST, 'the colleague reads what the partner will read');
  ok(!preview.includes(ACTION), 'and not the words of the action');
  await lookHere(page, 'the preview');
  await press(page, 'Vraag dit');
  is(page.url().split('?')[0], action, 'it leads back to the action');
  has(await main(page), 'Nog geen antwoord', 'which says that there is no answer yet');
  await lookHere(page, 'the action with a partner');
  return new URL(await page.locator('.k-key--link').innerText()).pathname;
}

async function answers(b, server, link) {
  const page = await visit(b, server, { width: 390, height: 844, script: false });
  await page.goto(server.url + link);
  const text = await main(page);
  has(text, REQUEST, 'the partner reads the request');
  for (const part of [ACTION, 'De corporatie', 'Mondeling', 'huishouden']) ok(!text.includes(part), `and not: ${part}`);
  is((await page.context().cookies()).length, 0, 'no cookie is set');
  await press(page, 'Het lukt niet');
  has(await main(page), 'Schrijf waarom het niet lukt', 'why is required');
  page.errors.splice(0);
  await press(page, 'Ik pak dit op');
  has(await main(page), 'Wat u antwoordde', 'what was answered is said');
  ok(!await page.getByRole('button', { name: 'Ik pak dit op' }).count(), 'and not asked once more');
  await page.locator('[name=words]').fill('Wanneer komt het geld? <b>vet</b>');
  await press(page, 'Ik heb een vraag');
  has(await main(page), '<b>vet</b>', 'words are plain text');
  await page.context().close();
  const wide = await visit(b, server, { width: 390, height: 844 });
  await look(wide, server.url + link, 'the page of a partner');
  await wide.context().close();
}

async function reads(page, server, home, action) {
  await page.goto(`${server.url}/werk`);
  has(await main(page), 'Een partner buiten de zorg gaf antwoord', 'the work list says that there is an answer');
  await page.goto(action);
  has(await main(page), 'Wanneer komt het geld?', 'the action has its words');
  await look(page, `${home}/regie`, 'the map of who helps');
  has(await main(page), 'Corporatie Testwonen', 'with the partner who took it on');
  await page.goto(`${home}/acties`);
  has(await main(page), 'Corporatie Testwonen: Heeft een vraag', 'and the list of actions says where it stands');
}

async function stands_in_the_register(page, home, text) {
  await look(page, `${home}/gronden`, 'the register of grounds');
  const all = await main(page);
  has(all, 'Corporatie Testwonen', 'a partner is a recipient too');
  has(all, text, 'with how it stands');
}

async function takes_back(page, server, action, link) {
  await page.goto(action);
  ok(await page.getByRole('button', { name: 'Deze actie afronden' }).count(), 'no answer closed the action');
  await page.getByRole('link', { name: 'Neem het terug: de link stopt meteen' }).click();
  await lookHere(page, 'taking it back');
  await page.locator('[name=gone]').first().selectOption('yes').catch(() => page.locator('[name=gone][value=yes]').check());
  await page.locator('[name=why]').fill('De toestemming is ingetrokken.');
  await press(page, 'Neem het terug');
  has(await main(page), 'De toestemming is ingetrokken.', 'why is kept');
  const gone = await get(server, link), wrong = await get(server, '/uw-deel/dit-is-geen-link-van-ons');
  is([gone.status, wrong.status], [404, 404], 'the link stops at once');
  const body = answer => answer.text.slice(answer.text.indexOf('Deze link werkt niet'));
  is(body(gone), body(wrong), 'and answers as a wrong one does');
  is([gone.headers.get('cache-control'), gone.headers.get('referrer-policy')], ['no-store', 'no-referrer'], 'it is not kept, and tells nobody where one came from');
  has(gone.body, 'noindex', 'nor found by searching');
}

await testing(async () => {
  const server = await serve(), b = await browser();
  const page = await signInPage(await visit(b, server), server, 'team');
  const { home, action } = await action_of(page, server);
  const link = await asks(page, action);
  is((await get(server, link)).status, 200, 'a scanner opens the link');
  await page.goto(action);
  has(await main(page), 'Nog geen antwoord', 'and changes nothing');
  await answers(b, server, link);
  await reads(page, server, home, action);
  await stands_in_the_register(page, home, 'Mondeling, aan tafel');
  await takes_back(page, server, action, link);
  await stands_in_the_register(page, home, 'Ingetrokken op');
  none(server.log.filter(l => /Testwonen|testwonen|huur deze maand/.test(l)), 'nothing of it stands in a log');
});
