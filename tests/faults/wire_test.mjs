// What somebody who means harm sends over the wire: cookies, tokens and links that are not theirs, fields that nobody asked
// for, addresses that lead elsewhere, numbers tried one by one.
import { randomBytes } from 'node:crypto';
import { PASSWORD, command, get, has, is, none, ok, raw, serve, signIn, testing } from '../browser/server.mjs';
import { sqlOf } from '../database.mjs';
import { cookieLines, cookiesOf } from '../cookies.mjs';
import { Person, formOf, household, person, somebody } from './faults.mjs';

const sql = (server, text) => sqlOf(server.data, text);
const PAGE = '/werk/huishoudens';
const letIn = a => a.status === 200 && !a.headers.has('location');
const sent = a => a.status === 303 && a.headers.get('location').startsWith('/inloggen?terug=');
/* Everything that somebody could compare, but what is new each time. */
const same = a => JSON.stringify([a.status, [...a.headers].filter(([name]) => name !== 'date'), a.body.replace(/name="form_token" value="[^"]+"/g, '')]);

/* ---- cookies ---- */

async function forged(server, real) {
  const [name, token] = real.split(/=(.*)/), flip = at => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
  const made = [flip(0), flip(20), token.slice(0, -1), `${token}A`, token.toUpperCase(), token.split('').reverse().join(''), randomBytes(32).toString('base64url'),
    randomBytes(32).toString('base64url'), 'A'.repeat(43), '', '0', 'null', `${token}%00`, `"${token}"`, '../../etc/passwd', "' OR 1=1 --", '_'.repeat(3000)];
  const wrong = [];
  for (const value of made) {
    const a = await new Person(server, `${name}=${value}`).get(PAGE);
    if (!sent(a) || a.headers.has('set-cookie')) wrong.push(`${value.slice(0, 60)}: ${a.status}`);
  }
  for (const cookie of [`${real}; ${real}`, `${name}=x; ${real}`, `${real}; ${name}=x`, `x${real}`, `${real}x`]) if (!sent(await new Person(server, cookie).get(PAGE))) wrong.push(`lets in: ${cookie}`);
  none(wrong, 'a forged cookie, or one of two, opens nothing');
  ok(letIn(await new Person(server, `a=b; ${real}; c=d`).get(PAGE)), 'and a real one does, among others');
}

async function replayed(server) {
  const who = await somebody(server, 'team');
  const out = await who.fill(PAGE, {}, '/uitloggen');
  is([out.status, /Max-Age=0/.test(out.headers.get('set-cookie'))], [303, true], 'signing out takes the cookie away');
  ok(sent(await who.get(PAGE)), 'and one that was kept opens nothing');
  const first = await somebody(server, 'gemeente'), second = await somebody(server, 'gemeente');
  await second.done('/werk/eigen', {}, '/werk/eigen/overal-uit');
  ok(sent(await first.get('/werk')) && sent(await second.get('/werk')), 'signing out everywhere ends all of them');
}

/* As a browser, with these headers; what it answers and the cookie of the session that it sets. */
async function signInWith(server, role, headers = {}, more = {}) {
  const page = await get(server, '/inloggen', { headers }), form = formOf(page.body, '/inloggen');
  const answer = await get(server, '/inloggen', { method: 'POST', headers, body: new URLSearchParams({ ...form, mail: `${role}@demo.invalid`, wachtwoord: PASSWORD, ...more }) });
  return { answer, cookie: cookiesOf(answer).find(c => c.startsWith('kentering=')) ?? '' };
}

async function fixed(server) {
  const chosen = randomBytes(32).toString('base64url'), { cookie } = await signInWith(server, 'team', { cookie: `kentering=${chosen}` });
  ok(cookie && !cookie.includes(chosen), 'a cookie that somebody put there is replaced when they sign in');
  ok(sent(await new Person(server, `kentering=${chosen}`).get(PAGE)), 'and never becomes theirs');
  const attacker = await somebody(server, 'politie'), form = formOf((await get(server, '/inloggen')).body, '/inloggen');
  const a = await attacker.post('/inloggen', { ...form, mail: 'team@demo.invalid', wachtwoord: PASSWORD });
  ok([303, 422].includes(a.status) && !a.headers.has('set-cookie'), 'a session of somebody else that was put there is not signed in over', a.status);
  ok((await attacker.get('/werk/eigen')).text.includes('Mark Dekkers'), 'and stays whose it was');
}

async function foreign(server, other) {
  const there = await somebody(other, 'team');
  ok(letIn(await there.get(PAGE)) && sent(await new Person(server, there.cookie).get(PAGE)), 'a cookie of another installation opens nothing here');
}

/* ---- tokens and links ---- */

async function tokens(server, other, me, mine) {
  const target = `/werk/personen/${mine.person}/gegevens`, own = await me.form(target), colleague = await somebody(server, 'team');
  const theirs = (await colleague.form(`${PAGE}/nieuw`)).form_token, elsewhere = (await me.form(`${PAGE}/nieuw`)).form_token;
  const twin = (await somebody(server, 'regisseur')), abroad = await (await somebody(other, 'regisseur')).form(`${PAGE}/nieuw`);
  const flipped = own.form_token.slice(0, 30) + (own.form_token[30] === 'A' ? 'B' : 'A') + own.form_token.slice(31);
  const tries = { none: '', 'of another session of mine': (await twin.form(target)).form_token, "a colleague's": theirs, 'of another page': elsewhere,
    'of another installation': abroad.form_token, 'of the public': (await get(server, '/inloggen')).body.match(/name="form_token" value="([^"]+)"/)[1], forged: flipped, short: own.form_token.slice(0, 20) };
  const wrong = [];
  for (const [name, form_token] of Object.entries(tries)) {
    const a = await me.post(target, { ...own, called: 'Anders', form_token });
    if (a.status !== 422 && a.status !== 403) wrong.push(`${name}: ${a.status}`);
  }
  const cross = await me.post(target, { ...own, called: 'Anders' }, { headers: { 'sec-fetch-site': 'cross-site' } });
  if (cross.status === 303) wrong.push('sent from another site');
  none(wrong, 'a form with a token that is not of this page and session changes nothing');
  ok(!(await me.get(`/werk/personen/${mine.person}`)).text.includes('Anders'), 'and nothing was changed');
  is((await me.post(target, own)).status, 303, 'with its own it is taken');
  const bearer = await get(server, '/api/v1/openapi.json', { headers: { authorization: `Bearer ${me.cookie.split('=')[1]}` } });
  ok(bearer.status !== 500, 'a cookie as a key breaks nothing');
}

async function links(server) {
  const said = await command('user', 'add', '--demo', '--data', server.data, '--mail', 'nieuw@voorbeeld.invalid', '--name', 'Nieuw Voorbeeld', '--organisation', 'Wijkteam Voorbeeldwijk', '--role', 'team', '--region', 'oost-brabant');
  const link = said.out.trim().split('\n').pop().replace(/^https?:\/\/[^/]+/, '');
  if (!ok(said.code === 0 && link.startsWith('/uitnodiging/'), 'an invitation is made', said.log)) return;
  const token = link.split('/').pop(), unknown = await get(server, `/uitnodiging/${randomBytes(32).toString('base64url')}`), shape = a => [a.status, a.text];
  is(shape(await get(server, link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A'))), shape(unknown), 'a link that is one letter off is not there');
  ok(sent(await new Person(server, `kentering=${token}`).get(PAGE)), 'a link is no cookie');
  const cookie = (await signIn(server, 'team')).split('=')[1];
  is(shape(await get(server, `/uitnodiging/${cookie}`)), shape(unknown), 'and a cookie is no link');
  const form = formOf((await get(server, link)).body, link), secret = 'lantaarn-zwaluw-kompas-7';
  const taken = await get(server, link, { method: 'POST', body: new URLSearchParams({ ...form, username: 'fg@demo.invalid', mail: 'fg@demo.invalid', account: '1', wachtwoord: secret, wachtwoord2: secret }) });
  is(taken.status, 303, 'a link is taken once');
  is(shape(await get(server, link)), shape(unknown), 'and is then as if it had never been');
  const again = await get(server, link, { method: 'POST', body: new URLSearchParams({ ...form, wachtwoord: `${secret}9`, wachtwoord2: `${secret}9` }) });
  ok(again.status !== 303, 'also for whoever had its form open', again.status);
  const own = await signInWith(server, 'fg');
  is(own.answer.status, 303, "another account's name in its form changed nothing for that one");
  const other = await get(server, '/inloggen', { method: 'POST', body: new URLSearchParams({ ...formOf((await get(server, '/inloggen')).body, '/inloggen'), mail: 'fg@demo.invalid', wachtwoord: secret }) });
  is(other.status, 422, 'nor did the password become theirs');
}

/* ---- fields that nobody asked for ---- */

async function roles(server, me, mine) {
  const more = { role: 'fg', roles: 'fg', rol: 'fg', needs: 'anybody', reach: 'all', region: 'heel-nederland', purpose: 'direction', half: '0', proved: '1', id: mine.household, compartment: '0'.repeat(32), _method: 'DELETE' };
  const { cookie } = await signInWith(server, 'team', {}, { ...more, post: mine.post, account: mine.post });
  const team = new Person(server, cookie), wrong = [];
  const barred = async (who, when) => { for (const target of ['/fg/bewaren', '/fg/logboek', '/beheer/collega-s', '/werk/team']) { const a = await who.get(target); if (a.status !== 404) wrong.push(`${when}: ${target} is ${a.status}`); } };
  await barred(team, 'signed in with a role in the form');
  for (const [target, answers] of [['/werk/eigen', {}], [`${PAGE}/nieuw`, { name: 'Gewoon', mine: 'a' }]]) {
    const a = await team.fill(target, { ...answers, ...more, ...answers });
    if (![303, 422, 400].includes(a.status)) wrong.push(`${target}: ${a.status}`);
    await barred(team, target);
  }
  const choose = await team.get('/inloggen/werkplek'), token = choose.body.match(/action="\/inloggen\/werkplek"[\s\S]*?name="form_token" value="([^"]+)"/)?.[1] ?? '';
  const stolen = await team.post('/inloggen/werkplek', { form_token: token, post: mine.post, terug: '/' });
  if (stolen.status === 303 && !stolen.headers.get('location').startsWith('/inloggen')) wrong.push(`another's post is taken: ${stolen.headers.get('location')}`);
  await barred(team, "another's post");
  none(wrong, 'no field of a form makes somebody what they are not');
  is((await sql(server, `SELECT count(*) FROM post WHERE role = 'fg'`)), '1', 'and nobody got a role');
}

/* What says whose a row is does not come from a form. */
async function owners(server, me, mine, theirs) {
  const where = "SELECT hex(compartment) FROM person WHERE id = x'" + mine.person.replaceAll('-', '') + "'", before = await sql(server, where);
  const target = `/werk/personen/${mine.person}`, more = { compartment: theirs.compartment, person: theirs.person, id: theirs.person, region: 'elders', organisation: theirs.person };
  await me.fill(`${target}/gegevens`, { called: 'Eigen', ...more });
  is(await sql(server, where), before, 'a person stays in their compartment');
  await me.fill(`${target}/bereik`, { kind: 'other', value: 'klop op het raam', ...more });
  await me.fill(`${target}/adres`, { kind: 'post', street: 'Dijk', secret: 'yes', ...more });
  const page = await me.get(target);
  ok(page.text.includes('klop op het raam') && page.text.includes('Dijk'), 'what is added to a person stands with that person');
  is(await sql(server, "SELECT count(*) FROM contact_way WHERE person = x'" + theirs.person.replaceAll('-', '') + "'"), '0', 'and not with somebody else, whatever the form says');
  const nothing = same(await me.get('/werk/personen/00000000-0000-4000-8000-000000000000'));
  is(same(await me.get(`/werk/personen/${theirs.person}`)), nothing, 'who one may not see looks exactly like who is not there');
}

/* ---- headers and addresses ---- */

const EVIL = ['//evil.example', 'https://evil.example/', 'HTTPS:evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', ' //evil.example', 'javascript:alert(1)', 'data:text/html,x',
  '/werk\r\nSet-Cookie: kwaad=1', '/werk\nLocation: https://evil.example', '/%0d%0aSet-Cookie: kwaad=1', '/\u0000//evil.example', '/..//evil.example', '/.//evil.example', '///evil.example', 'evil.example', '@evil.example', '/werk?x=\r\n\r\n<script>'];
/* Where a browser would go. */
const leaves = location => new URL(location, 'http://ons.invalid/inloggen').origin !== 'http://ons.invalid';
const dirty = a => [...a.headers].some(([name, value]) => /kwaad|\n|\r/.test(`${name}${value}`)) || cookieLines(a).some(c => c.includes('kwaad'));

async function ways(server, who) {
  const wrong = [];
  for (const terug of EVIL) {
    const asked = await get(server, `/inloggen?terug=${encodeURIComponent(terug)}`);
    if (dirty(asked) || ![200, 400].includes(asked.status)) wrong.push(`GET ${JSON.stringify(terug)}: ${asked.status}`);
    const there = await who.get(`/inloggen?terug=${encodeURIComponent(terug)}`);
    if (dirty(there) || (there.headers.has('location') && leaves(there.headers.get('location')))) wrong.push(`signed in already, ${JSON.stringify(terug)}: ${there.headers.get('location')}`);
    for (const target of ['/inloggen/code', '/inloggen/opnieuw', '/inloggen/werkplek']) {
      const a = await who.get(`${target}?terug=${encodeURIComponent(terug)}`);
      if (dirty(a) || a.status >= 500 || (a.headers.has('location') && leaves(a.headers.get('location')))) wrong.push(`${target} ${JSON.stringify(terug)}: ${a.status} ${a.headers.get('location')}`);
    }
  }
  for (const terug of EVIL.slice(0, 12)) {
    const { answer } = await signInWith(server, 'huisarts', {}, { terug });
    if (answer.status === 303 && (dirty(answer) || leaves(answer.headers.get('location')))) wrong.push(`after signing in, ${JSON.stringify(terug)}: ${answer.headers.get('location')}`);
  }
  none(wrong, 'nobody is sent to another site, and no header is written');
}

async function headers(server, me, mine) {
  const bad = 'Boef\r\nSet-Cookie: kwaad=1\r\n\r\n<script>kwaad()</script>', wrong = [];
  for (const [target, answers] of [[`${PAGE}/nieuw`, { name: bad, mine: 'a' }], [`/werk/personen/${mine.person}/gegevens`, { called: bad }], ['/werk/eigen', { name: bad }]]) {
    const a = await me.fill(target, answers);
    if (dirty(a) || a.status >= 500 || a.body.includes('<script>kwaad')) wrong.push(`${target}: ${a.status}`);
    if (a.status !== 303) continue;
    const page = await me.get(a.headers.get('location'));
    if (dirty(page) || page.body.includes('<script>kwaad')) wrong.push(`${a.headers.get('location')}: shown as it came`);
  }
  for (const target of ['/werk/%0d%0aSet-Cookie:%20kwaad=1', '/werk/huishoudens/%0aSet-Cookie:kwaad=1', '/werk/huishoudens?na=%0d%0aSet-Cookie:kwaad=1']) {
    const a = await raw(server.port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nCookie: ${me.cookie}\r\nConnection: close\r\n\r\n`);
    if (/^set-cookie/im.test(a.split('\r\n\r\n')[0]) || /^HTTP\/1.1 5/.test(a)) wrong.push(`${target}: ${a.slice(0, 100)}`);
  }
  const host = await raw(server.port, `GET ${PAGE} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
  if (/evil/.test(host)) wrong.push(`the host that was asked for: ${host.slice(0, 300)}`);
  none(wrong, 'names, paths and hosts write no header and no mark-up');
  await me.fill('/werk/eigen', { name: 'Ilse Maas' });
}

/* ---- two at once ---- */

async function together(server, me, mine) {
  const target = `/werk/personen/${mine.person}/gegevens`, other = await somebody(server, 'regisseur');
  const [first, second] = [await me.form(target), await other.form(target)];
  is((await me.post(target, { ...first, called: 'Eerste', languages: 'nl' })).status, 303, 'who is first saves');
  const merge = await other.post(target, { ...second, called: 'Tweede', address_as: 'Rustig aan' });
  ok(merge.status === 409 && merge.text.includes('Eerste') && merge.body.includes('Tweede') && merge.body.includes('Rustig aan'), 'who is second sees both, with what they typed', merge.status, merge.text.slice(0, 500));
  const page = await me.get(`/werk/personen/${mine.person}`);
  ok(page.text.includes('Eerste') && !page.text.includes('Tweede'), 'nothing was overwritten');
  const form = formOf(merge.body, target);
  is([form.called, form.languages, form.version !== second.version], ['Tweede', '', true], 'the merged form holds what was typed and the newer version');
  is((await other.post(target, { ...form, languages: 'nl' })).status, 303, 'sent again it is saved');
  const open = await me.form(target), all = await Promise.all(Array.from({ length: 12 }, (_, i) => me.post(target, { ...open, called: `Samen${i}` })));
  const saved = all.map((a, i) => a.status === 303 ? i : -1).filter(i => i >= 0);
  ok(saved.length === 1 && all.every(a => [303, 409].includes(a.status)), 'of twelve at the same moment one saves, and the others are told', all.map(a => a.status));
  has((await me.get(`/werk/personen/${mine.person}`)).text, `Samen${saved[0]}`, 'and it is that one that stands there');
  const address = await me.done(`/werk/personen/${mine.person}/adres`, { kind: 'home', street: 'Sluis', secret: 'yes' }) && (await me.get(`/werk/personen/${mine.person}`)).body.match(/\/werk\/adressen\/[0-9a-f-]{36}/)[0];
  const stale = await me.form(address, `${address}/einde`);
  await me.fill(address, { street: 'Sluisweg' });
  const late = await me.post(`${address}/einde`, stale);
  ok(late.status === 409, 'what was changed meanwhile is not ended unseen', late.status, late.text.slice(0, 200));
}

/* ---- numbers tried one by one ---- */

async function numbers(server, me, mine, theirs) {
  const hidden = '0611112222', nobody = '0633334444', target = `/werk/personen/${mine.person}/bereik`;
  await theirs.who.done(`/werk/personen/${theirs.person}/bereik`, { kind: 'phone', value: hidden });
  const [a, b] = [await me.fill(target, { kind: 'phone', value: hidden }), await me.fill(target, { kind: 'phone', value: nobody })];
  is(same(a), same(b), 'adding a number that somebody else has answers exactly like one that nobody has');
  is(a.status, 303, 'both are added');
  const finds = async phone => same(await me.fill('/werk/zoeken', { phone })).replaceAll(phone, '');
  is(await finds('0655556666'), await finds('0677778888'), 'looking for numbers that nobody has gives one answer');
  await theirs.who.done(`/werk/personen/${theirs.person}/bereik`, { kind: 'phone', value: '0655556666' });
  is(await finds('0655556666'), await finds('0677778888'), 'and so does one of somebody whom one may not see');
  const statuses = [];
  for (let i = 0; i < 70 && !statuses.some(s => s !== 303); i++) statuses.push((await me.fill(target, { kind: 'phone', value: `069${String(i).padStart(7, '0')}` })).status);
  ok(statuses.at(-1) !== 303 && statuses.length <= 61, 'trying many is stopped within the hour', `${statuses.length} tries, then ${statuses.at(-1)}`);
  const stopped = [await me.fill(target, { kind: 'phone', value: hidden }), await me.fill(target, { kind: 'phone', value: '0612121212' })].map(x => same(x).replaceAll(/06\d{8}/g, ''));
  is(stopped[0], stopped[1], 'and says nothing by that either');
  const late = await me.fill('/werk/zoeken', { phone: nobody });
  ok(late.status === 429 && late.text.includes('het afgelopen uur heel vaak'), 'looking for them is stopped as well, and says why', late.status, late.text.slice(0, 300));
  is(await server.stop(), 0, 'the server stops well');
}

testing(async () => {
  const server = await serve(), other = await serve();
  const me = await somebody(server, 'regisseur'), team = await somebody(server, 'team');
  const h = await household(me, 'Huishouden mijn'), t = await household(team, 'Huishouden hun');
  const post = await sql(server, "SELECT lower(hex(id)) FROM post WHERE role = 'fg'");
  const mine = { household: h.id, person: await person(me, h.sides[0], { called: 'Mijn' }), post: post.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
  const theirs = { who: team, person: await person(team, t.sides[0], { called: 'Hun' }) };
  theirs.compartment = await sql(server, "SELECT lower(hex(compartment)) FROM person WHERE id = x'" + theirs.person.replaceAll('-', '') + "'");
  await forged(server, me.cookie);
  await replayed(server);
  await fixed(server);
  await foreign(server, other);
  await tokens(server, other, me, mine);
  await links(server);
  await roles(server, me, mine);
  await owners(server, me, mine, theirs);
  await ways(server, me);
  await headers(server, me, mine);
  await together(server, me, mine);
  await numbers(server, me, mine, theirs);
});
