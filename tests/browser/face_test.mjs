// The photo of the colleague to call, as people do it: chosen by who keeps the offer, with and without script, seen by professionals
// beside the name, and by nobody else. SHOTS=DIR keeps pictures.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { look, shoot } from './look.mjs';
import { browser, folder, get, has, is, none, ok, root, serve, signIn, signInPage, testing, visit } from './server.mjs';

const DRAWN = path.join(root, 'tests/fuzz/seeds/face.jpg');
const save = page => page.locator('main form.k-form button[type=submit]').click();
const main = page => page.locator('main').innerText();
const photo = page => page.locator('main img.k-face');

/* A photo as a phone makes it: more than a form may be. */
async function from_a_phone(page) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas'), side = 2400;
    canvas.width = canvas.height = side;
    const g = canvas.getContext('2d'), noise = g.createImageData(side, side);
    for (let i = 0; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
    g.putImageData(noise, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  });
  const file = path.join(folder(), 'telefoon.jpg'), bytes = Buffer.from(base64, 'base64');
  writeFileSync(file, bytes);
  ok(bytes.length > 2 ** 20, 'a photo of a phone is more than 1 MB', bytes.length);
  return file;
}

async function without_script(b, server) {
  const page = await signInPage(await visit(b, server, { script: false, width: 390, height: 844 }), server, 'aanbieder');
  await page.goto(`${server.url}/werk/aanbod?mijn=ja&q=maatschappelijk`);
  await page.locator('tbody a').first().click();
  const offer = page.url();
  await page.getByRole('link', { name: 'Foto van de collega' }).click();
  has(await main(page), 'Sanne Voorbeeld', 'the page says whose photo it is');
  await save(page);
  has(await page.locator('#photo-wrong').innerText(), 'nodig', 'a photo must be chosen');
  await page.locator('[name=photo]').setInputFiles(path.join(root, 'tests/fuzz/seeds/view.txt'));
  await page.locator('[name=agreed][value=yes]').check();
  await save(page);
  has(await page.locator('#photo-wrong').innerText(), 'geen JPEG', 'what is no photo is said on its field');
  await page.locator('[name=photo]').setInputFiles(DRAWN);
  await page.locator('[name=agreed][value=no]').check();
  await save(page);
  has(await page.locator('#agreed-wrong').innerText(), 'Zonder ja', 'without a yes of the colleague there is none');
  await page.locator('[name=photo]').setInputFiles(DRAWN);
  await page.locator('[name=agreed][value=yes]').check();
  await save(page);
  await page.waitForURL('**gedaan=opgeslagen**');
  const large = await from_a_phone(await visit(b, server));
  await page.goto(`${offer}/gezicht`);
  is(await photo(page).count(), 1, 'a photo that was chosen is there, without script');
  await page.locator('[name=photo]').setInputFiles(large);
  await page.locator('[name=agreed][value=yes]').check();
  const answer = page.waitForResponse(r => r.request().method() === 'POST');
  await save(page);
  is((await answer).status(), 413, 'one that is too large is refused');
  await page.context().close();
  return { offer, large };
}

async function with_script(b, server, offer, large) {
  const page = await signInPage(await visit(b, server), server, 'aanbieder');
  await look(page, `${offer}/gezicht`, 'face');
  const before = await photo(page).getAttribute('src');
  await page.locator('[name=photo]').setInputFiles(large);
  await page.waitForFunction(() => document.querySelector('[name=photo]').files[0].size < 2 ** 20);
  await page.locator('[name=agreed][value=yes]').check();
  await save(page);
  await page.waitForURL('**gedaan=opgeslagen**');
  await page.goto(`${offer}/gezicht`);
  ok(await photo(page).getAttribute('src') !== before, 'with script a large one is made smaller and takes its place');
  await page.locator('[name=photo]').setInputFiles(DRAWN);
  await page.locator('[name=agreed][value=yes]').check();
  await save(page);
  await page.waitForURL('**gedaan=opgeslagen**');
  return page;
}

