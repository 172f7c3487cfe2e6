// The way to the database's server is slow, frozen, or breaks at the worst moment: between a COMMIT and its answer. Pages of the
// public go on, nobody waits for ever, and what people are told about their work is true.
import { folder, get, is, none, ok, serve, sleep, testing } from '../browser/server.mjs';
import { useDatabase } from '../database.mjs';
import { Cluster, proxyTo } from './cluster.mjs';
import { household, person, somebody, textOf, verify } from './faults.mjs';

const times = (text, part) => text.split(part).length - 1;
const timed = async work => { const began = Date.now(), a = await work(); return { ...a, ms: Date.now() - began }; };
const isCommit = text => /COMMIT\0/.test(text);
const UNKNOWN = /niet of het bewaard is/, NOT_SAVED = /niets van bewaard/;

async function world(server) {
  const me = await somebody(server, 'regisseur'), h = await household(me, 'Huishouden traag'), p = await person(me, h.sides[0], { called: 'Traag' });
  const page = `/werk/personen/${p}`, target = `${page}/bereik`, blank = await me.form(target);
  return { me, page, target, save: word => timed(() => me.post(target, { ...blank, kind: 'other', value: word })) };
}
const wordsOn = async w => textOf((await w.me.get(w.page)).body);
/* How often something was saved: a page says everything more than once. */
const saves = (w, text, word) => times(text, word) / w.each;

/* ---- slow and frozen ---- */

async function slow(server, proxy, w) {
  proxy.lag = 150;
  const pages = await Promise.all(Array.from({ length: 20 }, () => timed(() => get(server, '/hulp?q=groep'))));
  ok(pages.every(a => a.status === 200 && a.ms < 3000), 'answers of the database take long: what the public reads does not wait for it', Math.max(...pages.map(a => a.ms)));
  const saved = await w.save('langzaam.');
  w.each = times(await wordsOn(w), 'langzaam.');
  is([saved.status, w.each > 0], [303, true], `whoever saves waits a little (${saved.ms} ms), and has saved`);
  proxy.lag = 0;
}

async function frozen(server, proxy, w) {
  proxy.frozen = true;
  const work = Array.from({ length: 6 }, () => timed(() => w.me.get('/werk/huishoudens')));
  await sleep(200);
  const pages = await Promise.all(Array.from({ length: 40 }, () => timed(() => get(server, '/hulp?q=groep'))));
  ok(pages.every(a => a.status === 200 && a.ms < 3000), 'no answer comes at all: what the public reads is there at once', Math.max(...pages.map(a => a.ms)));
  const waited = await Promise.all(work);
  ok(waited.every(a => a.status === 503 && a.ms < 45000), 'whoever works waits for some seconds and is told', waited.map(a => `${a.status} ${a.ms} ms`));
  const later = await timed(() => w.me.get('/werk/huishoudens'));
  ok(later.status === 503 && later.ms < 15000, `and the next one sooner (${later.ms} ms)`);
  proxy.frozen = false;
  proxy.cut();
  const began = Date.now();
  let a;
  while (Date.now() - began < 10000 && (a = await w.me.get('/werk/huishoudens')).status !== 200) await sleep(100);
  is(a.status, 200, `once answers come again so do the pages (after ${Date.now() - began} ms)`);
}

/* ---- between a COMMIT and its answer ---- */

/* Does that to the first COMMIT with this word's change on its line; after that everything is as it was. */
async function atCommit(proxy, w, word, how, then) {
  let done = false;
  proxy.onQuery = text => {
    if (done || !/commit_mark/.test(text) || !isCommit(text)) return null;
    done = true;
    then?.();
    return how;
  };
  const a = await w.save(word);
  proxy.onQuery = null;
  return { ...a, done };
}

