// A word that stands in every sealed text of every household stands nowhere where somebody could find it who has no keys: not in
// the database, its log ahead, what was logged, a backup, or what is left when the program is killed; plain or in another coding.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, folder, is, none, ok, program, serve, skip, sleep, testing } from '../browser/server.mjs';
import { cookiesOf } from '../cookies.mjs';
import { formOf, linked, Person, somebody } from './faults.mjs';

const WORD = 'ZEEHONDENCRECHE', HOUSEHOLDS = 8;
const PAGES = { regisseur: 250, team: 150, veiligthuis: 20, aanbieder: 20 };

/* ---- codings ---- */

/* What of a base64 text does not depend on what stands around the word. */
function base64s(word, coding) {
  return [0, 1, 2].map(shift => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(word)]), text = bytes.toString(coding);
    return text.slice(Math.ceil(shift * 4 / 3), Math.floor(bytes.length * 4 / 3));
  });
}
const utf16be = text => Buffer.from(text, 'utf16le').swap16();

/* Name and bytes of each way in which a word can stand in a file. */
function codings(word) {
  const hex = Buffer.from(word).toString('hex'), found = [['plain', Buffer.from(word)], ['lower case', Buffer.from(word.toLowerCase())], ['hex', Buffer.from(hex)], ['HEX', Buffer.from(hex.toUpperCase())],
    ['UTF-16LE', Buffer.from(word, 'utf16le')], ['UTF-16BE', utf16be(word)], ['UTF-32', Buffer.from([...word].flatMap(c => [c.charCodeAt(0), 0, 0, 0]))],
    ['backwards', Buffer.from([...word].reverse().join(''))], ['turned by 13', Buffer.from(word.replace(/[A-Z]/g, c => String.fromCharCode((c.charCodeAt(0) - 52) % 26 + 65)))], ['percent', Buffer.from([...Buffer.from(word)].map(b => `%${b.toString(16).toUpperCase()}`).join(''))]];
  for (const coding of ['base64', 'base64url']) base64s(word, coding).forEach((text, i) => found.push([`${coding} at ${i}`, Buffer.from(text)]));
  return found;
}

/* Where the word stands in a file, by coding: a megabyte at a time, with what a word may hang over. */
function* foundIn(file, needles) {
  const fd = openSync(file, 'r'), part = 1 << 20, over = 256, buffer = Buffer.alloc(part + over);
  for (let at = 0, n; (n = readSync(fd, buffer, 0, part + over, at)) > 0; at += part)
    for (const [name, bytes] of needles) if (buffer.subarray(0, n).includes(bytes)) yield `${path.basename(file)}: ${name} (near byte ${at})`;
  closeSync(fd);
}
const filesIn = dir => readdirSync(dir, { withFileTypes: true }).flatMap(f => f.isDirectory() ? filesIn(path.join(dir, f.name)) : f.isFile() ? [path.join(dir, f.name)] : []);
const search = (files, needles) => files.flatMap(f => existsSync(f) && statSync(f).size ? [...foundIn(f, needles)] : []);

/* ---- the world ---- */

/* What a role can read, as far as so many pages: how many held the word. */
async function readAll(server, role, most) {
  const who = await somebody(server, role), queue = ['/werk', '/werk/huishoudens'], seen = new Set(queue);
  let held = 0;
  for (let n = 0; queue.length && n < most; n++) {
    const page = await who.get(queue.shift());
    held += page.body.includes(WORD);
    for (const before of ['/werk/huishoudens', '/werk/personen', '/werk/kanten', '/werk/adressen', '/werk/bereik', '/werk/leden'])
      for (const id of linked(page.body, before)) for (const target of [`${before}/${id}`, ...before === '/werk/personen' ? [`${before}/${id}/gegevens`] : []]) if (!seen.has(target)) { seen.add(target); queue.push(target); }
  }
  return { who, held, seen: [...seen] };
}

