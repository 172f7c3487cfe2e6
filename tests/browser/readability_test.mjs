// Every Dutch page of the site in plain words: tests/readability.mjs reads them.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { pages } from './routes.mjs';
import { ok, pass, root, serve, testing } from './server.mjs';

await testing(async () => {
  const server = await serve();
  const urls = pages().pages.filter(p => p.lang === 'nl' && !p.status).map(p => server.url + p.target);
  const { code, out } = await new Promise(done => execFile(process.execPath, [path.join(root, 'tests/readability.mjs'), '--html', ...urls],
    { maxBuffer: 1 << 24 }, (e, o, log) => done({ code: e ? e.code : 0, out: o + log })));
  pass(out.replaceAll(server.url, ''));
  ok(code === 0 || /^not ok/m.test(out), 'every page was read', out.slice(-400));
});
