// A database that may only be read, a standby that is promoted, and a primary that dies under people who write: what can be read is
// read, why nothing can be saved is said, and what was promised is on the server that takes over.
import { command, folder, get, is, none, ok, serve, sleep, testing } from '../browser/server.mjs';
import { useDatabase } from '../database.mjs';
import { Cluster } from './cluster.mjs';
import { formOf, household, person, somebody, tryToSignIn, verify } from './faults.mjs';
import { Writer, check, until } from './writers.mjs';

const READ_ONLY = /database kan op dit moment alleen gelezen worden/;
const both = (a, b) => `postgresql://kentering@${a.address},${b.address}/postgres`;             // the one that may be written to: by itself

async function writersOf(server, count, name) {
  const me = await somebody(server, 'regisseur'), h = await household(me, `Huishouden ${name}`), writers = [];
  for (let i = 0; i < count; i++) writers.push(new Writer(me, `/werk/personen/${await person(me, h.sides[0], { called: `${name}${i}` })}/bereik`, `${name}${i}`));
  return { me, writers };
}

/* ---- set to be read only ---- */

async function readOnly(cluster) {
  const data = folder();
  useDatabase(data, cluster.url);
  const server = await serve({ data }), me = await somebody(server, 'regisseur'), h = await household(me, 'Huishouden dicht'), target = '/werk/huishoudens/nieuw';
  const form = await me.form(target);
  cluster.sql('ALTER SYSTEM SET default_transaction_read_only = on', 'SELECT pg_reload_conf()');
  await sleep(500);
  const refused = await me.post(target, { ...form, name: 'Mag niet', mine: 'a' });
  ok(refused.status === 503 && READ_ONLY.test(refused.text) && /niets van bewaard/.test(refused.text), 'a database that was set to be read only: whoever saves reads why not', refused.status, refused.text.slice(0, 400));
  is((await get(server, '/hulp?q=groep')).status, 200, 'the public reads on');
  is(await until(server, 'not saving', 5000), 'not saving', 'and the health page tells');
  cluster.sql('SET default_transaction_read_only = off', 'ALTER SYSTEM RESET default_transaction_read_only', 'SELECT pg_reload_conf()');
  is(await until(server, 'ok', 5000), 'ok', 'once it may be written again the health page knows before anybody tries');
  is((await me.post(target, { ...form, name: 'Mag weer', mine: 'a' })).status, 303, 'and people save');
  ok((await me.get(`/werk/huishoudens/${h.id}`)).status === 200, 'and read');
  is(await server.stop(), 0, 'the server stops well');
  return data;
}

/* ---- a program that serves from a standby, until it is promoted ---- */

async function fromStandby(primary, data) {
  const standby = await primary.standby('tweede');
  useDatabase(data, primary.url);
  const first = await serve({ data });
  useDatabase(data, standby.url);
  const second = await serve({ data });
  is((await get(second, '/hulp')).status, 200, 'a program starts on a standby, and serves the public');
  is(await until(second, 'not saving', 5000), 'not saving', 'its health page says that it cannot save');
  is((await tryToSignIn(second)).status, 503, 'signing in there breaks nothing');
  const flag = await get(first, '/hulp'), slug = flag.body.match(/href="\/hulp\/([a-z0-9-]+)"/)?.[1], target = `/hulp/${slug}/klopt-niet`;
  const told = await get(second, target, { method: 'POST', body: new URLSearchParams({ ...formOf((await get(second, target)).body, target), reason: 'contact' }) });
  ok(told.status === 503 && /Er is niets van bewaard/.test(told.text), 'nor does a visitor who tells that something is wrong', told.status, told.text.slice(0, 300));
  const csv = (await command('offers', 'export', '--data', data, '--demo')).out;
  ok(csv.length > 1000, 'commands that only read run on a standby');
  const refused = await command('user', 'add', '--demo', '--data', data, '--mail', 'x@y.example', '--name', 'X', '--organisation', 'Wijkteam Voorbeeldwijk', '--role', 'team', '--region', 'oost-brabant');
  ok(refused.code === 1 && /may only be read/.test(refused.log), 'one that writes says why it cannot', refused.code, refused.log);
  /* An offer that changes on the primary is shown from the standby. */
  const line = csv.split('\n')[1], name = line.split(/[;,]/).find(f => f.length > 5);
  primary.sql(`UPDATE offer SET name = 'Vers van de primaire' WHERE id = (SELECT id FROM offer ORDER BY id LIMIT 1)`, 'UPDATE offers_state SET changes = changes + 1', 'NOTIFY kentering');
  let seen = false;
  for (let i = 0; i < 40 && !seen; i++) { seen = (await get(second, '/hulp?q=primaire')).text.includes('Vers van de primaire'); await sleep(100); }
  ok(seen, 'what changes on the primary is soon shown from the standby', name);
  await first.stop();
  primary.stop('fast');
  standby.promote();
  is(await until(second, 'ok', 10000), 'ok', 'promoted, it can save: without a restart of the program');
  const { me, writers } = await writersOf(second, 1, 'daarna'), runs = writers.map(w => w.run());
  await sleep(500);
  for (const w of writers) w.on = false;
  await Promise.all(runs);
  const sums = await check(me, writers, 'people work on it');
  ok(sums.kept > 0 && !sums.refused, `${sums.kept} changes`);
  is(await second.stop(), 0, 'the server stops well');
  const sound = await verify(data);
  is(sound.code, 0, 'all of it is sound');
  if (sound.code !== 0) console.log(`# ${sound.told.join('\n# ')}`);
  return standby;
}

