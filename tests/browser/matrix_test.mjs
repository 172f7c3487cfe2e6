// Who may do what, cell by cell against the running program: every role on every route. The expected values are those
// written by hand in src/access/test/permissions_test.c, not the program's own.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { get, is, makeKey, none, ok, root, serve, signIn, testing } from './server.mjs';
import { ROLES, routes } from './routes.mjs';

const table = readFileSync(path.join(root, 'src/access/test/permissions_test.c'), 'utf8');
const actions = [...table.match(/actions\[\] = \{([^}]*)\}/)[1].matchAll(/"(\w+)"/g)].map(m => m[1]);
const may = new Map([...table.matchAll(/\{ "(\w+)",\s+"([x -]+)" \}/g)].map(([, role, row]) => [role, new Set(row.split(' ').flatMap((x, i) => x === 'x' ? [actions[i]] : []))]));

const rows = routes();
/* A parameter that is none: what is allowed may be missing too, but then everybody gets the same. */
const target = r => r.path.replace(/:\w+/, '00000000-0000-4000-8000-000000000000');
const plain = r => !r.path.includes(':');
/* What programs can be let do. */
const KEYS = ['see_files', 'write_files', 'find'];
/* What differs between two answers of one moment is the moment. */
const whole = a => JSON.stringify([a.status, [...a.headers].filter(([name]) => name !== 'date'), a.body]);
const asks = (server, cookie, r) => get(server, target(r), { headers: { cookie }, ...r.method === 'POST' ? { method: 'POST', body: new URLSearchParams({ x: '1' }) } : {} });

async function role_on_every_route(server, role) {
  const cookie = await signIn(server, role), wrong = [];
  let allowed = 0, refused = 0;
  const nothing = { GET: whole(await get(server, '/werk/dit-bestaat-niet', { headers: { cookie } })),
    POST: whole(await get(server, '/werk/dit-bestaat-niet', { headers: { cookie }, method: 'POST', body: new URLSearchParams({ x: '1' }) })) };
  for (const r of rows.filter(r => !r.data && r.needs !== 'anybody' && r.needs !== 'sign_in')) {
    const a = await asks(server, cookie, r);
    if (r.method === 'POST' && r.path === '/uitloggen') continue;
    if (may.get(role).has(r.needs)) {
      allowed++;
      if (plain(r) && a.status === 404) wrong.push(`${r.method} ${r.path}: may (${r.needs}), but is not there`);
      if (a.status >= 500) wrong.push(`${r.method} ${r.path}: ${a.status}`);
    } else {
      refused++;
      if (whole(a) !== nothing[r.method]) wrong.push(`${r.method} ${r.path}: may not (${r.needs}), but differs from what does not exist: ${a.status}`);
    }
  }
  none(wrong, `${role}: ${allowed} routes are theirs, ${refused} are exactly like what does not exist`);
}

/* Rows for programs: with a key for all that the role may, with one for each action, and with the cookie, which reads only. */
async function programs_of(server, role) {
  const cookie = await signIn(server, role), wrong = [], theirs = KEYS.filter(a => may.get(role).has(a));
  const asks = (r, headers) => get(server, typeof r === 'string' ? r : target(r), { headers: { ...headers, 'content-type': 'application/json' }, ...r.method === 'POST' ? { method: 'POST', body: '{}' } : {} });
  const tries = [[theirs, theirs.length ? { authorization: `Bearer ${await makeKey(server, cookie, theirs)}` } : {}],
    ...await Promise.all(theirs.map(async a => [[a], { authorization: `Bearer ${await makeKey(server, cookie, [a])}` }])), [[...may.get(role)], { cookie }]];
  if (!theirs.length && await makeKey(server, cookie, KEYS)) wrong.push('a key was made for a role that has nothing for programs');
  for (const [actions, headers] of tries) {
    const nothing = whole(await asks('/api/v1/dit-bestaat-niet', headers));
    for (const r of rows.filter(r => r.data && r.needs !== 'anybody')) {
      const a = await asks(r, headers), which = `${r.method} ${r.path} (${actions}): ${a.status}`;
      if (!headers.authorization && (!headers.cookie || r.method === 'POST')) { if (a.status !== 401) wrong.push(`${which}, without a key`); continue; }
      if (!actions.includes(r.needs)) { if (whole(a) !== nothing) wrong.push(`${which}, but differs from what does not exist`); continue; }
      if (plain(r) ? ![200, 422].includes(a.status) : whole(a) !== nothing) wrong.push(which);
      if (a.headers.has('access-control-allow-origin') || a.headers.get('cache-control') !== 'no-store') wrong.push(`${which}, for others or to be kept`);
    }
  }
  none(wrong, `${role}: programs reach what their key is for`);
}

async function nobody_on_every_route(server) {
  const wrong = [];
  for (const r of rows.filter(r => r.needs !== 'anybody')) {
    const a = await asks(server, '', r);
    const sent = a.status === 303 && /^\/inloggen/.test(a.headers.get('location') ?? '');
    if (!sent && !(r.data && [401, 404].includes(a.status)) && !(r.method === 'POST' && a.status === 422)) wrong.push(`${r.method} ${r.path} (${r.needs}): ${a.status}`);
  }
  none(wrong, 'whoever is not signed in is sent to where they can, whatever they ask for');
}

await testing(async () => {
  is([...may.keys()].sort(), [...ROLES].sort(), 'the table written by hand has the roles of the demo');
  none(rows.filter(r => !actions.includes(r.needs)).map(r => r.path), 'every route asks for an action of the table');
  const server = await serve();
  await nobody_on_every_route(server);
  for (const role of ROLES) await role_on_every_route(server, role);
  for (const role of ROLES) await programs_of(server, role);
  ok(true, 'all roles were tried');
});
