// The clock is set back, or far ahead, while people work (faults_clock moves it): sessions last no longer than they may, codes and
// links work no second time, the journal keeps its order, nothing is lost.
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, folder, get, has, is, none, ok, serve, signIn, skip, sleep, testing } from '../browser/server.mjs';
import { cookiesAfter } from '../cookies.mjs';
import { Person, formOf, household, journal, person, somebody, verify } from './faults.mjs';

const shim = process.argv[3] && path.resolve(process.argv[3]);
const HOUR = 3600, DAY = 24 * HOUR, PAGE = '/werk/huishoudens';
const file = path.join(folder(), 'clock');
/* Seconds from the real time, from now on. */
const clock = seconds => writeFileSync(file, String(seconds));
const moved = { LD_PRELOAD: shim, KENTERING_CLOCK: file, ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0` };
const sent = a => a.status === 303 && a.headers.get('location').startsWith('/inloggen?terug=');
const letIn = a => a.status === 200;

async function sessions(server) {
  clock(0);
  const idle = await somebody(server, 'team'), used = await somebody(server, 'regisseur'), out = await somebody(server, 'huisarts');
  await out.fill('/werk', {}, '/uitloggen');
  clock(20 * 60);
  ok(letIn(await used.get(PAGE)), 'a session that is used goes on');
  await used.fill('/werk/eigen', {});
  clock(3 * HOUR);
  ok(sent(await idle.get(PAGE)), 'one that is not used for hours has ended');
  clock(0);
  ok(sent(await out.get('/werk')), 'a clock set back brings back no session that was signed out');
  clock(-DAY);
  ok(sent(await out.get('/werk')), 'nor one set back before it began');
  clock(0);
  const long = await somebody(server, 'gemeente');
  let hours = 0;
  for (let minutes = 0; minutes <= 26 * 60 && letIn(await long.get('/werk/eigen')); minutes += 10) { clock(minutes * 60); hours = minutes / 60; await long.fill('/werk/eigen', {}).catch(() => {}); }
  ok(hours > 1 && hours <= 24, `a session that is used all the time ends as well (after ${hours.toFixed(1)} hours)`);
  const ended = hours * HOUR + HOUR;
  clock(ended);
  ok(sent(await long.get('/werk')), 'and it is ended');
  clock(-2 * DAY);
  ok(sent(await long.get('/werk')), 'one that ran out does not run again when the clock is set back far');
  clock(0);
}

/* An RFC 6238 code of that moment. */
function totp(secret, seconds) {
  const bits = [...secret.replace(/\s/g, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2))), step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac('sha1', key).update(step).digest(), at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}
const now = () => Date.now() / 1000;

/* Somebody with an app: in a real installation, where a second step is asked. */
async function codes() {
  clock(0);
  const keys = folder(), data = folder(), more = ['--data', data, '--master-key', path.join(keys, 'master.key')];
  const said = await command('user', 'add', ...more, '--mail', 'a@b.example', '--name', 'Anne Voorbeeld', '--organisation', 'Wijkteam', '--role', 'team', '--region', 'oost-brabant');
  const link = said.out.trim().split('\n').pop(), server = await serve({ data, demo: false, args: more.slice(2), env: moved }), secret = 'lantaarn-zwaluw-kompas-7';
  const jar = new Person(server, 'x=y'), post = async (target, form, answers) => {
    const a = await jar.post(target, { ...form, ...answers });
    jar.cookie = cookiesAfter(jar.cookie, a);
    return a;
  };
  const chosen = await post(link, formOf((await jar.get(link)).body, link), { wachtwoord: secret, wachtwoord2: secret });
  is([chosen.status, /^\/inloggen\/instellen/.test(chosen.headers.get('location'))], [303, true], 'who is invited chooses a password, and must choose a second step');
  const setup = await jar.get('/inloggen/instellen'), key = setup.text.match(/\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/)?.[0];
  if (!ok(key, 'the page shows the key of the app', setup.text.slice(0, 600))) { await server.stop(); return; }
  const first = totp(key, now()), enrolled = await post('/inloggen/instellen', formOf(setup.body, '/inloggen/instellen'), { code: first });
  ok(enrolled.status === 200 && letIn(await jar.get('/werk/eigen')), 'its code makes the session whole', enrolled.status);
  const signIn = async code => {
    jar.cookie = 'x=y';
    const a = await post('/inloggen', formOf((await jar.get('/inloggen')).body, '/inloggen'), { mail: 'a@b.example', wachtwoord: secret });
    if (a.status !== 303) return `password: ${a.status} ${a.text.slice(0, 200)}`;
    const b = await post('/inloggen/code', formOf((await jar.get('/inloggen/code')).body, '/inloggen/code'), { code });
    return b.status;
  };
  is(await signIn(first), 422, 'a code works once');
  clock(60);
  const second = totp(key, now() + 60);
  is(await signIn(second), 303, 'the next one is taken');
  clock(-10 * 60);
  is([await signIn(first), await signIn(second), await signIn(totp(key, now() - 600))], [422, 422, 422], 'a clock set back makes no used code work, nor one from before it');
  clock(4 * 60);
  is(await signIn(totp(key, now() + 240)), 303, 'once the time has come again, codes work');
  clock(-DAY);
  ok((await get(server, link)).status !== 200, 'nor does the link work again');
  clock(0);
  is(await server.stop(), 0, 'the server stops well');
  is((await command('verify', ...more)).code, 0, 'and all is sound');
}

async function work(server) {
  clock(0);
  const me = await somebody(server, 'regisseur'), h = await household(me, 'Huishouden tijd'), p = await person(me, h.sides[0], { called: 'Tijd' }), target = `/werk/personen/${p}/gegevens`;
  const at = async seconds => { clock(seconds); me.cookie = await signIn(server, 'regisseur'); };
  const open = await me.form(target);
  clock(-10 * 60);
  is((await me.post(target, { ...open, address_as: 'iets terug' })).status, 303, 'a form that was opened before the clock was set right is taken');
  const late = await me.form(target);
  clock(-2 * HOUR);
  ok(sent(await me.post(target, { ...late, address_as: 'half getypt' })), 'whoever works when it is set back far has to sign in');
  await at(-2 * HOUR);
  is((await me.form(target)).address_as, 'half getypt', 'and finds what they typed');
  is((await me.post(`${target}?concept`, { ...await me.form(target), address_as: 'bijna getypt' })).status, 204, 'what is typed is kept');
  await at(-3 * HOUR);
  is((await me.form(target)).address_as, 'bijna getypt', 'and stands in its form, also when the clock is set back once more');
  is((await me.post(target, { ...await me.form(target), address_as: 'heel getypt' })).status, 303, 'and is saved');
  const names = [];
  for (const [i, hours] of [-3, -5, 0, -1].entries()) { await at(hours * HOUR); await me.done(`/werk/personen/${p}/bereik`, { kind: 'other', value: `weg${i}.` }); names.push(`weg${i}.`); }
  await at(0);
  const text = (await me.get(`/werk/personen/${p}`)).text;
  none(['heel getypt', ...names].filter(word => !text.includes(word)), 'all of it stands there');
  await at(-6 * HOUR);
  const again = await household(me, 'Huishouden later');
  await at(0);
  const list = (await me.get(PAGE)).body;
  ok(list.includes(again.id) && list.includes(h.id), 'a household that was opened at an earlier hour is in the list as well');
  const sound = await verify(server.data);
  ok(sound.code === 0 && sound.report.backwards > 0, `the journal is one chain, and tells how often the clock went back (${sound.report?.backwards})`, sound.told);
  const numbers = (await journal(server.data)).filter(l => l.chain === 1).map(l => Number(l.number));
  is(new Set(numbers).size, numbers.length, 'no number stands in it twice');
}

/* Keys that are made in the future, and a start in the past. */
async function ahead(server) {
  clock(40 * DAY);
  const data = server.data;
  is(await server.stop(), 0, 'a server stops forty days later');
  const later = await serve({ data, env: moved });
  let epochs = [];
  for (let i = 0; i < 100 && epochs.length < 2; i++) { await sleep(200); epochs = JSON.parse((await command('key', 'report', '--demo', '--data', data, '--json')).out).epochs; }
  ok(epochs.length === 2, 'the keys turn by themselves', JSON.stringify(epochs));
  await sleep(1500);
  const who = await somebody(later, 'regisseur'), first = (await who.get(PAGE)).body.match(/\/werk\/huishoudens\/[0-9a-f-]{36}/)[0];
  ok(letIn(await who.get(first)), 'what lives opens with the new ones');
  clock(-DAY);
  is(await later.stop(), 0, 'it stops with the clock set back');
  const back = await serve({ data, env: moved }), me = new Person(back, await signIn(back, 'regisseur'));
  ok(letIn(await me.get(first)), 'and starts in the past: what was written later opens');
  await me.done('/werk/huishoudens/nieuw', { name: 'In het verleden', mine: 'a' });
  is(await back.stop(), 0, 'people go on working');
  const sound = await verify(data);
  ok(sound.code === 0, 'all is sound', sound.told);
}

testing(async () => {
  if (!shim) { skip('a clock that is set back', 'without faults_clock.so'); return; }
  clock(0);
  const server = await serve({ env: moved });

  await sessions(server);
  await work(server);
  await codes();
  await ahead(server);
});