/* ---- the primary dies ---- */

async function failOver(synchronous) {
  const name = synchronous ? 'with a synchronous standby' : 'without one', data = folder();
  const primary = (await Cluster.make()).start(), standby = await primary.standby();
  if (synchronous) primary.sql('ALTER SYSTEM SET synchronous_standby_names = \'reserve\'', 'SELECT pg_reload_conf()');
  useDatabase(data, both(primary, standby));
  const server = await serve({ data }), { me, writers } = await writersOf(server, 4, 'over'), runs = writers.map(w => w.run());
  await sleep(1000);
  if (!synchronous) {                                                  /* the last commits do not reach it */
    standby.sql("ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=1'", 'SELECT pg_reload_conf()');
    await sleep(1500);
  }
  primary.kill();
  const began = Date.now();
  await sleep(200);
  standby.promote();
  is(await until(server, 'ok', 15000), 'ok', `${name}: the primary is killed, the standby promoted: the program finds it by itself (${Date.now() - began} ms)`);
  await sleep(1000);
  for (const w of writers) w.on = false;
  await Promise.all(runs);
  return { data, server, me, writers, name };
}

async function synchronous() {
  const { data, server, me, writers, name } = await failOver(true);
  const sums = await check(me, writers, `${name}: no change that was acknowledged is lost, none that was refused is there`);
  ok(sums.kept > 20, `${name}: ${sums.kept} promises, ${sums.refused} refusals, ${sums.unknown} that nobody could know`);
  is(await server.stop(), 0, 'the server stops well');
  const sound = await verify(data);
  is(sound.code, 0, `${name}: everything is sound`);
  if (sound.code !== 0) console.log(`# ${sound.told.join('\n# ')}`);
}

/* What the standby did not have is gone. That it is gone must not stay hidden, however much is written afterwards. */
async function asynchronous() {
  const { data, server, me, writers, name } = await failOver(false);
  const pages = await Promise.all(writers.map(w => me.get(w.target.replace('/bereik', ''))));
  const lost = writers.flatMap((w, i) => w.kept.filter(word => !pages[i].text.includes(word)));
  ok(lost.length > 0, `${name}: what the standby did not have is lost, as the handbook says (${lost.length} changes in 1.5 s without replication)`);
  ok(server.log.some(l => /saved are gone from the database/.test(l)), `${name}: the log tells at once`, server.log.slice(-5));
  is(await server.stop(), 0, 'the server stops well');
  const found = async when => {
    const said = await verify(data);
    ok(said.code === 1 && said.report?.findings.some(f => f.what === 'tail_missing' || f.what === 'other_tail'), `${name}: verify tells ${when}`, said.code, said.told);
  };
  await found('that the end of the journal is another one');
  const again = await serve({ data }), who = (await writersOf(again, 1, 'later')).writers[0], run = who.run();
  await sleep(1000);
  who.on = false;
  await run;
  ok(who.kept.length > 0, `${name}: people go on working`);
  is(await again.stop(), 0, 'the server stops well');
  await found('it still, whatever is written afterwards');
  const accepted = await command('journal', 'accept-loss', '--data', data, '--demo', '--reason', 'uitwijk'), sound = await verify(data);
  is([accepted.code, sound.code], [0, 0], `${name}: until the administrator accepts it, with a line in the journal`);
}

testing(async () => {
  const primary = (await Cluster.make()).start();
  const data = await readOnly(primary);
  await fromStandby(primary, data);
  await synchronous();
  await asynchronous();
});
