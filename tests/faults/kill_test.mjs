// The plug is pulled while people write, again and again. This process is the other one, which remembers what was promised:
// every change that was answered is there afterwards, whole; every page that was received has its line in the journal.
// KENTERING_SEED=N repeats the moments of a run.
import { is, none, ok, serve, sleep, testing } from '../browser/server.mjs';
import { sqlOf } from '../database.mjs';
import { household, journal, long, person, somebody, textOf, verify } from './faults.mjs';

const ROUNDS = long ? 200 : 20, WRITERS = 16, READERS = 4, LEAST_MS = 20, MOST_MS = 600, VERIFY_EVERY = long ? 10 : 1;
const seed = Number(process.env.KENTERING_SEED ?? Date.now() % 1e6);
let state = seed;
const random = () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };      /* the same moments for the same seed */

const times = (text, part) => text.split(part).length - 1;

/* ---- what is written ----
 * Every kind says how often its word stands on the page of the person when all of it was saved. */

let phones = 0;
const KINDS = {
  contact: { path: 'bereik', answers: word => ({ kind: 'other', value: word, hours: word, who_answers: word }), times: 4 },
  phone: { path: 'bereik', answers: word => ({ kind: 'phone', value: `06${String(++phones).padStart(8, '0')}`, hours: word, who_answers: word, anyway: 'yes' }), times: 2 },
  address: { path: 'adres', answers: word => ({ kind: 'post', street: word, note: word, secret: 'yes' }), times: 3 },
  edit: { path: 'gegevens', answers: word => ({ called: word, given_names: word, address_as: word }), times: 4, anew: true },
};
const EDIT_EVERY = 4, ADDING = ['contact', 'phone', 'address'];

/* Sends until the line is dead. `promised` grows when an answer is here; what is under way stands in `open`. */
async function write(w, round) {
  const target = `/werk/personen/${w.person}/${w.kind.path}`;
  w.promised = [];
  w.open = null;
  for (let n = 0, form = null; ; n++) {
    const word = `[r${round}w${w.number}n${n}]`;
    try {
      if (!form || w.kind.anew) form = await w.who.form(target);
      w.open = word;
      w.next = w.kind.answers(word);
      const a = await w.who.post(target, { ...form, ...w.next });
      if (a.status !== 303) { w.wrong = `${target}: ${a.status} ${a.text.slice(0, 300)}`; return; }
      w.promised.push(word);
      w.sent = { person: w.person, ...w.next };
      w.open = null;
    } catch { return; }
  }
}

/* Pages that came whole, to the end of what the server said that it would send. */
async function read(r) {
  for (;;) {
    try {
      const a = await r.who.get(`/werk/personen/${r.person}`);
      if (a.status === 200 && a.body.trimEnd().endsWith('</html>')) r.received++;
    } catch { return; }
  }
}

/* ---- what is there afterwards ---- */

function* lost(w, text) {
  if (w.wrong) yield w.wrong;
  if (w.kind.anew) {
    const allowed = [w.promised.at(-1) ?? w.before, w.open].filter(Boolean), there = allowed.filter(word => text.includes(word));
    if (there.length !== 1 || times(text, there[0]) < 3) yield `writer ${w.number}: wanted ${allowed}, found ${text.match(/\[r\d+w\d+n\d+\]/g)}`;
    w.before = there[0];
    return;
  }
  for (const word of w.promised) if (times(text, word) !== w.kind.times) yield `${word} was promised, and is there ${times(text, word)} of ${w.kind.times} times`;
  if (w.open && ![0, w.kind.times].includes(times(text, w.open))) yield `${w.open} was not promised, and is there by half: ${times(text, w.open)} of ${w.kind.times}`;
}

async function pagesOf(persons) {
  const texts = new Map();
  for (const [id, who] of persons) {
    const a = await who.get(`/werk/personen/${id}`);
    if (a.status !== 200) throw new Error(`a person's page is ${a.status}: ${a.text.slice(0, 300)}`);
    texts.set(id, textOf(a.body.replace(/<title>[\s\S]*?<\/title>/, '')));
  }
  return texts;
}

/* Read lines of that person, as the dead server left them. */
const linesOf = (data, id) => Number(sqlOf(data, `SELECT count(*) FROM journal WHERE verb = 'read' AND record_id = x'${id.replaceAll('-', '')}'`));

/* ---- the rounds ---- */

const cast = { writers: [], readers: [], people: [], sides: [] };

