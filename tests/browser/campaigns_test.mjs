// A campaign, as people make it and meet it: written, read by a second colleague, published; a page, a flyer and a picture on a phone without
// script, on a site without keys; a story that is withdrawn; sign-ups that are counted and lead nowhere. SHOTS=DIR keeps pictures.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { browser, decode, folder, get, has, is, none, ok, serve, signIn, signInPage, skip, sleep, testing, visit } from './server.mjs';
import { look } from './look.mjs';

const SLUG = 'samen-anders', PHONE = { width: 390, height: 800, script: false };
const day = plus => new Date(Date.now() + plus * 86400000).toISOString().slice(0, 10);
const save = page => page.locator('main form.k-form button[type=submit]').first().click();
const fill = async (page, fields) => { for (const [name, value] of Object.entries(fields)) await page.locator(`#f-${name}`).fill(value); };
const at = server => `${server.url}/campagne/${SLUG}`;
const main = page => page.locator('main').innerText();

/* How pages look, with the script that the checks need; the rest of this file goes without. */
async function looks(b, server, role, pages) {
  const plain = await visit(b, server, { width: 390 }), page = role ? await signInPage(plain, server, role) : plain;
  for (const [target, name] of pages) await look(page, target.startsWith('http') ? target : server.url + target, name);
  await page.context().close();
}

/* --- making one ------------------------------------------------------------------------------------------------------------- */

async function a_story(b, server) {
  const page = await signInPage(await visit(b, server, PHONE), server, 'aanbieder');
  await page.goto(`${server.url}/werk/verhalen`);
  await page.getByRole('link', { name: 'Verhaal opschrijven' }).click();
  await page.locator('[name=peer_id]').selectOption({ index: 2 });
  await fill(page, { called: 'Noor', text: 'Ik was de dader, zei ik altijd.', asked: day(-3), until: day(300) });
  await page.locator('[name=given][value=paper]').check();
  await save(page);
  has(await page.locator('[data-error-summary]').innerText(), 'iemand die geweld gebruikt', 'words that put people away are refused, with others instead');
  await fill(page, { text: 'Ik leerde op tijd naar buiten te lopen.' });
  await save(page);
  has(await main(page), 'Ik leerde op tijd naar buiten te lopen.', 'a story is written down with its permission');
  await page.context().close();
}

async function a_campaign(b, server) {
  const page = await signInPage(await visit(b, server, PHONE), server, 'aanmeldpunt');
  await page.goto(`${server.url}/werk/campagnes/nieuw`);
  await save(page);
  ok(await page.locator('[data-error-summary] a').count() >= 4, 'what is missing is said, with links to the fields');
  await fill(page, { slug: SLUG, title: 'Samen anders', text: 'Geweld mag nooit.\n\nHulp kan.', since: day(0), until: day(60) });
  const label = await page.locator('[name=story_id] option', { hasText: 'naar buiten te lopen' }).innerText();
  await page.locator('[name=story_id]').selectOption({ label });
  await page.locator('[name=offer]').selectOption('carrousselgroep-eindhoven');
  await save(page);
  has(await main(page), 'Concept', 'it is a draft');
  is((await get(server, `/campagne/${SLUG}`)).status, 404, 'that nobody finds');
  await page.getByRole('button', { name: 'Op de site zetten' }).click();
  has(await main(page), 'Lees eerst het verhaal', 'a story must be read first');
  await page.locator('[name=read][value=yes]').check();
  await page.getByRole('button', { name: 'Op de site zetten' }).click();
  has(await main(page), 'Op de site', 'then it is published');
  ok(await page.locator('main img').evaluate(i => i.complete && i.naturalWidth === 1200 && i.naturalHeight === 630), 'with a picture of 1200 by 630');
  const link = page.url().split('?')[0];
  await page.context().close();
  return link;
}

/* --- meeting it ----------------------------------------------------------------------------------------------------------------- */

async function the_page(b, outside) {
  const page = await visit(b, outside, PHONE);
  await page.goto(`${outside.url}/en/campagne/${SLUG}`);
  is(await page.locator('h1').getAttribute('lang'), 'nl', 'a Dutch text on the English page says so');
  await page.goto(at(outside));
  const text = await main(page);
  for (const said of ['Samen anders', 'naar buiten te lopen', 'Noor', '0800-2000', 'Carrousselgroep']) has(text, said, `the page says: ${said}`);
  ok(await page.locator('.k-danger a[href="tel:112"]').isVisible(), '112 stays in reach');
  const share = name => page.locator(`meta[property="og:${name}"]`).getAttribute('content');
  is(await share('title'), 'Iemand om mee te praten', 'social media get a neutral title');
  const picture = await fetch(await share('image'));
  is([picture.status, picture.headers.get('content-type')], [200, 'image/png'], 'and a picture');
  ok(!/Noor|buiten/.test(await page.locator('head').innerHTML()), 'and nothing of the story');
  is((await page.context().cookies()).length, 0, 'no cookie is set');
  is((await get(outside, '/campagne/bestaat-niet.png')).status, 404, 'what is not there has no picture');
  await page.getByRole('link', { name: 'Vraag om teruggebeld te worden' }).click();
  is(await page.locator('input[name=campagne]').getAttribute('value'), SLUG, 'the form knows the campaign');
  await page.goto(`${outside.url}/aanmelden?campagne=bestaat-niet`);
  is(await page.locator('input[name=campagne]').count(), 0, 'one that is not there is nothing');
  await page.context().close();
}