/* Changes, drafts, searches and mistakes: what is typed goes other ways than what is read. */
async function work(who, seen) {
  const target = seen.find(t => t.endsWith('/gegevens')), address = target.replace('/gegevens', '/adres'), contact = target.replace('/gegevens', '/bereik'), form = await who.form(target);
  const taken = await who.post(target, { ...form, address_as: `${WORD} gewijzigd` });
  await who.post(target, { ...form, called: `${WORD} te laat` });
  await who.post(`${target}?concept`, { ...await who.form(target), address_as: `${WORD} concept` });
  await who.fill(address, { kind: 'geen', street: `${WORD} straat` });
  await who.fill(contact, { kind: 'mail', value: `${WORD}@voorbeeld.invalid`, who_answers: WORD });
  await who.fill('/werk/zoeken', { mail: `${WORD}@voorbeeld.invalid` });
  await who.fill('/werk/zoeken', { surname: WORD, birth: '1980-02-03' });
  await who.fill('/werk/nood', { surname: WORD, birth: '1980-02-03', reason: `${WORD} roept` }).catch(() => {});
  await who.get(`/werk/huishoudens?na=${WORD}`);
  await who.get(`/werk/${WORD}`);
  return taken.status;
}

/* Somebody is referred, in words that stand in every field, and given back. How many pages held the word. */
async function refers(who) {
  const where = await who.done('/werk/verwijzen?aanbod=carrousselgroep-eindhoven', { called: WORD, phone: '06 12345678', hours: WORD, who_answers: WORD, neutral: WORD, place: WORD, handover: WORD,
    request: WORD, situation: WORD, situation_ground: 'consent', consent: 'spoken', consent_words: WORD, aim: 'send' }, '/werk/verwijzen');
  await who.done(`${where}/stap?wat=return`, { reason: 'full', note: WORD }, `${where}/stap`);
  await who.fill(`${where}/geven`, { mail: `${WORD}@voorbeeld.invalid` });
  const pages = await Promise.all([where, '/werk', '/werk/verwijzingen'].map(target => who.get(target)));
  return pages.filter(p => p.body.includes(WORD)).length;
}

/* Somebody signs up, and the desk reads it. */
async function signs_up(server) {
  const who = new Person(server, ''), form = await who.form('/aanmelden');
  await sleep(2500);                                         /* nobody fills in three fields faster */
  const taken = await who.post('/aanmelden', { ...form, campagne: 'praten-helpt', reach: '06 12345678', hours: WORD, place: 'Eindhoven', alias: WORD, remark: WORD });
  if (taken.status !== 200) throw new Error(`signing up: ${taken.status} ${taken.text?.slice(0, 400)}`);
  await sleep(2500);                                         /* the process with keys takes it in */
  const desk = await somebody(server, 'aanmeldpunt'), list = await desk.get('/werk/aanmeldingen');
  const pages = await Promise.all(linked(list.body, '/werk/aanmeldingen').map(id => desk.get(`/werk/aanmeldingen/${id}`)));
  return pages.some(p => p.body.includes(WORD));
}

/* Somebody talks by chat, and the desk answers: the talk stays open, so that its lines are there to be found. */
async function chats(server) {
  const desk = await somebody(server, 'aanmeldpunt'), days = new Date().toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'Europe/Amsterdam' }).toLowerCase(), who = new Person(server, '');
  await desk.fill('/werk/chat/uren', { days, opens: '0:00', closes: '24:00' });
  await desk.post('/werk/chat/aan', formOf((await desk.get('/werk/chat')).body, '/werk/chat/aan'));
  const form = await who.form('/chat');
  await sleep(2500);                                         /* nobody fills in a form faster */
  const begun = await who.post('/chat', { ...form, place: 'Eindhoven' });
  [who.cookie] = cookiesOf(begun);                           /* once: a browser sends it by its path */
  const list = (await desk.get('/werk/chat')).body, take = list.match(/action="(\/werk\/chat\/[0-9a-f-]+)\/neem"/)[1];
  await desk.post(`${take}/neem`, formOf(list, `${take}/neem`));
  await who.post('/chat/bericht', { ...formOf((await who.get('/chat')).body, '/chat/bericht'), text: `${WORD} zegt de bezoeker` });
  await desk.post(`${take}/bericht`, { ...formOf((await desk.get(take)).body, `${take}/bericht`), text: `${WORD} zegt de collega` });
  const read = [await who.get('/chat'), await desk.get(take)];
  return read.every(p => p.body.includes(`${WORD} zegt de bezoeker`) && p.body.includes(`${WORD} zegt de collega`));
}

/* ---- killed ---- */

const pattern = () => { try { return readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim(); } catch { return ''; } };
/* Where a core of that process could lie. */
function cores(pid, since, dirs) {
  const said = pattern(), where = said.startsWith('/') ? path.dirname(said) : null;
  return [...dirs, where, '/var/lib/systemd/coredump', '/var/crash'].filter(d => d && existsSync(d)).flatMap(d => readdirSync(d).map(f => path.join(d, f)))
    .filter(f => /core/.test(path.basename(f)) && (f.includes(String(pid)) || /core$/.test(f)) && statSync(f).isFile() && statSync(f).mtimeMs >= since);
}

