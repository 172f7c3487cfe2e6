// PostgreSQL servers that a test may kill, fill and promote, and a way to them that can be cut, slowed and frozen. Each lies in a
// folder of its own and is gone with the test. As root they run as the user of Debian's package, whom they insist on.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ending, sleep } from '../browser/server.mjs';

const root = process.getuid() === 0, LIB = '/usr/lib/postgresql';
const programs = path.join(LIB, existsSync(LIB) ? readdirSync(LIB).sort((a, b) => a - b).at(-1) : '', 'bin');
const as = (program, args) => root ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
const run = (program, ...args) => execFileSync(...as(path.join(programs, program), args), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });

/* Below those that the system gives to whoever connects: nobody takes it meanwhile. */
export const freePort = () => new Promise(done => {
  const port = 15000 + Math.floor(Math.random() * 15000), s = net.createServer();
  s.once('error', () => done(freePort())).listen(port, '127.0.0.1', () => s.close(() => done(port)));
});

/* A folder that the server's user owns, gone at the end. `at`: under this one. */
function place(at = os.tmpdir()) {
  const folder = mkdtempSync(path.join(at, 'kentering-cluster-'));
  if (root) execFileSync('chown', ['postgres', folder]);
  return folder;
}

export class Cluster {
  /* A new one. `settings`: lines of postgresql.conf; `at`: the folder to lie in. */
  static async make({ settings = [], at } = {}) {
    const c = new Cluster(place(at), await freePort());
    run('initdb', '-D', c.data, '-A', 'trust', '-U', 'kentering', '--no-locale', '-E', 'UTF8', '--no-sync');
    c.set(...settings);
    return c;
  }

  constructor(folder, port) {
    Object.assign(this, { folder, port, data: path.join(folder, 'data') });
    ending(async () => { this.stop('immediate'); rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); });
  }

  get address() { return `127.0.0.1:${this.port}`; }
  get url() { return `postgresql://kentering@${this.address}/postgres`; }
  set(...lines) { appendFileSync(path.join(this.data, 'postgresql.conf'), `${lines.join('\n')}\n`); }
  reload() { run('pg_ctl', '-D', this.data, 'reload'); }
  get log() { try { return readFileSync(path.join(this.data, 'log'), 'utf8'); } catch { return ''; } }

  start() {
    run('pg_ctl', '-D', this.data, '-l', path.join(this.data, 'log'), '-w', '-t', '60', 'start', '-o',
      `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${this.folder} -c max_connections=60 -c shared_buffers=16MB -c synchronous_commit=on`);
    return this;
  }
  stop(mode = 'fast') { try { run('pg_ctl', '-D', this.data, '-m', mode, '-w', 'stop'); } catch { /* it is down */ } }
  restart(mode = 'fast') { run('pg_ctl', '-D', this.data, '-m', mode, '-w', 'restart', '-l', path.join(this.data, 'log')); }

  get pid() { return Number(readFileSync(path.join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]); }
  get alive() { try { run('pg_ctl', '-D', this.data, 'status'); return true; } catch { return false; } }
  /* As when the plug is pulled, for all of its processes. */
  kill() {
    const pid = this.pid, children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.trim().split(/\s+/).map(Number);
    for (const one of [pid, ...children]) try { process.kill(one, 'SIGKILL'); } catch { /* gone already */ }
  }
  /* After kill: once its last process has let go. */
  async startAgain() {
    for (let i = 0; ; i++) try { return this.start(); } catch (e) { if (i === 50) throw e; await sleep(100); }
  }

  sql(...texts) { return execFileSync(path.join(programs, 'psql'), ['-qAtX', this.url, ...texts.flatMap(t => ['-c', t])], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim(); }
  /* Likewise, without waiting. */
  sqlLater(text) { return new Promise(done => execFile(path.join(programs, 'psql'), ['-qAtX', this.url, '-c', text], (wrong, out) => done(wrong ? null : out.trim()))); }

  /* A standby of this one, started. `name`: as synchronous_standby_names knows it. */
  async standby(name = 'reserve') {
    const c = new Cluster(place(), await freePort());
    run('pg_basebackup', '-D', c.data, '-h', '127.0.0.1', '-p', String(this.port), '-U', 'kentering', '-X', 'stream', '-c', 'fast', '-R', '--no-sync');
    chmodSync(c.data, 0o700);
    appendFileSync(path.join(c.data, 'postgresql.auto.conf'), `primary_conninfo = 'host=127.0.0.1 port=${this.port} user=kentering application_name=${name}'\n`);
    return c.start();
  }
  promote() { run('pg_ctl', '-D', this.data, '-w', 'promote'); }
}

/* A small disk that a cluster can fill. NULL: it cannot be made here. */
export function smallDisk(megabytes) {
  const at = mkdtempSync(path.join(os.tmpdir(), 'kentering-disk-'));
  if (!root || spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'kentering-test', at]).status !== 0) { rmSync(at, { recursive: true }); return null; }
  ending(async () => { spawnSync('umount', ['-l', at]); rmSync(at, { recursive: true, force: true }); });
  const filler = path.join(at, 'filler'), inner = path.join(at, 'inner');
  mkdirSync(inner);
  execFileSync('chown', ['postgres', inner]);
  return { at: inner, fill: () => spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096']), free: () => rmSync(filler, { force: true }) };
}

/* A way to a server: `lag` ms for every answer; `frozen`: nothing comes through any more; `refuse`: nobody is let in; cut() cuts all.
 * `onQuery(text, line)`: called with what is sent there; 'drop' passes it on and cuts the line when the answer comes; 'cut' cuts at once. */
export async function proxyTo(port) {
  const proxy = { lag: 0, frozen: false, refuse: false, onQuery: null, lines: new Set() };
  const server = net.createServer({ allowHalfOpen: false }, client => {
    if (proxy.refuse) { client.destroy(); return; }
    const up = net.connect(port, '127.0.0.1'), line = { client, up, drop: false, end: () => { client.destroy(); up.destroy(); proxy.lines.delete(line); } };
    proxy.lines.add(line);
    const pass = (to, bytes) => { if (!proxy.frozen && !to.destroyed) to.write(bytes); };
    client.on('data', bytes => {
      const what = proxy.onQuery?.(bytes.toString('latin1'), line);
      if (what === 'cut') { line.end(); return; }
      if (what === 'drop') line.drop = true;
      pass(up, bytes);
    });
    up.on('data', bytes => {
      if (line.drop) { line.end(); return; }
      if (proxy.lag) setTimeout(pass, proxy.lag, client, bytes);
      else pass(client, bytes);
    });
    for (const [one, other] of [[client, up], [up, client]]) one.on('error', line.end).on('close', () => { other.end(); proxy.lines.delete(line); });
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  proxy.port = server.address().port;
  proxy.url = `postgresql://kentering@127.0.0.1:${proxy.port}/postgres`;
  proxy.cut = () => { for (const line of [...proxy.lines]) line.end(); };
  ending(async () => { proxy.cut(); server.close(); });
  return proxy;
}
