// The database's server is killed, restarted, and away for a while, under people who read and write: what the public reads goes
// on, whoever saves reads that it was not, nothing that was answered is lost, and all is well again by itself.
import path from 'node:path';
import { folder, get, is, none, ok, serve, sleep, testing } from '../browser/server.mjs';
import { useDatabase } from '../database.mjs';
import { Cluster } from './cluster.mjs';
import { household, person, somebody, tryToSignIn, verify } from './faults.mjs';
import { Writer, check, until } from './writers.mjs';

const PUBLIC = ['/', '/hulp', '/hulp?q=groep', '/en/hulp', '/hsds/services', '/over'];
const BACK_MS = 5000;

async function cast(server, count) {
  const me = await somebody(server, 'regisseur'), h = await household(me, 'Huishouden weg'), writers = [];
  for (let i = 0; i < count; i++) writers.push(new Writer(me, `/werk/personen/${await person(me, h.sides[0], { called: `Weg${i}` })}/bereik`, `w${i}`));
  return { me, writers };
}

async function killed(cluster, server) {
  const { me, writers } = await cast(server, 4), runs = writers.map(w => w.run());
  await sleep(700);
  cluster.kill();
  await sleep(300);
  const shown = [];
  for (const target of PUBLIC) shown.push((await get(server, target)).status);
  is(shown, PUBLIC.map(() => 200), 'without its database the public reads on');
  const page = await me.get('/werk/huishoudens');
  ok(page.status === 503 && /database is op dit moment niet bereikbaar/.test(page.text) && page.headers.get('retry-after'), 'who works reads in words what is the matter', page.status, page.text.slice(0, 300));
  const tried = await tryToSignIn(server);
  is(tried.status, 503, 'signing in breaks nothing', tried.text.slice(0, 300));
  ok(!/database/i.test(tried.text) && /over een paar minuten/.test(tried.text), 'and the public reads only to try again', tried.text.slice(0, 300));
  ok(server.log.some(l => l.includes(`port ${cluster.port} failed`)), 'and the log says why it does not come back', server.log.slice(-3));
  is(await until(server, 'silent', 3000), 'silent', 'the health page tells within seconds');
  await sleep(1000);
  const refused = writers.reduce((n, w) => n + w.refused.length, 0);
  ok(refused > 0, `whoever saves reads that nothing was saved (${refused} times)`);
  await cluster.startAgain();
  const began = Date.now();
  is(await until(server, 'ok', BACK_MS), 'ok', 'once it is back, so is the health page');
  while (Date.now() - began < BACK_MS && (await me.get('/werk/huishoudens')).status !== 200) await sleep(50);
  ok(Date.now() - began < BACK_MS, `and the work, without a restart (after ${Date.now() - began} ms)`);
  await sleep(500);
  for (const w of writers) w.on = false;
  await Promise.all(runs);
  const sums = await check(me, writers, 'all that was promised is there, nothing that was refused');
  ok(sums.kept > 20, `${sums.kept} promises, ${sums.refused} refusals, ${sums.unknown} that nobody could know`);
}

async function restarted(cluster, server) {
  const { me, writers } = await cast(server, 4), runs = writers.map(w => w.run());
  for (const mode of ['fast', 'immediate', 'fast']) {
    await sleep(400);
    cluster.restart(mode);
  }
  await sleep(400);
  for (const w of writers) w.on = false;
  await Promise.all(runs);
  const sums = await check(me, writers, 'restarted three times under load: all that was promised is there, nothing that was refused');
  ok(sums.kept > 20 && sums.unknown === 0, `${sums.kept} promises, ${sums.refused} refusals; of all it is known`, sums);
}

/* After a power cut: a manager of services waits for us, and we for the database. */
async function awaited(cluster, data) {
  cluster.kill();
  let up = false;
  const starting = serve({ data, env: { NOTIFY_SOCKET: path.join(data, 'nobody') } }).then(s => { up = true; return s; });
  await sleep(2500);
  is(up, false, 'as a service it waits for a database that is not there yet');
  await cluster.startAgain();
  const server = await starting;
  is((await get(server, '/hulp')).status, 200, 'and serves once it is');
  ok(server.log.filter(l => l.includes('failed: Connection refused')).length === 1, 'having said once why it waited', server.log);
  is(await server.stop(), 0, 'the server stops well');
}

/* Each connection is ended by an administrator, many times: nobody notices. */
async function ended(cluster, server) {
  const { me, writers } = await cast(server, 2), runs = writers.map(w => w.run());
  const pages = [];
  for (let i = 0; i < 15; i++) {
    cluster.sql('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = \'kentering\'');
    const page = await me.get('/werk/huishoudens'), whole = page.body.split('</html>').length === 2 && page.body.split('<h1').length === 2;
    pages.push(whole ? page.status : `${page.status}, not one whole page`);
    await sleep(60);
  }
  for (const w of writers) w.on = false;
  await Promise.all(runs);
  none(pages.filter(s => s !== 200), 'connections that an administrator ends come back before anybody notices');
  const sums = await check(me, writers, 'and what was written through them is there');
  is([sums.refused, sums.unknown], [0, 0], `none of ${sums.kept} changes was refused`);
}

testing(async () => {
  const cluster = (await Cluster.make()).start(), data = folder();
  useDatabase(data, cluster.url);
  const server = await serve({ data });
  await killed(cluster, server);
  await restarted(cluster, server);
  await ended(cluster, server);
  none(server.log.filter(l => /sanitizer|runtime error/.test(l)), 'the program met no error of its own');
  is(await server.stop(), 0, 'the server stops well');
  await awaited(cluster, data);
  const sound = await verify(data);
  is(sound.code, 0, 'and everything is sound');
  if (sound.code !== 0) console.log(`# ${sound.told.join('\n# ')}`);
});
