// Two processes on one database: people work through both at the same time, and nothing that was promised is lost.
import { is, none, serve, testing } from '../browser/server.mjs';
import { household, person, somebody, textOf, verify } from './faults.mjs';

const EACH = 40;

/* Households with a person each, one after the other; their addresses. */
async function work(who, name) {
  const made = [];
  for (let i = 0; i < EACH; i++) {
    const h = await household(who, `${name} ${i}`);
    made.push({ id: h.id, person: await person(who, h.sides[0], { called: `${name}-${i}` }), called: `${name}-${i}` });
  }
  return made;
}

await testing(async () => {
  const one = await serve(), two = await serve({ data: one.data });
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
  is(await one.stop(), 0, 'the first process stops');
  const last = await household(people[1], 'Daarna');
  is(typeof last.id, 'string', 'the second one goes on');
  await two.stop();
  const said = await verify(one.data);
  is([said.code, said.report?.sound], [0, true], 'all of it is sound');
});
