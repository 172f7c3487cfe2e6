// A disk that is full, a folder that cannot be written, key files that are not as they should be: people read clearly what is
// the matter, nothing is half done, whatever needs no writing goes on, and all is well again once there is room.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, folder, get, has, is, none, ok, program, root, serve, skip, sleep, testing } from '../browser/server.mjs';
import { withDatabase } from '../database.mjs';
import { household, person, somebody, tryToSignIn, verify } from './faults.mjs';

const isRoot = process.getuid() === 0;
/* Stops it; of what it logged only what no disk can explain counts. */
async function stopped(server, name) {
  is([await server.stop(), server.log.filter(l => /sanitizer|assert|signal/i.test(l))], [0, []], `${name}: the server stops well`);
}

/* ---- full, in two ways ---- */

/* Files may grow no further than the database's log is now (ulimit -f, LimitFSIZE). */
function limited() {
  const set = (server, bytes) => execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:`]);
  return { name: 'files at their limit', data: folder(), fill: server => set(server, statSync(path.join(server.data, 'kentering.db-wal')).size), free: server => set(server, 'unlimited') };
}

/* A small disk of its own. NULL: it cannot be made here. */
function small() {
  const at = folder(), data = path.join(at, 'data'), filler = path.join(at, 'filler');
  if (!isRoot || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=700', 'kentering-test', at]).status !== 0) return null;
  mkdirSync(data);
  const free = () => rmSync(filler, { force: true });
  return { name: 'a full disk', data, at, fill: () => spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096']), free, end: () => { spawnSync('umount', ['-l', at]); } };
}

const health = async server => (await get(server, '/healthz')).status;
async function until(server, status) { for (let i = 0; i < 50 && await health(server) !== status; i++) await sleep(100); return health(server); }

/* Writes until one is refused: what still fits where it was before may be taken, and then it is kept. */
async function untilFull(who, target) {
  const taken = [];
  for (let i = 0; i < 400; i++) {
    const word = `vol${i}.`, a = await who.post(target, { ...who.blank, kind: 'other', value: word, who_answers: 'x'.repeat(190) });
    if (a.status === 303) taken.push(word);
    else return { a, taken, refused: word };
  }
  return { taken };
}

async function full(kind) {
  const server = await serve({ data: kind.data }), me = await somebody(server, 'regisseur'), name = kind.name;
  const h = await household(me, 'Huishouden vol'), p = await person(me, h.sides[0], { called: 'Voldaan' }), target = `/werk/personen/${p}/bereik`, page = `/werk/personen/${p}`;
  me.blank = await me.form(target);
  await me.done(target, { kind: 'other', value: 'ervoor.' });
  kind.fill(server);
  const { a, taken, refused } = await untilFull(me, target);
  if (!ok(a?.status === 503 && /Er is niets van bewaard/.test(a.text), `${name}: whoever saves reads that nothing was saved`, a?.status, a?.text.slice(0, 400))) { kind.free(server); return stopped(server, name); }
  is(await until(server, 503), 503, `${name}: the health page tells`);
  is([(await get(server, '/')).status, (await get(server, '/hulp?q=groep')).status, (await get(server, '/inloggen')).status], [200, 200, 200], `${name}: what the public reads goes on`);
  is((await me.get('/werk/eigen')).status, 200, `${name}: and pages of which nothing is written down`);
  const read = await me.get(page);
  ok(read.status === 503 && !read.text.includes('ervoor.') && !read.text.includes('Voldaan'), `${name}: a file is not shown, as nobody could know that it was`, read.status, read.text.slice(0, 300));
  const sign = await tryToSignIn(server);
  ok(sign.status === 422 || sign.status === 503, `${name}: signing in breaks nothing`, sign.status);
  ok(server.log.some(l => /full|could not be saved/i.test(l)), `${name}: the log says what is the matter`, server.log.slice(-5));
  kind.free(server);
  is((await me.fill(target, { kind: 'other', value: 'erna.' })).status, 303, `${name}: with room again people save at once`);
  is(await until(server, 200), 200, `${name}: and the health page says so`);
  const text = (await me.get(page)).text;
  none([...['ervoor.', 'erna.', ...taken].filter(word => !text.includes(word)), ...[refused].filter(word => text.includes(word))], `${name}: what was promised is there, what was refused is not`);
  await stopped(server, name);
  const sound = await verify(kind.data);
  is(sound.code, 0, `${name}: afterwards everything is sound`);
  if (sound.code !== 0) console.log(`# ${sound.told.join('\n# ')}`);
}