async function the_flyer(b, outside) {
  const page = await visit(b, outside, PHONE);
  await page.goto(`${at(outside)}/flyer`);
  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('body').innerText();
  for (const said of ['Samen anders', '112', '0800-2000', `/campagne/${SLUG}`]) has(paper, said, `on paper stands: ${said}`);
  for (const said of ['Zoek hulp', 'Verlaat deze site', 'Terug naar', 'Noor', 'naar buiten']) ok(!paper.includes(said), `and not: ${said}`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  is((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, 1, 'it is one page');
  const [, width, height] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/);
  is([Math.round(width / 72 * 25.4), Math.round(height / 72 * 25.4)], [148, 210], 'of A5');
  await page.context().close();
}

/* --- counting ---------------------------------------------------------------------------------------------------------------------- */

async function signs_up(server, campaign, reach) {
  const body = (await get(server, '/aanmelden')).body, token = decode(body.match(/name="form_token" value="([^"]+)"/)[1]);
  await sleep(2300);
  const post = () => get(server, '/aanmelden', { method: 'POST', body: new URLSearchParams({ form_token: token, reach, hours: 'altijd', place: 'Eindhoven', campagne: campaign }) });
  const one = await post(), two = await post();
  is([one.status, two.status], [200, 200], `a sign-up of ${campaign} is taken in, and again`);
}

/* Nothing in the files but a number; nothing in what is logged. */
function nothing_follows(data, servers) {
  none(servers.flatMap(s => s.log).filter(l => l.includes(SLUG) || l.includes('campagne=')), 'no line of the log says which campaign');
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter(f => f.isFile()).map(f => path.join(f.parentPath ?? f.path, f.name));
  if (process.env.KENTERING_DATABASE) skip('the files of the database', 'it lies elsewhere');
  else ok(files.some(f => readFileSync(f).includes(SLUG)), 'the campaign itself stands in the database');
  none(files.filter(f => readFileSync(f).includes(`campagne=${SLUG}`)), 'and no form that carried it');
}

/* --- withdrawing ------------------------------------------------------------------------------------------------------------------------ */

async function withdrawn(b, inside, outside) {
  const page = await signInPage(await visit(b, inside, PHONE), inside, 'aanbieder');
  await page.goto(`${inside.url}/werk/verhalen`);
  await page.locator('section', { hasText: 'naar buiten te lopen' }).getByRole('button', { name: 'Toestemming intrekken' }).click();
  ok(!(await main(page)).includes('naar buiten te lopen'), 'a story is withdrawn');
  ok(!(await get(outside, `/campagne/${SLUG}`)).body.includes('naar buiten'), 'and gone from the page at once');
  await page.context().close();
}

/* The demo's expert withdraws the own story. */
async function by_the_expert(b, inside, outside) {
  const page = await signInPage(await visit(b, inside, PHONE), inside, 'ervaringsdeskundige');
  await page.goto(`${inside.url}/werk/mijn-verhaal`);
  has((await get(outside, '/campagne/praten-helpt')).body, 'Daan', 'an own story stands on a page');
  await page.goto(`${inside.url}/werk/mijn-verhaal`);
  await page.getByRole('button', { name: 'Toestemming intrekken' }).click();
  has(await main(page), 'Er is geen verhaal van u.', 'the expert withdraws it alone');
  ok(!(await get(outside, '/campagne/praten-helpt')).body.includes('Daan'), 'and it is gone');
  await page.context().close();
}

async function offline(b, inside, outside, link) {
  const page = await signInPage(await visit(b, inside, PHONE), inside, 'regio');
  await page.goto(link);
  has(await main(page), 'mag niet meer getoond worden', 'who looks at the campaign sees that its story is gone');
  await page.getByRole('button', { name: 'Van de site halen' }).click();
  for (const target of ['', '/flyer', '.png']) is((await get(outside, `/campagne/${SLUG}${target}`)).status, 404, `taken off the site: ${target || 'page'}`);
  await page.context().close();
}

await testing(async () => {
  const data = folder(), inside = await serve({ data }), outside = await serve({ data, demo: false, args: ['--public'] });
  const b = await browser();
  await a_story(b, inside);
  const link = await a_campaign(b, inside);
  await looks(b, outside, null, [[at(outside), 'campaign'], [`/en/campagne/${SLUG}`, 'campaign in English'], [`${at(outside)}/flyer`, 'flyer']]);
  await looks(b, inside, 'regio', [['/werk/campagnes', 'campaigns'], ['/werk/campagnes/nieuw', 'new campaign'], [link, 'campaign at work'], [`${link}/wijzigen`, 'campaign changed']]);
  await looks(b, inside, 'aanbieder', [['/werk/verhalen', 'stories'], ['/werk/verhalen/nieuw', 'new story']]);
  await looks(b, inside, 'ervaringsdeskundige', [['/werk/mijn-verhaal', 'own story']]);
  await the_page(b, outside);
  await the_flyer(b, outside);
  await signs_up(outside, SLUG, '06 00000021');
  await signs_up(inside, SLUG, '06 00000022');
  await withdrawn(b, inside, outside);
  await by_the_expert(b, inside, outside);
  await offline(b, inside, outside, link);
  is((await get(inside, '/werk/campagnes', { headers: { cookie: await signIn(inside, 'team') } })).status, 404, 'a local team makes no campaigns');
  nothing_follows(data, [inside, outside]);
});
