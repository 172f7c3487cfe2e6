// Every page of the program, from its own table of routes. A path with a parameter gets its example values here.
import { execFileSync } from 'node:child_process';
import { program } from './server.mjs';

/* Each tells something about a page: the first stands for the rest where one is enough. */
export const OFFERS = {
  rich: 'carrousselgroep-eindhoven',
  unknown: 'spreekuur-in-de-wijk',
  joint: 'gesprekken-partners-neos',
  measure: 'tijdelijk-huisverbod',
  ended: 'niet-meer-door-het-lint-ggze',
  table: 'familienetwerkberaden-zeeland',
  professional: 'platform-pip-zuid-limburg',
  preparing: 'ouderschap-blijft',
  pilot: 'time-outopvang-huisverbod-rotterdam',
  longName: 'forensische-psychiatrie-veilig-thuis-zuid-holland-zuid',
};
const EXAMPLES = { slug: Object.values(OFFERS), region: ['oost-brabant', 'noord-en-oost-gelderland'], token: ['dit-is-geen-link-van-ons'], campagne: ['praten-helpt'] };
/* What such an example answers, where it is not 200: the link of a message cannot be made here (upkeep_test.mjs follows real ones). */
const STATUS = { token: 404 };

export const routes = () => JSON.parse(execFileSync(program, ['routes'], { encoding: 'utf8' }));
/* Rows that look at who asks: pages of signing in and of people who work with it. */
export const hasDoor = r => r.needs !== 'anybody' || r.door;
/* Rows that are nothing without the cookie of a talk: chat_test.mjs goes there. */
export const insideTalk = r => r.chat && r.path !== '/chat';
/* The roles of the demo's accounts. */
export const ROLES = ['team', 'leidinggevende', 'veiligthuis', 'aanmeldpunt', 'aanbieder', 'regisseur', 'politie', 'om', 'reclassering', 'gemeente',
  'vrouwenopvang', 'huisarts', 'gi', 'ervaringsdeskundige', 'regio', 'beheer', 'fg', 'auditor'];
/* Files that come down beside the pages, in the reader's language: case_test.mjs reads them. */
const DOWNLOADS = ['/werk/agenda'];
/* The pages for people who work with it, those without a parameter. */
export const workPages = () => routes().filter(r => r.method === 'GET' && !r.data && hasDoor(r) && !r.path.includes(':') && !DOWNLOADS.includes(r.path));

/* The pages for everybody. { missing: paths without an example, pages: [{ path: row of the table, target, lang, first }] }; the deeper pages of an
 * example are visited for the first one only. */
export function pages() {
  const missing = [], found = [];
  for (const { path } of routes().filter(r => r.method === 'GET' && !r.data && !hasDoor(r) && !insideTalk(r))) {
    const name = path.match(/:(\w+)/)?.[1];
    if (name && !EXAMPLES[name]) { missing.push(path); continue; }
    const values = !name ? [''] : path.endsWith(`:${name}`) ? EXAMPLES[name] : EXAMPLES[name].slice(0, 1);
    values.forEach((value, i) => found.push({ path, target: path.replace(`:${name}`, value), first: i === 0, ...STATUS[name] && { status: STATUS[name] } }));
  }
  const english = new Set(routes().filter(r => r.english).map(r => r.path));
  return { missing, pages: found.flatMap(p => [{ ...p, lang: 'nl' },
    ...english.has(p.path) ? [{ ...p, lang: 'en', target: p.target === '/' ? '/en' : `/en${p.target}` }] : []]) };
}