/* ---- commands on a full disk ---- */

async function commandsOnFull(kind) {
  const fresh = path.join(kind.at, 'fresh');
  kind.fill();
  const made = await command('offers', 'import', path.join(root, 'data/offers.csv'), '--data', fresh);
  ok(made.code === 1 && /full|cannot be/i.test(made.log), 'an import into a full disk says so', made.code, made.log);
  kind.free();
  rmSync(fresh, { recursive: true, force: true });
  const keys = folder(), [secret, open] = ['secret', 'public'].map(n => path.join(keys, n));
  await command('key', 'pair', secret, open);
  kind.fill();
  const backup = path.join(kind.at, 'night.bak'), said = await command('backup', backup, '--demo', '--data', kind.data, '--to-key', open);
  ok(said.code === 1 && said.log.trim() && !existsSync(backup), 'a backup that does not fit says so, and leaves nothing', said.code, said.log, readdirSync(kind.at));
  is([...readdirSync(kind.at), ...readdirSync(kind.data)].filter(f => /part|\.new/.test(f)), [], 'nor anything of it');
  kind.free();
  const again = await command('backup', backup, '--demo', '--data', kind.data, '--to-key', open);
  ok(again.code === 0, 'with room again it is made', again.log);
  const place = path.join(kind.at, 'place');
  mkdirSync(place);
  for (const f of readdirSync(kind.data).filter(f => f.startsWith('demo.key'))) copyFileSync(path.join(kind.data, f), path.join(place, f));
  chmodSync(place, 0o700);
  kind.fill();
  const back = await command('restore', backup, '--key', secret, '--demo', '--data', place);
  ok(back.code === 1 && back.log.trim() && !existsSync(path.join(place, 'kentering.db')), 'a restore that does not fit says so, and leaves no database', back.code, back.log, readdirSync(place));
  kind.free();
  const late = await command('restore', backup, '--key', secret, '--demo', '--data', place);
  ok(late.code === 0, 'and can be done again', late.log);
}

/* ---- folders and files that cannot be written ---- */

/* Runs the program as somebody without rights; NULL: that cannot be done here. */
function asNobody() {
  const by = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  return isRoot && spawnSync(by[0], [...by.slice(1), program, '--version']).status === 0 ? by : null;
}
const runs = (by, ...args) => new Promise(done => { const [first, ...rest] = [...by, program, ...withDatabase(args)]; execFile(first, rest, { env: { ...process.env, LC_ALL: 'en_US.UTF-8' }, timeout: 30000 },
  (wrong, out, log) => done({ code: wrong ? wrong.code ?? wrong.signal : 0, out, log })); });

async function readOnly(by) {
  const data = folder(), server = await serve({ data });
  is(await server.stop(), 0, 'a folder is filled');
  execFileSync('chown', ['-R', '65534:65534', data]);
  const modes = (dir, file) => { for (const f of readdirSync(data)) chmodSync(path.join(data, f), file); chmodSync(data, dir); };
  modes(0o500, 0o400);
  const said = await runs(by, 'serve', '--demo', '--data', data, '--port', '0');
  ok(said.code === 1 && said.log.includes(data) && /written|rights|read-only|opened/.test(said.log), 'a data folder that cannot be written: refused, and says which', said.code, said.log);
  const checked = await runs(by, 'verify', '--demo', '--data', data);
  ok(checked.code === 1 && checked.log.trim() && !/sanitizer/i.test(checked.log), 'so does verify', checked.code, checked.log);
  modes(0o700, 0o600);
  const again = await serve({ data, by });
  is(await health(again), 200, 'with its rights back it serves');
  await stopped(again, 'the folder');
}

