// People who sign in without the demo: made at the command line, invited, with an app for codes that is a few lines here.
import { createHmac } from 'node:crypto';
import path from 'node:path';
import { command, folder, serve } from './server.mjs';

const CLOCK = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
export const WORDS = 'vijf blauwe fietsen bij de sluis';

/* The code of an app (RFC 6238) for a key in base32, so many steps of half a minute from now. */
export function appCode(key, steps = 0) {
  const bits = [...key.replace(/\s/g, '')].map(ch => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(ch).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2))), count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const mac = createHmac('sha1', secret).update(count).digest(), at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/* The code of the step before, which counts until this one ends: with time left to send it. */
export async function codeBefore(key) {
  const left = 30000 - Date.now() % 30000;
  if (left < 10000) await new Promise(done => setTimeout(done, left));
  return appCode(key, -1);
}

/* A server as it is in earnest, with its own keys; `user(…)` runs the command line on it, `add` gives the path of the link. */
export async function earnest({ people = [], args = [], ...more } = {}) {
  const data = folder(), keys = ['--data', data, '--master-key', path.join(folder(), 'master.key')];
  const user = (...rest) => command('user', ...rest, ...keys);
  const add = async (mail, role, name, organisation = 'Voorbeeldteam') => {
    const done = await user('add', '--mail', mail, '--name', name, '--organisation', organisation, '--role', role, '--region', 'oost-brabant');
    if (done.code !== 0) throw new Error(`user add: ${done.log}`);
    return done.out.trim();
  };
  const links = [];
  for (const p of people) links.push(await add(...p));
  const server = await serve({ data, demo: false, args: [...keys.slice(2), ...args], ...more });
  const site = { server, user, add, links, url: `http://localhost:${server.port}` };
  /* The same a while later: by another clock, as if everybody had been away for so many minutes. */
  site.later = async minutes => {
    const code = await site.server.stop();
    if (code !== 0) throw new Error(`the server stopped with ${code}\n${site.server.log.join('\n')}`);
    const env = { LD_PRELOAD: CLOCK, FAKETIME: `+${minutes}m`, ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0` };
    site.server = await serve({ data, demo: false, args: [...keys.slice(2), ...args], port: site.server.port, env });
  };
  return site;
}

export const press = page => page.locator('main form button[type=submit]').first().click();

/* From the link of an invitation to the first page: a password, codes of an app, recovery codes. */
export async function enrol(page, site, link, words = WORDS) {
  await page.goto(site.url + link);
  await page.locator('[name=wachtwoord]').fill(words);
  await page.locator('[name=wachtwoord2]').fill(words);
  await press(page);
  await page.waitForURL('**/inloggen/instellen**');
  const key = await page.locator('main .k-key').innerText();
  await page.locator('[name=code]').fill(await codeBefore(key));
  await press(page);
  const codes = await page.locator('.k-codes code').allInnerTexts();
  await page.locator('main a.utrecht-button').first().click();
  await page.waitForURL('**/werk');
  return { key, codes };
}

/* Mail and password, up to the second step. */
export async function begin(page, site, mail, words = WORDS) {
  await page.goto(`${site.url}/inloggen`);
  await page.locator('[name=mail]').fill(mail);
  await page.locator('[name=wachtwoord]').fill(words);
  await press(page);
}
export async function prove(page, code) {
  await page.locator('#f-code').fill(code);
  await page.locator('form:has(#f-code) button[type=submit]').click();
}
