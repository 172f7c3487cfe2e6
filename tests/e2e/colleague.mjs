// A colleague for tests in the shell: colleague.mjs URL STATE DOING … STATE is a file with what they know and hold.
//   enrol LINK            chooses a password and codes of an app as a second step
//   sign-in               with the password and a recovery code
//   file NAME PERSON STREET   opens a household with a person who lives there; prints the paths of both
//   leave PATH            stops working for that household
//   key                   makes a key for programs, that reads files; prints it
//   see PATH [TEXT]       prints the status; fails unless it is 200 and holds the text
//   write PATH SECONDS    adds ways to reach the person of that path for so long, prints how many were saved
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { cookiesAfter } from '../cookies.mjs';
import { Person, formOf, household, person } from '../faults/people.mjs';

const [url, file, doing, ...rest] = process.argv.slice(2);
const state = (() => { try { return JSON.parse(readFileSync(file, 'utf8')); } catch { return { cookie: 'x=y' }; } })();
const who = new Person({ url }, state.cookie), PASSWORD = 'lantaarn-zwaluw-kompas-7';

const die = text => { console.error(text); process.exit(1); };

/* Sends the form of a page, and keeps the cookies that come back. */
async function send(page, action, answers) {
  const form = formOf((await who.get(page)).body, action) ?? die(`${page} has no form for ${action}`), a = await who.post(action, { ...form, ...answers });
  who.cookie = cookiesAfter(who.cookie, a);
  return a;
}

/* The code of this moment (RFC 6238). */
function totp(secret) {
  const bits = [...secret.replace(/\s/g, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))).update(step).digest(), at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}

const DOINGS = {
  async enrol(link) {
    state.mail = (await who.get(link)).body.match(/name="username" value="([^"]+)"/)?.[1] ?? die(`${link} is no invitation`);
    if ((await send(link, link, { wachtwoord: PASSWORD, wachtwoord2: PASSWORD })).status !== 303) die('the password is not taken');
    if ((await who.get('/werk/eigen')).status !== 303) die('a password alone lets somebody in');
    const setup = await who.get('/inloggen/instellen'), key = setup.text.match(/\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/)?.[0] ?? die('there is no key for an app');
    const done = await send('/inloggen/instellen', '/inloggen/instellen', { code: totp(key) });
    state.codes = [...done.body.matchAll(/<code>([^<]+)<\/code>/g)].map(m => m[1]);
    if (done.status !== 200 || !state.codes.length) die(`the code of the app is not taken: ${done.status}`);
  },
  async 'sign-in'() {
    who.cookie = 'x=y';
    const a = await send('/inloggen', '/inloggen', { mail: state.mail, wachtwoord: PASSWORD });
    if (a.status !== 303) die(`the password is not taken: ${a.status} ${a.text}`);
    const b = await send('/inloggen/code', '/inloggen/code', { code: state.codes.shift() });
    if (b.status !== 303) die(`the recovery code is not taken: ${b.status}`);
  },
  async file(name, called, street) {
    const h = await household(who, name), p = await person(who, h.sides[0], { called });
    await who.done(`/werk/personen/${p}/adres`, { kind: 'shelter', street, secret: 'yes' });
    console.log(`${h.at} /werk/personen/${p}`);
  },
  leave: at => who.done(`${at}/betrokkenen`, {}, `${at}/betrokkenen/einde`),
  async key() {
    const made = await who.fill('/werk/eigen/sleutels', { label: 'Proef', days: '30', actions: 'see_files' });
    console.log(made.body.match(/kentering_[\w-]+/)?.[0] ?? die(`there is no key: ${made.status}`));
  },
  async see(target, text = '') {
    const a = await who.get(target);
    console.log(a.status);
    if (a.status !== 200 || !a.text.includes(text)) process.exitCode = 1;
  },
  async write(target, seconds) {
    let saved = 0;
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(5)) { await who.done(`${target}/bereik`, { kind: 'other', value: `nummer ${saved + 1}` }); saved++; }
    console.log(saved);
  },
};

await (DOINGS[doing] ?? die(`nobody can ${doing}`))(...rest);
writeFileSync(file, JSON.stringify({ ...state, cookie: who.cookie }), { mode: 0o600 });
