// The disk of the database's server is full: whoever saves reads that nothing was, reading goes on, and all is well once there is
// room. First only where the tables lie, then everything, so that the server itself goes down over it.
import { execFileSync } from 'node:child_process';
import { folder, get, is, none, ok, serve, skip, sleep, testing } from '../browser/server.mjs';
import { useDatabase } from '../database.mjs';
import { Cluster, smallDisk } from './cluster.mjs';
import { household, person, somebody, verify } from './faults.mjs';
import { health, until } from './writers.mjs';

/* Writes until one is refused. */
async function untilFull(me, target, blank) {
  const taken = [];
  for (let i = 0; i < 3000; i++) {
    const word = `vol${i}.`, a = await me.post(target, { ...blank, kind: 'other', value: word, who_answers: 'x'.repeat(190) });
    if (a.status === 303) taken.push(word);
    else return { a, taken, refused: word };
  }
  return { taken };
}

async function full(name, cluster, disk) {
  const data = folder();
  useDatabase(data, cluster.url);
  const server = await serve({ data }), me = await somebody(server, 'regisseur'), h = await household(me, 'Huishouden vol'), p = await person(me, h.sides[0], { called: 'Voldaan' });
  const page = `/werk/personen/${p}`, target = `${page}/bereik`, blank = await me.form(target);
  disk.fill();
  const { a, taken, refused } = await untilFull(me, target, blank);
  ok(a?.status === 503 && /niets van bewaard/.test(a.text), `${name}: whoever saves reads that nothing was saved`, a?.status, a?.text.slice(300, 1500));
  is([(await get(server, '/')).status, (await get(server, '/hulp?q=groep')).status], [200, 200], `${name}: what the public reads goes on`);
  if (cluster.alive) is((await me.get('/werk/eigen')).status, 200, `${name}: and pages of which nothing is written down`);
  ok(['not saving', 'silent'].includes(await until(server, 'not saving', 3000)), `${name}: the health page tells`);
  await sleep(2500);
  ok(['not saving', 'silent'].includes(await health(server)), `${name}: as long as it lasts`);
  ok(server.log.some(l => /full|could not be saved|cannot be reached/i.test(l)), `${name}: the log says what is the matter`, server.log.slice(-5));
  disk.free();
  console.log(`# ${name}: the server of the database is ${cluster.alive ? 'there still' : 'down'}`);
  if (!cluster.alive) await cluster.startAgain();
  is(await until(server, 'ok', 15000), 'ok', `${name}: with room again the health page says so by itself`);
  is((await me.post(target, { ...blank, kind: 'other', value: 'erna.' })).status, 303, `${name}: and people save`);
  const text = (await me.get(page)).text;
  none([...['erna.', ...taken].filter(word => !text.includes(word)), ...[refused].filter(word => text.includes(word))], `${name}: what was promised is there (${taken.length}), what was refused is not`);
  is(await server.stop(), 0, `${name}: the server stops well`);
  const sound = await verify(data);
  is(sound.code, 0, `${name}: everything is sound`);
  if (sound.code !== 0) console.log(`# ${sound.told.join('\n# ')}`);
}

testing(async () => {
  const tables = smallDisk(48), all = tables && smallDisk(160);
  if (!tables || !all) { skip('a full disk under PostgreSQL', 'only root can mount a small one'); return; }
  const cluster = (await Cluster.make()).start();
  cluster.sql(`CREATE TABLESPACE small LOCATION '${tables.at}'`, 'ALTER SYSTEM SET default_tablespace = small', 'SELECT pg_reload_conf()');
  await full('where the tables lie', cluster, tables);
  execFileSync('chmod', ['755', all.at]);
  const other = (await Cluster.make({ at: all.at, settings: ['wal_recycle = off', 'min_wal_size = 32MB', 'max_wal_size = 48MB'] })).start();
  await full('everywhere', other, all);
});