async function killed(server, dirs) {
  const since = Date.now() - 1000, pid = server.child.pid, limits = readFileSync(`/proc/${pid}/limits`, 'utf8').match(/Max core file size\s+(\S+)\s+(\S+)/);
  is(limits.slice(1), ['0', '0'], 'the program may leave no core');
  is(await server.stop('SIGABRT'), 'SIGABRT', 'it is killed in a way that would leave one');
  await sleep(500);
  is(cores(pid, since, dirs), [], 'and there is none');
}

/* ---- its memory ---- */

/* As the same user without rights: who could trace any other program of theirs. */
async function memory() {
  const by = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'], peek = pid => spawnSync(by[0], [...by.slice(1), 'sh', '-c', `head -c 1 /proc/${pid}/maps && dd if=/proc/${pid}/mem bs=1 count=1 skip=4096; head -c 1 /proc/${pid}/environ`], { encoding: 'utf8' });
  if (process.getuid() !== 0 || spawnSync(by[0], [...by.slice(1), program, '--version']).status !== 0) { skip('reading its memory', 'only root can become somebody without rights'); return; }
  const data = folder();
  execFileSync('chown', ['65534:65534', data]);
  const server = await serve({ data, by }), plain = spawnSync(by[0], [...by.slice(1), 'sh', '-c', 'head -c 1 /proc/self/maps'], { encoding: 'utf8' });
  ok(plain.stdout.length === 1, 'somebody without rights can look into a program of their own');
  const a = peek(server.child.pid);
  ok(a.status !== 0 && a.stdout.length === 0, 'but not into this one, though it is theirs', a.status, a.stdout, a.stderr);
  is(await server.stop(), 0, 'it stops well');
}

testing(async () => {
  const data = folder(), needles = codings(WORD), own = folder();
  writeFileSync(path.join(data, 'holidays.csv'), 'date,name_nl,name_en\n2000-01-01,Lang geleden,Long ago\n');     /* a chat is closed on holidays */
  const proof = search([program], [['plain', Buffer.from('kentering')]]);
  ok(proof.length > 0 && search([program], needles).length === 0, 'the search finds what is there');
  is(await (await serve({ data })).stop(), 0, 'a folder has its accounts');
  const made = await command('synth', '--data', data, '--demo', '--households', String(HOUSEHOLDS), '--seed', '7', '--canary', WORD);
  if (!ok(made.code === 0, 'households are made that hold a word everywhere', made.log)) return;
  none(search(filesIn(data), needles), 'it stands nowhere in what was made');
  const server = await serve({ data });
  let held = 0, changed = null;
  for (const [role, most] of Object.entries(PAGES)) {
    const all = await readAll(server, role, most);
    held += all.held;
    if (!changed && all.seen.some(t => t.endsWith('/gegevens'))) changed = await work(all.who, all.seen);
  }
  ok(held > HOUSEHOLDS, `people read it on ${held} pages`);
  is(changed, 303, 'and write it');
  is(await refers(await somebody(server, 'team')), 3, 'who refers reads it on the pages of the referral, and on lists');
  ok(await signs_up(server), 'the desk reads what somebody who signed up wrote');
  ok(await chats(server), 'both sides of a chat read what was typed');
  none(search(filesIn(data), needles), 'while it serves it stands nowhere: database, its log ahead, keys');
  none(server.log.filter(l => needles.some(([, bytes]) => l.includes(bytes.toString('latin1')))), 'nor in what it logs');
  await command('key', 'pair', path.join(own, 'secret'), path.join(own, 'public'));
  const backup = path.join(own, 'night.bak'), kept = await command('backup', backup, '--data', data, '--demo', '--to-key', path.join(own, 'public'));
  is(kept.code, 0, 'a backup is made');
  none(search([backup], needles), 'it does not stand in the backup');
  const exported = await command('journal', 'export', '--data', data, '--demo', '--format', 'json');
  none(needles.filter(([, bytes]) => exported.out.includes(bytes.toString('latin1'))).map(([name]) => name), 'nor in the exported journal');
  await killed(server, [data, process.cwd(), own]);
  none(search(filesIn(data), needles), 'nor in what the killed program left');
  const verified = await command('verify', '--data', data, '--demo');
  ok(verified.code === 0 && !verified.out.includes(WORD), 'and all of it is sound', verified.out);
  await memory();
});
