// People over the wire, as their browser would, without one: forms, signing in, files of households.
import { decode, get, signIn, textOf } from '../browser/server.mjs';

/* ---- forms ---- */

const attribute = (tag, name) => { const m = tag.match(new RegExp(`\\s${name}="([^"]*)"`)); return m ? decode(m[1]) : null; };

function* controls(html) {
  for (const [tag, kind] of html.matchAll(/<(input|textarea|select)\b[^>]*>/g)) {
    const name = attribute(tag, 'name'), at = html.indexOf(tag);
    if (!name) continue;
    if (kind === 'textarea') yield [name, decode(html.slice(at + tag.length, html.indexOf('</textarea>', at))).replace(/^\n/, '')];
    else if (kind === 'select') {
      const options = html.slice(at, html.indexOf('</select>', at)).match(/<option\b[^>]*>/g) ?? [];
      yield [name, attribute(options.find(o => /\sselected/.test(o)) ?? options[0] ?? '', 'value') ?? ''];
    } else if (!/type="(radio|checkbox)"/.test(tag) || /\schecked/.test(tag)) yield [name, attribute(tag, 'value') ?? ''];
  }
}

/* The fields of the form on this page that goes there, as they stand; NULL: there is none. */
export function formOf(html, action) {
  for (const [form, attributes, inside] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g))
    if (attribute(form.slice(0, form.indexOf('>') + 1), 'action') === action && /method="post"/.test(attributes)) return Object.fromEntries(controls(inside));
  return null;
}

/* ---- people ---- */

/* Somebody who is signed in: `get` and `post` with their cookie; `fill` opens a page and sends its form, with these answers. */
export class Person {
  constructor(server, cookie) { this.server = server; this.cookie = cookie; }
  get(target, more = {}) { return get(this.server, target, { ...more, headers: { 'accept-encoding': 'identity', cookie: this.cookie, ...more.headers } }); }
  post(target, fields, more = {}) { return this.get(target, { method: 'POST', body: new URLSearchParams(fields), ...more }); }
  async form(target, action = target) {
    const page = await this.get(target), form = formOf(page.body, action);
    if (page.status !== 200 || !form) throw new Error(`${target} has no form for ${action}: ${page.status} ${page.text.slice(0, 300)}`);
    return form;
  }
  async fill(target, answers, action = target) { return this.post(action, { ...await this.form(target, action), ...answers }); }
  /* Likewise, and it must be taken. The path that it leads to. */
  async done(target, answers, action = target) {
    const a = await this.fill(target, answers, action);
    if (a.status !== 303) throw new Error(`POST ${action}: ${a.status} ${a.text.slice(0, 600)}`);
    const to = a.headers.get('location');
    if (to.startsWith('/inloggen?terug=')) throw new Error(`POST ${action}: sent to ${to}`);
    return to.split('?')[0];
  }
}
/* With a wrong password, as a form sends it: what looks the account up and writes the attempt down must answer. */
export async function tryToSignIn(server) {
  const form = formOf((await get(server, '/inloggen')).body, '/inloggen');
  return get(server, '/inloggen', { method: 'POST', body: new URLSearchParams({ ...form, mail: 'team@demo.invalid', wachtwoord: 'niet het wachtwoord' }) });
}
export const somebody = async (server, role) => new Person(server, await signIn(server, role));

/* ---- files ---- */

const ids = (html, before) => [...new Set([...html.matchAll(new RegExp(`href="${before}/([0-9a-f-]{36})[/"]`, 'g'))].map(m => m[1]))];
export const linked = ids;

/* A new household of theirs, with both sides; its id and those of its sides. */
export async function household(who, name) {
  const at = await who.done('/werk/huishoudens/nieuw', { name, mine: 'both' });
  const page = await who.get(at);
  return { id: at.split('/').pop(), at, sides: ids(page.body, '/werk/kanten') };
}

/* A person on a side: their id, and their page shows their name. */
export async function person(who, side, answers) {
  const at = await who.done(`/werk/kanten/${side}/persoon`, { role: 'uses_violence', shared_name: '', ...answers }), file = await who.get(at);
  if (file.status !== 200 || !textOf(file.body).includes(answers.called ?? answers.surname)) throw new Error(`${at}: ${file.status} ${textOf(file.body).slice(0, 300)}`);
  return at.split('/').pop();
}
