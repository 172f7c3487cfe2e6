// A provider without an account: a mail with a link, which a mail scanner opens without harm, who presses the button reads once, and answers once.
import { Person } from '../faults/people.mjs';
import { mailServer, mailSettings, unquote } from '../mail_server.mjs';
import { look, lookHere } from './look.mjs';
import { browser, get, has, is, none, ok, serve, signIn, sleep, testing, visit } from './server.mjs';
import { nl } from './texts.mjs';

const LOUD = ['--quiet-hours', '00:00-00:00'], PROVIDER = 'intake@aanbieder.invalid';
const main = page => page.locator('main').innerText();

/* An offer of the region whose provider nobody here works for gets an address to answer at. */
async function with_address(server) {
  const region = new Person(server, await signIn(server, 'regio')), list = (await region.get('/werk/aanbod?q=carrousselgroep')).body;
  const [, id] = list.match(/\/werk\/aanbod\/([0-9a-f-]{36})"/), page = (await region.get(`/werk/aanbod/${id}`)).body;
  await region.done(`/werk/aanbod/${id}/termijnen`, { ask_at: PROVIDER });
  return page.match(/\/hulp\/([a-z0-9-]+)/)[1];
}

/* Few answers stand beside one another, many in a list. */
async function answer(page, key) {
  const one = page.locator(`input[name=answer][value=${key}]`);
  if (await one.count()) await one.check(); else await page.locator('select[name=answer]').selectOption(key);
}

async function link_of(mail, before) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
    const m = mail.got.slice(before).find(m => m.to.includes(PROVIDER));
    if (m) return unquote(m.text).match(/https:\/\/kentering\.example(\/toeleiding\/\S+)/)[1];
  }
  throw new Error('no mail with a link came');
}

await testing(async () => {
  const mail = await mailServer(), server = await serve({ args: [...mailSettings(mail.port), ...LOUD] }), b = await browser();
  const slug = await with_address(server), team = new Person(server, await signIn(server, 'team'));
  let form;
  for (let i = 0; i < 50 && !form?.body.includes(PROVIDER); i++, await sleep(200)) form = await team.get(`/werk/verwijzen?aanbod=${slug}`);      /* once the map was made anew */
  has(form.body.slice(form.body.indexOf('<main')), PROVIDER, 'who refers sees where the link goes');
  const where = await team.done(`/werk/verwijzen?aanbod=${slug}`, { called: 'Bram', phone: '06 12345678', hours: 'na zessen', request: 'Wil leren stoppen.', consent: 'spoken', aim: 'send' }, '/werk/verwijzen');
  const link = await link_of(mail, 0), letter = mail.got.find(m => m.to.includes(PROVIDER));
  none(['Bram', '12345678', 'geweld', 'stoppen'].filter(w => unquote(letter.text).includes(w)), 'the mail says nothing of whom or what');
  for (let i = 0; i < 3; i++) { await get(server, link); await get(server, link, { method: 'HEAD' }); }
  const page = await visit(b, server, { width: 390, height: 844 });
  await look(await visit(b, server), server.url + link, 'the page of the link');
  await page.goto(server.url + link);
  ok(!(await main(page)).includes('Bram'), 'a page that is looked at tells nothing');
  await page.getByRole('button', { name: nl('Read it now') }).click();
  has(await main(page), '06 12345678', 'who presses the button reads it');
  const second = await visit(b, server);
  await second.goto(server.url + link);
  has(await main(second), nl('This link was used already, or has run out.'), 'and nobody else after that');
  await answer(page, 'offer');
  await page.locator('main form.k-form button[type=submit]').click();
  ok(await page.locator('[data-error-summary]').isVisible(), 'an appointment without a day or a name comes back as it was typed');
  has(await main(page), '06 12345678', 'with what it is about');
  page.errors.splice(0);
  await lookHere(page, 'answering by a link');
  const before = mail.got.length;
  await page.locator('[name=day]').fill(new Date(Date.now() + 86400000).toISOString().slice(0, 10));
  await page.locator('[name=with_whom]').fill('Esra Voorbeeld');
  await page.locator('main form.k-form button[type=submit]').click();
  has(await main(page), nl('Thank you. Your answer was kept. A new link comes when there is something more to tell.'), 'the answer is kept');
  has((await team.get(where)).body, 'Esra Voorbeeld', 'who referred reads it');
  ok(await link_of(mail, before) !== link, 'and the next step has a link of its own');
  is((await get(server, link.slice(0, -2) + 'AA')).status, 404, 'a forged link is not there');
  await b.close();
  await mail.close();
});
