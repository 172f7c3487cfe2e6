// Where KENTERING_DATABASE names a server, every data folder of a test has a schema of its own there.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const server = process.env.KENTERING_DATABASE, made = new Set(), own = new Map();

/* From now on the commands of that data folder use the database at this URL (NULL: as before). */
export function useDatabase(folder, url) { if (url) own.set(path.resolve(folder), url); else own.delete(path.resolve(folder)); }

/* A server that is writing gives way within a moment; a busy machine makes it a longer one. */
const PATIENCE_MS = 30_000;

const quiet = { ...process.env, PGOPTIONS: '-c client_min_messages=warning' };
const HEX = "FUNCTION hex(b BYTEA) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$SELECT upper(encode(b, 'hex'))$$";
const schemaOf = folder => `t_${path.resolve(folder).toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(-50)}`;

/* The settings that lead a command to the database of that data folder. */
export function databaseOf(folder) {
  if (folder && own.has(path.resolve(folder))) return ['--database', own.get(path.resolve(folder))];
  if (!server || !folder) return [];
  const schema = schemaOf(folder);
  if (!made.has(schema)) execFileSync('psql', ['-q', server, '-c', `CREATE SCHEMA IF NOT EXISTS ${schema}`, '-c', `CREATE OR REPLACE ${HEX.replace('hex', `${schema}.hex`)}`], { env: quiet });
  made.add(schema);
  return ['--database', `${server}?options=-csearch_path%3D${schema}`];
}

/* The same for a line of arguments that names its folder. */
export const withDatabase = args => (at => at < 0 ? args : [...args, ...databaseOf(args[at + 1])])(args.indexOf('--data'));

/* A look past the program: the first value of a statement in SQLite's words. */
export function sqlOf(folder, text) {
  if (!server) return execFileSync('sqlite3', ['-cmd', `.timeout ${PATIENCE_MS}`, path.join(folder, 'kentering.db'), text], { encoding: 'utf8' }).trim();
  const own = text.replace(/\bx'([0-9a-f]*)'/gi, "'\\x$1'::bytea");
  return execFileSync('psql', ['-qAt', server, '-c', `SET search_path TO ${schemaOf(folder)}`, '-c', own], { env: quiet, encoding: 'utf8' }).trim();
}
