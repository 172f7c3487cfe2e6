// Lighthouse on a phone: at least 0.98 in all four. Takes minutes: only with KENTERING_LONG.
import { spawn } from 'node:child_process';
import net from 'node:net';
import { CHROMIUM, FLAGS, folder, get, ok, serve, skip, sleep, testing } from './server.mjs';
import { OFFERS } from './routes.mjs';

const LEAST = 0.98, TRIES = 3;

const freePort = () => new Promise(done => { const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); }); });

/* Chromium with an empty profile that lighthouse may steer. */
async function chromium() {
  const port = await freePort(), child = spawn(CHROMIUM, ['--headless', ...FLAGS, `--user-data-dir=${folder()}`, `--remote-debugging-port=${port}`, 'about:blank'], { stdio: 'ignore' });
  for (let i = 0; i < 100; i++) {
    if (await fetch(`http://127.0.0.1:${port}/json/version`).then(a => a.ok).catch(() => false)) return { port, stop: () => new Promise(done => { child.on('exit', done); child.kill(); }) };
    await sleep(100);
  }
  child.kill();
  throw new Error('Chromium did not start');
}

/* The best of a few tries: speed is measured on a machine that does other things too. */
async function rated(lighthouse, url, port) {
  let best = null;
  for (let i = 0; i < TRIES && !(best && Math.min(...Object.values(best.scores)) >= LEAST); i++) {
    const { lhr } = await lighthouse(url, { port, output: 'json', logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] });
    const scores = Object.fromEntries(Object.values(lhr.categories).map(c => [c.id, c.score ?? 0]));
    const missed = Object.values(lhr.audits).filter(a => a.score !== null && a.score < 0.9 && a.scoreDisplayMode !== 'informative').map(a => `${a.id}: ${a.displayValue ?? a.title}`);
    if (!best || Math.min(...Object.values(scores)) > Math.min(...Object.values(best.scores))) best = { scores, missed };
  }
  return best;
}

await testing(async () => {
  const server = await serve(), robots = await get(server, '/robots.txt');
  ok(robots.status === 200 && /^User-agent: \*$/m.test(robots.body) && !/^Disallow: \/(hulp)?$/m.test(robots.body), 'search engines may index the public pages', robots.body);
  if (!process.env.KENTERING_LONG) return skip('lighthouse on public pages', 'KENTERING_LONG is not set');
  const { default: lighthouse } = await import('lighthouse'), browser = await chromium();
  try {
    for (const target of ['/', '/hulp', `/hulp/${OFFERS.rich}`]) {
      const { scores, missed } = await rated(lighthouse, server.url + target, browser.port);
      for (const [category, score] of Object.entries(scores)) ok(score >= LEAST, `${target}: ${category} at least ${LEAST}`, score, missed);
    }
  } finally { await browser.stop(); }
});
