// Open data: what HSDS 3.1 asks for, and what we promise beyond it.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, get, is, none, ok, pass, root, serve, skip, sleep, testing } from './server.mjs';

const lines = text => text.split('\n').filter(Boolean).map(l => JSON.parse(l));
const LISTS = ['services', 'organizations', 'taxonomies', 'taxonomy_terms', 'service_at_locations'];

async function schemas(server) {
  const folder = process.env.HSDS_SCHEMAS;
  if (!folder) return skip('open data against the HSDS schemas', 'HSDS_SCHEMAS is not set');
  const { code, out } = await new Promise(done => execFile(process.execPath, [path.resolve(root, folder, 'conform.mjs'), `${server.url}/hsds`],
    { cwd: root, maxBuffer: 1 << 26 }, (e, o, log) => done({ code: e ? e.code : 0, out: o + log })));
  pass(out);
  ok(code === 0 || /^not ok/m.test(out), 'the check of the schemas ran to its end', out.slice(-400));
}

/* Everything public is in it: with its page, without what is not there. */
async function complete(server) {
  const offers = JSON.parse((await command('offers', 'export', '--data', server.data, '--format', 'json')).out);
  const answer = await get(server, '/hsds/services?format=ndjson&full=true'), services = new Map(lines(answer.body).map(s => [s.id, s]));
  is(answer.headers.get('content-type'), 'application/x-ndjson; charset=utf-8', 'ndjson says what it is');
  const shown = o => ['help', 'measure', 'step'].includes(o.kind);
  none(offers.filter(o => shown(o) && !services.has(o.id)).map(o => o.code), 'all help, measures and steps are services');
  none(offers.filter(o => !shown(o) && services.has(o.id)).map(o => o.code), 'what is for professionals only is not');
  none(offers.filter(o => shown(o) && (services.get(o.id)?.status === 'defunct') !== (o.status === 'ended')).map(o => `${o.code} ${o.status} ${services.get(o.id)?.status}`), 'what ended is defunct');
  none(offers.filter(o => shown(o) && services.get(o.id)?.name !== o.name).map(o => o.code), 'under its own name');
  const wrong = [];
  for (const s of [...services.values()].slice(0, 15)) {
    const target = JSON.stringify(s).match(/"http:\/\/(?:127\.0\.0\.1|localhost):\d+(\/hulp\/[^"]+)"/)?.[1], a = target && await get(server, target);
    if (!a || a.status !== 200 || !a.text.includes(s.name)) wrong.push(`${s.name}: ${target}`);
  }
  none(wrong, 'a service links to its page on the site');
}

/* All pages of a list hold the same as its ndjson. */
async function paging(server) {
  for (const name of LISTS) {
    const all = lines((await get(server, `/hsds/${name}?format=ndjson`)).body).map(i => i.id), seen = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const a = JSON.parse((await get(server, `/hsds/${name}?page=${page}&per_page=17`)).body);
      pages = a.total_pages;
      seen.push(...a.contents.map(i => i.id));
      if (a.total_items !== all.length || a.size !== a.contents.length || a.page_number !== page || a.first_page !== (page === 1) || a.last_page !== (page === pages)) seen.push(`page ${page} counts wrong`);
    }
    is(seen, all, `${name}: the pages together are the ndjson`);
    if (all.length) is(JSON.parse((await get(server, `/hsds/${name}/${all[0]}`)).body).id, all[0], `${name}: one can be asked for by its id`);
  }
}

