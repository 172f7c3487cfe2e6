// What the tests of faults share: keys of their own, people over the wire, and the database as it lies there.
import path from 'node:path';
import { command, folder } from '../browser/server.mjs';

export * from './people.mjs';
export { textOf } from '../browser/server.mjs';

/* Keys and state of what these tests start lie in a folder of their own, never in somebody's home. */
process.env.XDG_STATE_HOME = path.join(folder(), 'state');

export const long = Boolean(process.env.KENTERING_LONG);

/* ---- the database as it lies there ---- */

export async function verify(data) {
  const said = await command('verify', '--data', data, '--demo', '--json');
  let report = null;
  try { report = JSON.parse(said.out); } catch { /* told below */ }
  return { code: said.code, report, told: [said.log, said.out.slice(0, 1500)].filter(Boolean) };
}

export async function journal(data) {
  const said = await command('journal', 'export', '--data', data, '--demo', '--format', 'json');
  if (said.code !== 0) throw new Error(`journal export: ${said.code} ${said.log}`);
  return JSON.parse(said.out);
}