async function prepare(server) {
  cast.people = [await somebody(server, 'regisseur'), await somebody(server, 'team')];
  for (const who of cast.people) cast.sides.push((await household(who, `Huishouden ${cast.sides.length}`)).sides[0]);
  for (let i = 0; i < WRITERS; i++) {
    const which = i % cast.people.length, who = cast.people[which], edits = i % EDIT_EVERY === 0;
    const w = { number: i, which, who, kind: KINDS[edits ? 'edit' : ADDING[i % ADDING.length]] };
    if (edits) { w.before = `[r0w${i}n0]`; w.person = await person(who, cast.sides[which], { called: w.before.replaceAll(/[[\]]/g, '') }); }
    if (edits) await who.done(`/werk/personen/${w.person}/gegevens`, KINDS.edit.answers(w.before));
    cast.writers.push(w);
  }
}

/* New persons for what only grows, so that pages stay short. */
async function fresh(round) {
  const persons = [];
  for (const [i, who] of cast.people.entries()) persons.push(await person(who, cast.sides[i], { called: `Ronde${round}van${i}` }));
  for (const w of cast.writers) if (!w.kind.anew) w.person = persons[w.which];
  cast.readers = Array.from({ length: READERS }, (_, i) => ({ who: cast.people[i % 2], person: persons[i % 2], received: 0 }));
  return persons;
}

async function pull(server, round) {
  const all = [...cast.writers.map(w => write(w, round)), ...cast.readers.map(read)];
  const ms = LEAST_MS + Math.floor(random() * (MOST_MS - LEAST_MS));
  await sleep(ms);
  await server.stop('SIGKILL');
  await Promise.all(all);
  return ms;
}

async function unread(data, persons) {
  const wrong = [];
  for (const id of persons) {
    const received = cast.readers.filter(r => r.person === id).reduce((n, r) => n + r.received, 0), lines = linesOf(data, id);
    if (lines < received) wrong.push(`${received} pages of ${id} were received, ${lines} stand in the journal`);
  }
  return wrong;
}

const totals = { promised: 0, open: 0, kept: 0, received: 0 };

async function oneRound(server, round) {
  const persons = await fresh(round), ms = await pull(server, round), data = server.data;
  const wrong = await unread(data, persons), check = round % VERIFY_EVERY === 0;
  const early = check && round % 2 ? await verify(data) : null;                  /* by turns on what lies there, and while it serves again */
  const again = await serve({ data });
  for (const who of cast.people) who.server = again;
  const texts = await pagesOf(new Map(cast.writers.map(w => [w.person, w.who])));
  for (const w of cast.writers) wrong.push(...lost(w, texts.get(w.person)));
  const sound = check ? early ?? await verify(data) : { code: 0, told: [] };
  if (sound.code !== 0) wrong.push('verify:', ...sound.told);
  totals.promised += cast.writers.reduce((n, w) => n + w.promised.length, 0);
  totals.open += cast.writers.filter(w => w.open).length;
  totals.kept += cast.writers.filter(w => w.open && texts.get(w.person).includes(w.open)).length;
  totals.received += cast.readers.reduce((n, r) => n + r.received, 0);
  none(wrong, `round ${round}, ${ms} ms: what was promised is there whole, what was read is written down`);
  return again;
}

/* All of it once more, long after. */
async function everything(server, history) {
  const wrong = [];
  for (const { who, id, words } of history) {
    const text = textOf((await who.get(`/werk/personen/${id}`)).body);
    for (const word of words) if (!text.includes(word)) wrong.push(`${word} is gone`);
  }
  none(wrong, 'at the end every promise of every round still stands');
  const lines = await journal(server.data);
  ok(lines.filter(l => l.event === 'read' && l.object_kind === 'person').length >= totals.received, 'and the exported journal tells of every page');
  const w = cast.writers.filter(one => one.kind === KINDS.phone && one.sent).at(-1), page = await w.who.fill('/werk/zoeken', { phone: w.sent.value });
  ok(page.body.includes(`/werk/personen/${w.sent.person}"`), 'who got a number just before the end is found by it', page.text.slice(0, 500));
}

testing(async () => {
  console.log(`# seed ${seed}`);
  let server = await serve();
  await prepare(server);
  const history = [];
  for (let round = 1; round <= ROUNDS; round++) {
    server = await oneRound(server, round);
    for (const w of cast.writers.filter(w => !w.kind.anew)) history.push({ who: w.who, id: w.person, words: w.promised });
  }
  await everything(server, history);
  const sound = await verify(server.data);
  is(sound.code, 0, 'and the journal, rights, keys and sealed values are sound', sound.told);
  ok(totals.promised >= ROUNDS * 10 && totals.received >= ROUNDS, `${totals.promised} promises, ${totals.open} under way when it ended (${totals.kept} of them saved), ${totals.received} pages read`);
});