async function keysReadOnly(by) {
  const data = folder(), keys = folder(), master = path.join(keys, 'master.key');
  for (const dir of [data, keys]) execFileSync('chown', ['65534:65534', dir]);
  is((await runs(by, 'user', 'add', '--data', data, '--master-key', master, '--mail', 'a@b.example', '--name', 'A B', '--organisation', 'O', '--role', 'beheer', '--region', 'oost-brabant')).code, 0, 'keys in a folder of their own');
  chmodSync(keys, 0o500);
  const said = await runs(by, 'key', 'rotate', '--data', data, '--master-key', master);
  ok(said.code === 1 && said.log.includes(keys), 'a key ring that cannot be replaced: a rotation says which file', said.code, said.log);
  is((await runs(by, 'verify', '--data', data, '--master-key', master)).code, 0, 'and nothing was half turned');
  const server = await serve({ data, by, demo: false, args: ['--master-key', master] });
  await sleep(2500);
  is([(await get(server, '/hulp')).status, server.log.some(l => l.includes(`${master}.heads`))], [200, true], 'the server goes on, and its log names the file that it cannot write');
  await stopped(server, 'keys that cannot be written');
  chmodSync(keys, 0o700);
  is((await runs(by, 'key', 'rotate', '--data', data, '--master-key', master)).code, 0, 'with its rights back the keys turn');
}

const PARTS = ['', '.ring', '.erased', '.heads'];
const ends = async (data, more = []) => { const said = await runs([], 'serve', '--data', data, '--port', '0', ...more); return { ...said, refused: said.code === 1 && !/sanitizer/i.test(said.log) }; };

async function keysWrong() {
  const at = folder(), make = async name => {
    const data = path.join(at, name), master = path.join(at, `${name}.key`);
    const said = await command('user', 'add', '--data', data, '--master-key', master, '--mail', 'a@b.example', '--name', 'A B', '--organisation', 'O', '--role', 'beheer', '--region', 'oost-brabant');
    if (said.code !== 0) throw new Error(said.log);
    const server = await serve({ data, demo: false, args: ['--master-key', master] });
    await server.stop();
    return { data, master, args: ['--master-key', master] };
  };
  const one = await make('een'), two = await make('twee'), check = () => command('verify', '--data', one.data, ...one.args);
  for (const part of PARTS) {
    const file = one.master + part, kept = readFileSync(file), away = `${file}.weg`;
    renameSync(file, away);
    const missing = await ends(one.data, one.args);
    ok(missing.refused && missing.log.includes(file), `without ${part || 'the master key'} it does not start, and says which file`, missing.code, missing.log);
    ok(!existsSync(file), `and makes no new ${part || 'one'}`);
    renameSync(away, file);
    copyFileSync(two.master + part, file);
    const foreign = await ends(one.data, one.args);
    if (part !== '.erased') ok(foreign.refused && foreign.log.includes(at), `with another installation's ${part || 'master key'} it does not start`, foreign.code, foreign.log);
    for (const [what, bytes] of [['cut off', kept.subarray(0, kept.length >> 1)], ['empty', Buffer.alloc(0)], ['changed', Buffer.from(kept.map((b, i) => i === kept.length >> 1 ? b ^ 1 : b))]]) {
      if (!kept.length || (part === '.heads' && !bytes.length)) continue;             /* one that begins anew is empty */
      writeFileSync(file, bytes);
      const damaged = await ends(one.data, one.args);
      ok(damaged.refused && damaged.log.includes(file), `${part || 'the master key'} ${what}: it does not start, and says which file`, damaged.code, damaged.log);
    }
    writeFileSync(file, kept);
    chmodSync(file, 0o640);
    const open = await ends(one.data, one.args);
    ok(open.refused && open.log.includes(file) && open.log.includes('chmod 600'), `${part || 'the master key'} that others may read: refused, with what to do`, open.code, open.log);
    chmodSync(file, 0o600);
    const sound = await check();
    is(sound.code, 0, `and with its own again all is sound`);
    if (sound.code !== 0) console.log(`# ${sound.log}${sound.out}`);
  }
}

/* PostgreSQL's own disk: full_test. */
async function filled() {
  await full(limited());
  const disk = small();
  if (!disk) skip('a full disk', 'only root can mount a small one');
  else try { await full(disk); await commandsOnFull(disk); } finally { disk.end(); }
}

testing(async () => {
  const by = asNobody(), onServer = Boolean(process.env.KENTERING_DATABASE);
  if (!onServer) await filled();
  if (!by) skip('folders that cannot be written', 'only root can become somebody without rights');
  else { if (!onServer) await readOnly(by); await keysReadOnly(by); }
  await keysWrong();
});
