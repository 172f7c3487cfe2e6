// Several processes start at the same moment on a database in which there is nothing yet: one of them makes it, the others wait,
// and all of them serve the same installation.
import { readdirSync } from 'node:fs';
import { folder, get, is, none, ok, serve, testing } from '../browser/server.mjs';
import { sqlOf } from '../database.mjs';
import { household, somebody, verify } from './faults.mjs';

const ROUNDS = 3, PROCESSES = 4;

testing(async () => {
  for (let round = 1; round <= ROUNDS; round++) {
    const data = folder();
    const servers = await Promise.all(Array.from({ length: PROCESSES }, () => serve({ data }).catch(e => e)));
    none(servers.filter(s => s instanceof Error).map(e => e.message), `round ${round}: all of them start`);
    const up = servers.filter(s => !(s instanceof Error));
    none((await Promise.all(up.map(s => get(s, '/hulp')))).filter(a => a.status !== 200).map(a => a.status), `round ${round}: and serve`);
    is([sqlOf(data, 'SELECT count(*) FROM installation'), sqlOf(data, 'SELECT count(*) - count(DISTINCT mail) FROM account')], ['1', '0'], `round ${round}: one installation, everybody once`);
    const me = await somebody(up[0], 'regisseur'), h = await household(me, `Huishouden ${round}`), other = await somebody(up.at(-1), 'regisseur');
    is((await other.get(`/werk/huishoudens/${h.id}`)).status, 200, `round ${round}: what one writes the last one opens`);
    is(await Promise.all(up.map(s => s.stop())), up.map(() => 0), `round ${round}: they stop well`);
    const sound = await verify(data);
    ok(sound.code === 0, `round ${round}: all is sound`, sound.told, readdirSync(data));
  }
});
