// The pages of people who work with it: who reaches which, what the rest look like, markup, accessibility, small screens.
import { look, thorough } from './look.mjs';
import { browser, get, is, none, ok, serve, signIn, signInPage, skip, testing, visit } from './server.mjs';
import { ROLES, routes, workPages } from './routes.mjs';

/* Together they see every page. */
const LOOKING = ['team', 'leidinggevende', 'beheer', 'fg', 'auditor'];
const as = (server, cookie, target, more = {}) => get(server, target, { ...more, headers: { cookie, ...more.headers } });
/* What differs between two answers of one moment is the moment. */
const whole = a => JSON.stringify([a.status, [...a.headers].filter(([name]) => name !== 'date'), a.body]);

function* complaints(a) {
  const html = a.body;
  if (a.headers.get('cache-control') !== 'no-store') yield `cache-control: ${a.headers.get('cache-control')}`;
  if (a.headers.has('set-cookie')) yield 'sets a cookie';
  if ((html.match(/<h1\b/g) ?? []).length !== 1) yield 'not exactly one h1';
  if (/data-exit|k-danger/.test(html)) yield 'the frame for the public';
  if (!html.includes('werk.js') || !html.includes('werk.css')) yield 'without the script or style sheet of signed-in pages';
}

async function nobody(server, pages) {
  const wrong = [];
  for (const { path: target, needs } of pages.filter(p => p.needs !== 'anybody')) {
    const a = await get(server, target);
    if (a.status !== 303 || !/^\/inloggen\?terug=/.test(a.headers.get('location') ?? '')) wrong.push(`${target} (${needs}): ${a.status}`);
  }
  none(wrong, 'whoever is not signed in is sent to where they can');
}

/* Every role on every page of the table: there, on its way elsewhere, or exactly what is not there. */
async function crawl(server, role, pages) {
  const cookie = await signIn(server, role), wrong = [], seen = [];
  const nothing = whole(await as(server, cookie, '/werk/bestaat-niet'));
  for (const { path: target } of pages) {
    const a = await as(server, cookie, target);
    if (a.status === 404 ? whole(a) !== nothing : ![200, 303].includes(a.status)) wrong.push(`${target}: ${a.status}`);
    if (a.status === 200) seen.push(target);
  }
  for (const { path: target } of routes().filter(r => r.method === 'POST' && !r.data && r.needs !== 'anybody')) {
    const a = await as(server, cookie, target.replace(/:\w+/, 'bestaat-niet'), { method: 'POST', body: new URLSearchParams({ x: '1' }) });
    if (a.status === 404 ? whole(a) !== nothing : ![303, 405, 409, 413, 415, 422].includes(a.status)) wrong.push(`POST ${target}: ${a.status}`);
  }
  none(wrong, `${role}: pages are there, or exactly like what is not there`);
  return { cookie, seen };
}

/* Each page as the first of them sees it, with KENTERING_LONG as each. */
async function looks(server, b, role, { cookie, seen }, done) {
  const page = await signInPage(await visit(b, server), server, role);
  for (const target of seen) {
    if (done.has(target) && !thorough) continue;
    done.add(target);
    none([...complaints(await as(server, cookie, target))], `${role} ${target}: answer`);
    await look(page, server.url + target, `${role} ${target}`);
  }
  await page.context().close();
}

testing(async () => {
  const pages = workPages();
  if (!routes().some(r => r.path === '/inloggen')) { skip('signing in', 'there are no accounts yet'); return; }
  const server = await serve();
  await nobody(server, pages);
  const found = new Map();
  for (const role of ROLES) found.set(role, await crawl(server, role, pages));
  const b = await browser();
  const done = new Set();
  for (const role of LOOKING) await looks(server, b, role, found.get(role), done);
  const unseen = pages.filter(p => ![...found.values()].some(f => f.seen.includes(p.path))).map(p => p.path);
  const leads_on = /inloggen|uitloggen|uitnodiging|chat\/nieuw/;       // to another page, each time
  ok(unseen.every(p => leads_on.test(p)), 'every page is reached by some role', unseen);
  is(routes().filter(r => r.cost === 'fast' && r.needs !== 'anybody').map(r => r.path), [], 'no page that asks who one is answers from memory');
});