async function fits(b, server, name) {
  const page = await signInPage(await visit(b, server), server, 'team');
  await page.goto(`${server.url}/werk/wat-past`);
  await page.locator('[name=region]').selectOption('oost-brabant');
  for (const [field, value] of Object.entries({ for: 'uses_violence', phase: 'early', acute_danger: 'no', gender: 'm', life_areas: 'none' })) await page.locator(`.k-ask input[name="${field}"][value="${value}"]`).check();
  await page.locator('main form button[type=submit]').first().click();
  const line = page.locator('.k-colleague', { hasText: 'Sanne Voorbeeld' });
  is(await line.count(), 1, `${name}: professionals see whom they can call`);
  await shoot(page, `fits-${name}`);
  const shown = await line.locator('img').count();
  await page.context().close();
  return shown;
}

/* By hand, past the form: somebody who keeps offers, but not this one; without the token; from another site. */
async function past_the_form(server, offer) {
  const target = `${new URL(offer).pathname}/gezicht`, keeper = await signIn(server, 'leidinggevende'), own = await signIn(server, 'aanbieder');
  const token = (await get(server, target, { headers: { cookie: own } })).body.match(/<main[^]*?name="form_token" value="([^"]*)"/)[1];
  const send = (cookie, fields, headers = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('photo', new Blob([readFileSync(DRAWN)], { type: 'image/jpeg' }), 'foto.jpg');
    return get(server, target, { method: 'POST', headers: { cookie, ...headers }, body: form });
  };
  const nothing = await get(server, '/werk/aanbod/00000000-0000-4000-8000-000000000000/gezicht', { headers: { cookie: keeper } });
  is((await get(server, target, { headers: { cookie: keeper } })).body, nothing.body, 'to who keeps other offers the page is exactly like what is not there');
  const theirs = await send(keeper, { form_token: token, agreed: 'yes' });
  ok(theirs.status === 404 || theirs.status === 422, 'nor can they send a photo', theirs.status);
  is((await send(own, { agreed: 'yes' })).status, 422, 'without its token a form is refused');
  is((await send(own, { form_token: token, agreed: 'yes' }, { 'sec-fetch-site': 'cross-site' })).status, 422, 'and from another site');
  is((await send('', { form_token: token, agreed: 'yes' })).status, 303, 'who is not signed in is sent to sign in');
}

await testing(async () => {
  const server = await serve(), b = await browser();
  is(await fits(b, server, 'before'), 0, 'before there are initials');
  const { offer, large } = await without_script(b, server), keeper = await with_script(b, server, offer, large);
  is(await fits(b, server, 'with'), 1, 'professionals see the face beside the name');
  const team = await signIn(server, 'team'), target = new URL(offer).pathname;
  is((await get(server, `${target}/gezicht`, { headers: { cookie: team } })).status, 404, 'who does not keep the offer has no such page');
  await past_the_form(server, offer);
  const answers = new URLSearchParams({ region: 'oost-brabant', for: 'uses_violence', phase: 'early', acute_danger: 'no', gender: 'm' }).toString(), posted = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const seen = await Promise.all(['/hulp/maatschappelijk-werk-oost-brabant', '/hulp/maatschappelijk-werk-oost-brabant/print', '/hulp?q=maatschappelijk+werk', '/hsds/services?per_page=100'].map(p => get(server, p)));
  const form = await get(server, '/wat-past'), token = form.body.match(/<main[^]*?name="form_token" value="([^"]*)"/)[1];
  seen.push(await get(server, '/wat-past', { ...posted, body: `${answers}&form_token=${encodeURIComponent(token)}` }));
  has(seen.at(-1).body, 'maatschappelijk werk', 'a visitor finds the offer');
  none(seen.filter(a => a.status !== 200 || a.body.includes('data:image/jpeg')).map(a => a.status), 'and sees no photo, as nobody of the public does');
  await keeper.goto(`${offer}/gezicht`);
  await keeper.getByRole('button', { name: 'Deze foto verwijderen' }).click();
  await keeper.waitForURL('**gedaan=verwijderd**');
  is(await fits(b, server, 'after'), 0, 'taken away it is gone');
});
