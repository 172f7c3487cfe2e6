// The interface for programs, as one would use it: curl, with a key that was made on its page. docs/api.md has the same lines.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { get, has, is, makeKey, none, ok, root, serve, signIn, testing } from './server.mjs';
import { routes } from './routes.mjs';

const ALL = ['see_files', 'write_files', 'find'];
const NOT_THERE = '00000000-0000-4000-8000-000000000000';

const FORMATS = { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, date: /^\d{4}-\d{2}-\d{2}$/, 'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/ };

/* { status, type, body, json } */
const curl = (server, target, { key, body, args = [] } = {}) => new Promise(done => {
  const line = ['-sS', '-w', '\n%{http_code} %{content_type}', ...key ? ['-H', `Authorization: Bearer ${key}`] : [],
    ...body === undefined ? [] : ['-H', 'Content-Type: application/json', '-d', typeof body === 'string' ? body : JSON.stringify(body)], ...args, server.url + target];
  execFile('curl', line, (wrong, out) => {
    const at = out.lastIndexOf('\n'), [status, type] = out.slice(at + 1).split(' '), text = out.slice(0, at);
    let json = null;
    try { json = JSON.parse(text); } catch { /* not every answer is JSON */ }
    done({ status: wrong ? wrong.code : Number(status), type, body: text, json });
  });
});

/* The first household with a person in it. */
async function first_person(server, key) {
  for (let target = '/api/v1/households'; target; ) {
    const list = await curl(server, target, { key });
    for (const h of list.json.households) {
      const file = await curl(server, `/api/v1/households/${h.id}`, { key });
      if (file.json.persons.length) return { household: file.json, person: file.json.persons[0] };
    }
    target = list.json.next;
  }
  return {};
}

async function round(server) {
  const cookie = await signIn(server, 'team'), key = await makeKey(server, cookie, ALL);
  if (!ok(/^kentering_[\w-]{43}$/.test(key ?? ''), 'a key is made on its page, and shown once')) return;
  ok(!(await get(server, '/werk/eigen/sleutels', { headers: { cookie } })).body.includes(key), 'and not a second time');
  const { household, person } = await first_person(server, key);
  if (!ok(household && person, 'households, their sides and persons')) return;
  ok(household.shared.version >= 1 && household.sides.every(s => s.id && s.version >= 1), 'each with id and version');
  const file = await curl(server, `/api/v1/persons/${person.id}`, { key });
  is([file.status, file.type, file.json.person.surname], [200, 'application/json;', person.surname], 'a person, with addresses and ways to be reached');
  const made = await curl(server, `/api/v1/persons/${person.id}/contacts`, { key, body: { kind: 'mail', value: 'round@proef.invalid', safe: 'yes', hours: 'Overdag' } });
  is([made.status, made.json.version, made.json.safe], [201, 1, 'yes'], 'a way to be reached is added');
  const to = `/api/v1/contacts/${made.json.id}`;
  const changed = await curl(server, to, { key, body: { version: 1, safe: 'no' } });
  is([changed.status, changed.json.version, changed.json.safe, changed.json.hours], [200, 2, 'no', 'Overdag'], 'and changed; what was not sent stays');
  const late = await curl(server, to, { key, body: { version: 1, hours: 'Avond' } });
  is([late.status, late.type], [412, 'application/problem+json'], 'whoever comes second is told');
  is((await curl(server, `/api/v1/persons/${person.id}`, { key })).json.contacts.find(w => w.id === made.json.id).hours, 'Overdag', 'and overwrites nothing');
  const wrong = await curl(server, to, { key, body: { version: 2, safe: 'perhaps' } });
  is([wrong.status, wrong.json.errors[0].field], [422, 'safe'], 'what is wrong is named');
  const found = await curl(server, '/api/v1/persons/find', { key, body: { mail: 'round@proef.invalid' } });
  is(found.json.persons.map(p => p.id), [person.id], 'somebody is found by mail');
  const gone = await curl(server, '/api/v1/dit-bestaat-niet', { key }), none_such = await curl(server, `/api/v1/persons/${NOT_THERE}`, { key });
  is(none_such, gone, 'what is not there is one answer');
  const other = await makeKey(server, await signIn(server, 'huisarts'), ['see_files']);
  is(await curl(server, `/api/v1/persons/${person.id}`, { key: other }), gone, 'also for whoever may not see it');
  is((await curl(server, `/api/v1/persons/${person.id}`)).status, 401, 'without a key there is none');
  const page = await get(server, '/werk/eigen/sleutels', { headers: { cookie } });
  const [, end, form_token] = page.body.match(/action="(\/werk\/eigen\/sleutels\/[^"]+\/weg)"[^]*?name="form_token"[^>]*value="([^"]*)"/) ?? [];
  is((await get(server, end, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ form_token }) })).status, 303, 'the key is ended');
  is((await curl(server, '/api/v1/households', { key })).status, 401, 'and opens nothing any more');
}

