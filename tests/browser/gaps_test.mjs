// What is missing: a screening without a fit leaves counts in the database, from either process, and people who work in the region
// read those of months that have ended.
import { get, has, is, none, ok, serve, signIn, sleep, testing } from './server.mjs';
import { sqlOf } from '../database.mjs';

const WITHOUT = { region: 'oost-brabant', for: 'uses_violence', gender: 'f', age: 15, acute_danger: true, phase: 'direct' };
const screen = server => fetch(`${server.url}/api/v1/match`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(WITHOUT) });
const month = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' }).slice(0, 7);
const counted = data => Number(sqlOf(data, `SELECT COALESCE(MAX(screenings), 0) FROM screening_gap WHERE month = '${month}' AND dimension = 'phase' AND code = 'direct'`));

async function until(what, ms = 8000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) if (what()) return true;
  return false;
}

async function page_of(server, role) {
  const cookie = await signIn(server, role);
  return { page: await get(server, '/werk/zonder-aanbod', { headers: { cookie } }), csv: await get(server, '/werk/zonder-aanbod.csv', { headers: { cookie } }) };
}

async function reading(server) {
  const { page, csv } = await page_of(server, 'regio');
  is(page.status, 200, 'whoever may see the map reads what is missing');
  has(page.body, 'Vrouwen die geweld gebruiken', 'groups in words');
  has(page.body, 'minder dan 5', 'small numbers are not told');
  has(page.body, 'In ieder geval 19 keer', 'the sum is that of the numbers that are told');
  ok(csv.status === 200 && csv.headers.get('content-type').startsWith('text/csv'), 'as CSV too');
  const lines = csv.body.trim().split('\r\n').map(l => l.split(','));
  is(lines[0], ['month', 'dimension', 'code', 'what', 'screenings'], 'with a heading');
  none(lines.slice(1).filter(l => /^[0-4]$/.test(l.at(-1))).map(String), 'nor does it tell small numbers');
  none(lines.slice(1).filter(l => l[0] >= month).map(String), 'or a month that has not ended');
}

await testing(async () => {
  let server = await serve();
  const { data } = server;
  is((await screen(server)).status, 200, 'somebody asks what fits');
  ok(await until(() => counted(data) === 1), 'nothing does: that is counted within seconds');
  await reading(server);
  await screen(server);
  await screen(server);
  await server.stop();
  is(counted(data), 3, 'a clean stop loses none');
  server = await serve({ data, demo: false, args: ['--public'] });
  await screen(server);
  ok(await until(() => counted(data) === 4), 'the process for the public, without keys, counts too');
  await server.stop();
});