async function headers(server) {
  const a = await get(server, '/hsds/services');
  is(a.headers.get('access-control-allow-origin'), '*', 'pages of other sites may read it');
  is(a.headers.get('content-type'), 'application/json; charset=utf-8', 'JSON says what it is');
  is(a.headers.get('set-cookie'), null, 'it sets no cookie');
  is(a.headers.get('cache-control'), 'no-cache', 'nobody keeps it while the visitor decides which addresses are in it');
  const known = await serve({ args: ['--public-url', 'https://kaart.example'] }), kept = await get(known, '/hsds/services?full=true');
  is(kept.headers.get('cache-control'), 'public, max-age=60', 'with an address of its own it may be kept for a minute');
  ok(kept.body.includes('"https://kaart.example/hulp/') && !kept.body.includes(`:${known.port}/`), 'which is in its links');
  is(await known.stop(), 0, 'that server stops well');
  const about = JSON.parse((await get(server, '/hsds')).body);
  is(about.version, '3.1', 'it names its version');
  for (const url of [about.openapi_url, about.profile]) ok((await fetch(url.replace('localhost', '127.0.0.1'))).ok, `${new URL(url).pathname} is there`);
}

/* RFC 9457 documents in English, in JSON, whatever is wrong. */
async function problems(server) {
  for (const [target, status, field] of [['/hsds/services?page=0', 400, 'page'], ['/hsds/services?per_page=101', 400, 'per_page'], ['/hsds/services?kleur=rood', 400, 'kleur'], ['/hsds/services?format=xml', 400, 'format'],
    ['/hsds/services?organization_id=1', 400, 'organization_id'], ['/hsds/services?modified_after=gisteren', 400, 'modified_after'], ['/hsds/services?search=%ff', 400, 'search'], ['/hsds/service_at_locations?postcode=12', 400, 'postcode'],
    ['/hsds/services/1', 404], ['/hsds/services/00000000-0000-4000-8000-000000000000', 404], ['/hsds/niets', 404], ['/hsds/services?page=999', 200]]) {
    const a = await get(server, target), doc = JSON.parse(a.body);
    const good = status === 200 ? doc.empty === true : a.headers.get('content-type') === 'application/problem+json' && doc.status === status && doc.title && doc.detail && (!field || doc.errors.some(e => e.field === field && e.message));
    ok(a.status === status && good, `${target}: ${status}${field ? `, and ${field} is named` : ''}`, a.status, a.headers.get('content-type'), a.body);
  }
}

/* Where people are safe is nobody's business: not even if it was imported by mistake. */
async function shelters(server) {
  const file = path.join(server.data, 'shelter.csv');
  writeFileSync(file, 'code,name,kind,status,formats,regions,places\n' +
    'S1,Opvang met een adres,help,active,residential,zeeland,Villa Kwartel | Geheimstraat 12 | 4331 AB | Middelburg | middelburg\n' +
    'S2,Spreekuur met een adres,help,active,individual,zeeland,Wijkhuis | Openstraat 3 | 4331 AB | Middelburg | middelburg\n');
  await command('offers', 'import', file, '--data', server.data, '--good-rows-only');
  let data = '';
  for (let i = 0; i < 60 && !data.includes('Openstraat 3'); i++) {
    await sleep(100);
    data = (await Promise.all(LISTS.map(name => get(server, `/hsds/${name}?format=ndjson&${name === 'organizations' ? 'full_service=true' : name.startsWith('taxonom') ? '' : 'full=true'}`)))).map(a => a.body).join('\n');
  }
  ok(data.includes('Openstraat 3'), 'the address of a consultation hour is in the data');
  ok(!/Geheimstraat|Villa Kwartel/.test(data), 'the address of a place to stay is not', data.match(/.{60}Geheimstraat.{60}/)?.[0]);
  const pages = await Promise.all(['/hulp/opvang-met-een-adres', '/hulp/opvang-met-een-adres/print', '/hulp?q=geheimstraat'].map(t => get(server, t)));
  ok(!pages.some(a => /Geheimstraat 12|Villa Kwartel/.test(a.text)), 'nor is it on a page');
}

await testing(async () => {
  const server = await serve();
  await schemas(server);
  await complete(server);
  await paging(server);
  await headers(server);
  await problems(server);
  await shelters(server);
});