async function form_of_a_key(server) {
  const cookie = await signIn(server, 'huisarts'), page = await get(server, '/werk/eigen/sleutels', { headers: { cookie } });
  is([...page.body.matchAll(/type="checkbox" name="actions" value="(\w+)"/g)].map(m => m[1]), ['see_files', 'write_files'], 'the form offers what the role has');
  is(await makeKey(server, cookie, []), null, 'a key for nothing is not made');
  is(await makeKey(server, cookie, ['find']), null, 'nor one for what the role has not');
}

async function description(server) {
  const d = await curl(server, '/api/v1/openapi.json'), text = readFileSync(path.join(root, 'docs/api.md'), 'utf8');
  is([d.status, d.json.openapi], [200, '3.1.0'], 'the description needs no key');
  const names = Object.keys(d.json.components.schemas), refs = [...d.body.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(m => m[1]);
  none(refs.filter(r => !names.includes(r)), 'every schema that it names is there');
  const rows = routes().filter(r => r.data && r.path.startsWith('/api/v1/'));
  none(rows.filter(r => !d.json.paths[r.path.slice(7).replace(/:(\w+)/, '{$1}')]?.[r.method.toLowerCase()]).map(r => r.path), 'every row is described');
  const ids = Object.values(d.json.paths).flatMap(p => Object.values(p)).map(o => o.operationId);
  none(ids.filter((id, i) => ids.indexOf(id) < i), 'under a name that no other has');
  none(rows.filter(r => !text.includes(`\`${r.method} ${r.path}\``)).map(r => `${r.method} ${r.path}`), 'and stands in docs/api.md');
  const open = await fetch(server.url + '/api/v1/openapi.json'), closed = await fetch(server.url + '/api/v1/households');
  is([open.headers.get('access-control-allow-origin'), closed.headers.get('access-control-allow-origin')], ['*', null], 'other sites may read the description only');
  has(closed.headers.get('cache-control'), 'no-store', 'and nothing of a file is kept');
}

/* The dossier of each household: answers hold to their schemas, and what is sent back is taken. */
async function dossier(server) {
  const key = await makeKey(server, await signIn(server, 'team'), ALL), d = (await curl(server, '/api/v1/openapi.json')).json, valid = new Ajv({ strict: false, allErrors: true, formats: FORMATS }), wrong = [];
  valid.addSchema({ $id: 'api', components: d.components });
  const kinds = new Set();
  const read = async (target, row, method = 'get', body) => {
    const a = await curl(server, target, { key, body }), { content } = d.paths[row][method].responses[method === 'get' ? '200' : '201'],
      holds = valid.getSchema(`api${content['application/json'].schema.$ref}`);
    if (![200, 201].includes(a.status) || !holds(a.json)) wrong.push(`${method} ${target}: ${a.status} ${valid.errorsText(holds.errors)}`);
    return a.json;
  };
  const { households } = (await curl(server, '/api/v1/households', { key })).json;
  for (const { id } of households) {
    for (let target = `/api/v1/households/${id}/parts`; target;) {
      const page = await read(target, '/households/{id}/parts');
      for (const { kind, part } of page.parts) {
        if (kinds.has(kind) || part.kind === 'free') continue;      // that a measure ended is for who works with both sides
        kinds.add(kind);
        await read(`/api/v1/parts/${kind}/${part.id}`, `/parts/${kind}/{id}`);
        const again = Object.fromEntries(Object.keys(d.components.schemas[schemaOf(d, kind)].properties).map(name => [name, part[name]]).filter(([, v]) => v !== null));
        await read(`/api/v1/households/${id}/parts/${kind}`, `/households/{id}/parts/${kind}`, 'post', again);
      }
      target = page.next;
    }
  }
  for (const { id } of households) {
    await read(`/api/v1/households/${id}/phase`, '/households/{id}/phase');
    for (const action of (await read(`/api/v1/households/${id}/actions`, '/households/{id}/actions')).actions.slice(0, 3)) await read(`/api/v1/actions/${action.id}`, '/actions/{id}');
    const { plans } = await read(`/api/v1/households/${id}/plans`, '/households/{id}/plans');
    const { assessments } = await read(`/api/v1/households/${id}/assessments`, '/households/{id}/assessments');
    for (const plan of plans.slice(0, 2)) await read(`/api/v1/plans/${plan.id}`, '/plans/{id}');
    for (const plan of plans.filter(p => p.state === 'final').slice(0, 2)) await read(`/api/v1/plans/${plan.id}/in-force`, '/plans/{id}/in-force');
    for (const { assessment } of assessments.slice(0, 2)) await read(`/api/v1/assessments/${assessment.id}`, '/assessments/{id}');
  }
  await read('/api/v1/actions', '/actions');
  none(wrong, 'every answer about a dossier holds to its schema');
  ok(kinds.size > 5, `${[...kinds].join(', ')}: what was read is taken as something new`);
}
/* The schema of what is sent to write down such a part. */
const schemaOf = (d, kind) => d.paths[`/households/{id}/parts/${kind}`].post.requestBody.content['application/json'].schema.$ref.split('/').pop();

/* What fits, as the description tells it: every member of the request, and answers that hold to their schema. */
async function match(server) {
  const d = (await curl(server, '/api/v1/openapi.json')).json, schemas = d.components.schemas, asked = schemas.MatchProfile;
  is(asked.required, ['region'], 'what fits: everything but the region may be left out');
  is([asked.properties.acute_danger.enum, asked.properties.languages.type, asked.properties.age.maximum], [[true, false, 'yes', 'no', null], ['array', 'null'], 120], 'members with their types');
  is(d.paths['/match'].post.security, [], 'and no key');
  const valid = new Ajv({ strict: false, allErrors: true });
  valid.addSchema({ $id: 'api', components: d.components });
  const request = valid.compile({ $ref: 'api#/components/schemas/MatchProfile' }), answer = valid.compile({ $ref: 'api#/components/schemas/MatchAnswer' });
  const wrong = [], vignettes = JSON.parse(readFileSync(path.join(root, 'data/rules/vignettes.json'), 'utf8'));
  for (const { id, profile } of vignettes) {
    const a = await curl(server, '/api/v1/match', { body: profile });
    if (!request(profile)) wrong.push(`${id}: ${valid.errorsText(request.errors)}`);
    if (a.status !== 200 || !answer(a.json)) wrong.push(`${id}: ${a.status} ${valid.errorsText(answer.errors)}`);
  }
  none(wrong, `${vignettes.length} example profiles and their answers hold to the description`);
  const all = { region: 'oost-brabant', ...Object.fromEntries(Object.keys(asked.properties).filter(name => name !== 'region').map(name => [name, null])) };
  is((await curl(server, '/api/v1/match', { body: all })).json, (await curl(server, '/api/v1/match', { body: { region: 'oost-brabant' } })).json, 'null is the same as nothing said, in every member');
  const unknown = await curl(server, '/api/v1/match', { body: { region: 'oost-brabant', name: 'Jan' } });
  is([unknown.status, unknown.json.errors.map(e => e.field)], [422, ['name']], 'an unknown member is refused by name');
  const text = readFileSync(path.join(root, 'docs/matching.md'), 'utf8');
  none(Object.keys(asked.properties).filter(name => !text.includes(`\`${name}\``)), 'docs/matching.md has every member');
  none(Object.values(asked.properties).flatMap(p => [...p.enum ?? [], ...p.items?.enum ?? []]).filter(key => typeof key === 'string' && !text.includes(`\`${key}\``)), 'and every key');
}

await testing(async () => {
  const server = await serve();
  await round(server);
  await form_of_a_key(server);
  await description(server);
  await dossier(server);
  await match(server);
});
