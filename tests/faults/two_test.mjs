// Two processes on one database: people work through both at the same time, and nothing that was promised is lost.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, folder, get, is, none, ok, serve, sleep, testing } from '../browser/server.mjs';
import { household, journal, person, somebody, textOf, verify } from './faults.mjs';

const EACH = 40, EDITS = 30, SEEN_MS = 2000;

/* Households with a person each, one after the other; their addresses. */
async function work(who, name) {
  const made = [];
  for (let i = 0; i < EACH; i++) {
    const h = await household(who, `${name} ${i}`);
    made.push({ id: h.id, person: await person(who, h.sides[0], { called: `${name}-${i}` }), called: `${name}-${i}` });
  }
  return made;
}

/* All of them change the same person through both processes at once: each time at most one of those who read the same version. */
async function conflict(people) {
  const h = await household(people[0], 'Samen'), p = await person(people[0], h.sides[0], { called: 'Samen' }), target = `/werk/personen/${p}/gegevens`;
  const both = people.slice(0, 2), odd = [];
  let saved = 0, conflicts = 0, last = null;
  for (let i = 0; i < EDITS; i++) {
    const forms = await Promise.all(both.map(who => who.form(target)));
    const answers = await Promise.all(both.map((who, k) => who.post(target, { ...forms[k], called: `Samen${i}van${k}` })));
    const done = answers.map((a, k) => a.status === 303 ? k : -1).filter(k => k >= 0);
    saved += done.length;
    conflicts += answers.filter(a => a.status === 409).length;
    if (done.length !== 1) odd.push(`turn ${i}: ${answers.map(a => a.status)}`);
    else last = `Samen${i}van${done[0]}`;
    odd.push(...answers.filter(a => ![303, 409].includes(a.status)).map(a => `turn ${i}: ${a.status} ${a.text.slice(0, 100)}`));
  }
  none(odd, `who changes the same at the same time: one saves, the other is shown both (${saved} saved, ${conflicts} conflicts)`);
  const page = await both[1].get(`/werk/personen/${p}`);
  ok(textOf(page.body).includes(last), 'and the last that was saved stands there', last);
  const lines = (await journal(one.data)).filter(l => l.object_kind === 'person' && l.object === p && l.event === 'update');
  is(lines.length, saved, 'the journal has a line for each');
}

/* What a third process changes both show soon: they are told. */
async function offers(servers) {
  const file = path.join(folder(), 'offers.csv'), all = JSON.parse((await command('offers', 'export', '--format', 'json', '--data', servers[0].data, '--demo')).out);
  const { id } = all.find(o => /groep/i.test(o.name)) ?? all[0];
  for (const word of ['Zeeduivel', 'Grutto', 'Smient']) {
    writeFileSync(file, `id,name\n${id},${word} voor iedereen\n`);
    const said = await command('offers', 'import', file, '--data', servers[0].data, '--demo'), began = Date.now();
    if (!ok(said.code === 0, 'an offer is changed on the command line', said.log)) return;
    const waited = await Promise.all(servers.map(async s => {
      while (Date.now() - began < 10000 && !(await get(s, `/hulp?q=${word}`)).text.includes(`${word} voor iedereen`)) await sleep(50);
      return Date.now() - began;
    }));
    ok(waited.every(ms => ms < SEEN_MS), `both processes show it within two seconds (${waited.join(' and ')} ms)`);
    await sleep(1100);
  }
}

let one;
await testing(async () => {
  one = await serve();
  const two = await serve({ data: one.data });
  const people = [await somebody(one, 'regisseur'), await somebody(two, 'regisseur'), await somebody(one, 'team'), await somebody(two, 'team')];
  const made = await Promise.all(people.map((who, i) => work(who, `Proces${i}`)));
  const wrong = [];
  for (const [i, list] of made.entries())
    for (const m of list) {
      const a = await people[i ^ 1].get(`/werk/personen/${m.person}`);                /* of the same person, by the other process */
      if (a.status !== 200 || !textOf(a.body).includes(m.called)) wrong.push(`${m.called}: ${a.status}`);
    }
  is(made.flat().length, 4 * EACH, 'everybody could go on working');
  none(wrong, 'and the other process shows it');
  await conflict(people);
  await offers([one, two]);
  is(await one.stop(), 0, 'the first process stops');
  const last = await household(people[1], 'Daarna');
  is(typeof last.id, 'string', 'the second one goes on');
  await two.stop();
  const said = await verify(one.data);
  is([said.code, said.report?.sound], [0, true], 'all of it is sound');
});