async function answerLost(proxy, w) {
  for (const word of ['kwijt1.', 'kwijt2.', 'kwijt3.']) {
    const a = await atCommit(proxy, w, word, 'drop');
    is([a.done, a.status, saves(w, await wordsOn(w), word)], [true, 303, 1], `it was saved, and its answer lost: that is found out, and told (${a.ms} ms)`);
  }
  for (const word of ['weg1.', 'weg2.', 'weg3.']) {
    const a = await atCommit(proxy, w, word, 'cut');
    is([a.done, a.status, saves(w, await wordsOn(w), word)], [true, 303, 1], `it never arrived: that is found out, and it is saved once (${a.ms} ms)`);
  }
}

async function nobodyKnows(proxy, w) {
  for (const [word, how, there] of [['raadsel1.', 'drop', 1], ['raadsel2.', 'cut', 0]]) {
    const a = await atCommit(proxy, w, word, how, () => { proxy.refuse = true; setTimeout(proxy.cut, 50); });
    ok(a.done && a.status === 503 && UNKNOWN.test(a.text) && !NOT_SAVED.test(a.text), `the database stays away after it: that nobody knows is what is told (${a.ms} ms)`, a.status, a.text?.slice(0, 300));
    ok(!/Laad daarna deze pagina opnieuw|Load this page again/i.test(a.text), 'and nobody is advised to send it again');
    proxy.refuse = false;
    let text = '';
    for (let i = 0; i < 100 && !text.includes('langzaam.'); i++) { text = await wordsOn(w); await sleep(100); }
    is(saves(w, text, word), there, there ? 'it was there' : 'it was not');
  }
}

/* The connection of a reader breaks in the middle of a page: it is made once more, from its beginning. */
async function midPage(proxy, w) {
  const odd = [];
  let cuts = 0;
  for (let wanted = 0; wanted < 40; wanted++) {
    let seen = -1, reader = null;
    proxy.onQuery = (text, line) => {
      if (text.includes('REPEATABLE READ') && reader === null) reader = line;
      if (reader !== line || ++seen !== wanted) return null;
      cuts++;
      return 'cut';
    };
    const page = await w.me.get(w.page), parts = [page.status, page.body.split('</html>').length - 1, page.body.split('<h1').length - 1, page.headers.get('content-type')];
    if (JSON.stringify(parts) !== JSON.stringify([200, 1, 1, 'text/html; charset=utf-8'])) odd.push(`cut at ${wanted}: ${parts}`);
  }
  proxy.onQuery = null;
  none(odd, `a connection that breaks while a page is made, at whatever moment: the page comes whole (${cuts} times)`);
  ok(cuts > 5, 'it did break');
}

/* A standby that must have it is not there: the server itself does not answer its COMMIT. */
async function standbyMissing(cluster, w) {
  cluster.sql('ALTER SYSTEM SET synchronous_standby_names = \'reserve\'', 'SELECT pg_reload_conf()');
  await sleep(300);
  const a = await w.save('wacht.');
  ok(a.status === 503 && UNKNOWN.test(a.text) && a.ms < 60000, `a synchronous standby that is missing: whoever saves is told that nobody knows yet (${a.ms} ms)`, a.status, a.text?.slice(0, 300));
  cluster.sql('ALTER SYSTEM RESET synchronous_standby_names', 'SELECT pg_reload_conf()');
  await sleep(500);
  is((await w.save('daarna.')).status, 303, 'without it people save again');
  const text = await wordsOn(w);
  ok(saves(w, text, 'wacht.') <= 1 && saves(w, text, 'daarna.') === 1, 'and nothing is there twice');
}

testing(async () => {
  const cluster = (await Cluster.make()).start(), proxy = await proxyTo(cluster.port), data = folder();
  useDatabase(data, proxy.url);
  const server = await serve({ data }), w = await world(server);
  await slow(server, proxy, w);
  await answerLost(proxy, w);
  await midPage(proxy, w);
  await nobodyKnows(proxy, w);
  await standbyMissing(cluster, w);
  await frozen(server, proxy, w);
  none(server.log.filter(l => /sanitizer|runtime error/.test(l)), 'the program met no error of its own');
  is(await server.stop(), 0, 'the server stops well');
  const sound = await verify(data);
  is(sound.code, 0, 'and everything is sound');
  if (sound.code !== 0) console.log(`# ${sound.told.join('\n# ')}`);
});
