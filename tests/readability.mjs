/* Is public text readable, and does it keep to the words we agreed on? (A lint, not a proof.)
 *
 *   node tests/readability.mjs FILE.csv ...        the public columns of a file with offers
 *   node tests/readability.mjs --html URL ...      the running text of <main> on pages
 *   --names FILE.csv                               offers whose names may stand in the text (default: data/offers.csv)
 *
 * Flesch-Douma: 206.84 - 0.93 x words per sentence - 77 x syllables per word; 65 and up reads as plain Dutch.
 * TAP on stdout. Exit 0: all ok, 1: something is not, 2: wrong use. */
import { readFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOWEST_SCORE = 65;          // a whole file or page
const LOWEST_ROW_SCORE = 45;      // one offer
const FEWEST_WORDS = 12;          // less text than this has no meaningful score
const LABEL_WORDS = 4;            // a shorter line without a full stop is a label, not a sentence
const PUBLIC_COLUMNS = ['summary', 'limits', 'access_steps', 'costs_note', 'target_group'];

/* ---- Syllables ---- */

// Borrowed words that are not said as they are written; respelt the Dutch way before counting.
const RESPELT_WORDS = { time: 'taim', live: 'laif', care: 'keer', house: 'haus', safe: 'seef', home: 'hoom', case: 'kees',
  caring: 'kering', brake: 'breek', break: 'breek' };
const RESPELT_PARTS = [['online', 'onlain'], ['offline', 'oflain'], ['team', 'tiem'], ['coach', 'kootsj'],
  ['intake', 'inteek'], ['website', 'websait'], ['software', 'softweer'],
  ['museum', 'muzejum'], ['qu', 'kw']];
// Vowel groups that are one sound, longest first. What is not listed is split: "zo-als", "si-tu-a-tie".
const VOWEL_GROUP = /eau|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ou|au|ei|ij|ai|[aeiouy]/g;
const DIAERESIS = { 'ä': 'a', 'ë': 'e', 'ï': 'i', 'ö': 'o', 'ü': 'u' };

/* Said letter by letter (GGZ, LVB): capitals that cannot be read as a word, and a few that could. */
const SPELT_OUT = new Set(['POH', 'EMDR']);
const isSpeltOut = word => /^[A-Z]{2,5}$/.test(word) && (!/[AEIOUY]/.test(word) || word.length === 2 || SPELT_OUT.has(word));

export function syllables(word) {
  return word.split(/[-–/'’+]/).reduce((sum, part) => sum + partSyllables(part), 0) || 1;
}

function partSyllables(part) {
  if (!part) return 0;
  if (/\d/.test(part)) return Math.min(part.replace(/\D/g, '').length, 3);
  if (isSpeltOut(part)) return part.length;
  let w = part.toLowerCase().normalize('NFC');
  w = w.replace(/[äëïöü]/g, c => '|' + DIAERESIS[c]).normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  if (Object.hasOwn(RESPELT_WORDS, w)) w = RESPELT_WORDS[w];
  for (const [from, to] of RESPELT_PARTS) w = w.replaceAll(from, to);
  w = w.replace(/^y(?=[aeiou])/, 'j').replace(/([aeou])y(?=[aeiou])/g, '$1j');
  return (w.match(VOWEL_GROUP) || []).length;
}

/* ---- Sentences and the score ---- */

const ABBREVIATIONS = /\b(bijv|bv|o\.a|m\.n|d\.w\.z|i\.v\.m|t\.a\.v|e\.d|enz|ca|nr|tel|dhr|mw|dr|st|art|incl|max|min)\.(?=\s+[a-z0-9(])/gi;

/* Sentences of a text in which every line is a block of its own. Labels are left out. */
function sentences(text) {
  const found = [];
  for (const line of text.split('\n')) {
    const plain = line.replace(/https?:\/\/\S+|www\.\S+|\S+@\S+/g, '').replace(ABBREVIATIONS, '$1').trim();
    for (const sentence of plain.split(/(?<=[.!?…]["'”’)]*)\s+/)) {
      const words = sentence.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’+/–-]*/gu) || [];
      if (words.length === 0) continue;
      if (words.length < LABEL_WORDS && !/[.!?…]["'”’)]*$/.test(sentence)) continue;
      found.push(words);
    }
  }
  return found;
}

export function measure(text) {
  const all = sentences(text);
  const words = all.flat();
  const count = words.reduce((sum, word) => sum + syllables(word), 0);
  const score = words.length ? 206.84 - 0.93 * words.length / all.length - 77 * count / words.length : NaN;
  return { score, words: words.length, sentences: all.length, syllables: count };
}

/* ---- Words that public text never says ---- */

const WORD_LISTS = [
  { name: 'nobody gets a label (dader, pleger, slachtoffer)', words: 'daders?|pleg(?:st)?ers?|slachtoffers?' },
  { name: 'no words of the trade (toeleiding, traject, casus, interventie, regie)',
    words: 'toeleiding(?:en)?|traject(?:en)?|casus(?:sen)?|interventies?|regie' },
  { name: 'violence is not made smaller (ruzie, relatieprobleem, wederzijds)',
    words: 'ruzies?|relatieproble(?:em|men)|wederzijdse?' },
];
for (const list of WORD_LISTS) list.pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${list.words})(?![\\p{L}\\p{N}-])`, 'giu');

/* "Anoniem" and "vrijwillig" only together with where that ends, in the same sentence or the next. */
const BARE_NAME = 'anoniem and vrijwillig say where that ends';
const PROMISE = /(?<![\p{L}\p{N}-])(?:anonieme?|vrijwillige?)(?![\p{L}\p{N}-])/iu;
const LIMIT = /(?<!\p{L})(?:maar|behalve|tenzij|alleen|zolang|totdat|grens|grenzen|gevaar|gevaarlijk|niet altijd|niet helemaal|toch|soms|meestal)(?!\p{L})/iu;

/* The forbidden words of one list in `text`. */
const forbidden = (list, text) => [...text.matchAll(list.pattern)].map(m => m[0]);

function bare(text) {
  const found = [];
  for (const block of text.split(/\n{2,}/)) {
    const parts = block.split(/(?<=[.!?…]["'”’)]*)\s+|\n/);
    parts.forEach((part, i) => {
      const said = part.match(PROMISE);
      if (said && !LIMIT.test(part) && !LIMIT.test(parts[i + 1] ?? '')) found.push(said[0]);
    });
  }
  return found;
}

/* ---- Files with offers ---- */

/* RFC 4180, as rows of cells. */
function parseCsv(text) {
  const rows = [];
  let row = [], cell = '', quoted = false;
  text = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(cell); cell = ''; }
    else if (c === '\n') { row.push(cell.replace(/\r$/, '')); rows.push(row); row = []; cell = ''; }
    else cell += c;
  }
  if (quoted) throw new Error('a quoted cell has no end');
  if (cell || row.length) { row.push(cell); rows.push(row); }
  return rows;
}

function readOffers(file) {
  const [header, ...rows] = parseCsv(readFileSync(file, 'utf8'));
  if (!header) throw new Error('empty file');
  return { header, offers: rows.filter(r => r.length > 1).map(r => Object.fromEntries(header.map((h, i) => [h, r[i] ?? '']))) };
}

/* Names of offers and providers, longest first: a name may hold a word that our own text may not. */
function namesIn(offers) {
  const names = new Set();
  for (const offer of offers)
    for (const name of [offer.name, offer.provider]) if (name && name.length > 3) names.add(name);
  return [...names].sort((a, b) => b.length - a.length);
}

const withoutNames = (text, names) => names.reduce((t, name) => t.replaceAll(name, '…'), text);

function checkFile(file) {
  const failed = what => { result(false, `${file}: ${what}`); };
  let header, offers;
  try { ({ header, offers } = readOffers(file)); } catch (e) { return failed(`cannot be read (${e.message})`); }
  const missing = PUBLIC_COLUMNS.filter(c => !header.includes(c));
  if (missing.length) return failed(`has no column ${missing.join(', ')}`);

  const label = offer => offer.code || offer.slug || offer.name;
  const names = namesIn(offers);
  const all = measure(offers.flatMap(o => PUBLIC_COLUMNS.map(c => o[c])).join('\n'));
  result(all.score >= LOWEST_SCORE, `${file}: score ${all.score.toFixed(1)}, at least ${LOWEST_SCORE} (${numbers(all)})`);

  const hard = [];
  for (const offer of offers) {
    const m = measure(PUBLIC_COLUMNS.map(c => offer[c]).join('\n'));
    if (m.words >= FEWEST_WORDS && m.score < LOWEST_ROW_SCORE) hard.push(`${label(offer)}: score ${m.score.toFixed(1)} (${numbers(m)})`);
  }
  result(hard.length === 0, `${file}: no offer below ${LOWEST_ROW_SCORE}`, hard);

  const perCell = find => offers.flatMap(offer => PUBLIC_COLUMNS.flatMap(column =>
    find(withoutNames(offer[column], names)).map(word => `${label(offer)} ${column}: ${word}`)));
  for (const list of WORD_LISTS) {
    const found = perCell(text => forbidden(list, text));
    result(found.length === 0, `${file}: ${list.name}`, found);
  }
  const found = perCell(bare);
  result(found.length === 0, `${file}: ${BARE_NAME}`, found);
}

/* ---- Pages ---- */

const LEFT_OUT = new Set(['script', 'style', 'nav', 'template', 'svg', 'noscript', 'select', 'datalist', 'textarea', 'dt', 'code', 'pre', 'math']);
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'data', 'em', 'i', 'kbd', 'mark', 'q', 's', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'wbr']);
const IMPLIED_END = { dt: ['dt', 'dd'], dd: ['dt', 'dd'], li: ['li'], p: ['p'], option: ['option'] };
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euml: 'ë', iuml: 'ï', eacute: 'é', ouml: 'ö',
  uuml: 'ü', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', hellip: '…', ndash: '–', mdash: '—', shy: '', euro: '€', middot: '·' };

const decode = text => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, dec, name) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : dec ? String.fromCodePoint(+dec) : ENTITIES[name] ?? all);

/* The running Dutch text of <main> that the public reads: a line per block; null if there is no <main>. */
export function mainText(html) {
  const tokens = html.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<(script|style|textarea)\b[^>]*>[\s\S]*?<\/\1\s*>|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</g);
  const open = [];                                  // { tag, out } of the elements that are open
  let inMain = 0, skipping = 0, text = '', seen = false;
  const close = () => {
    const { tag, out } = open.pop();
    if (out) skipping--;
    if (tag === 'main') inMain--;
    if (!INLINE.has(tag)) text += '\n';
  };
  for (const [whole, raw, slash, name, attributes] of tokens) {
    if (raw) continue;
    if (!name) { if (inMain && !skipping && whole !== '<') text += decode(whole).replace(/\s+/g, ' '); continue; }
    const tag = name.toLowerCase();
    if (slash) {
      const at = open.findLastIndex(o => o.tag === tag);
      while (at >= 0 && open.length > at) close();
      continue;
    }
    if (!INLINE.has(tag)) text += '\n';
    if (VOID.has(tag) || attributes.trim().endsWith('/')) continue;
    if (IMPLIED_END[tag]?.includes(open.at(-1)?.tag)) close();
    const foreign = tag !== 'html' && /\slang\s*=\s*["']?(?!nl)[a-z]/i.test(attributes);
    const hidden = /\s(?:hidden|aria-hidden\s*=\s*["']?true)/i.test(attributes);
    const out = LEFT_OUT.has(tag) || foreign || hidden || /\sdata-professional\b/.test(attributes);
    if (out) skipping++;
    if (tag === 'main') { inMain++; seen = true; }
    open.push({ tag, out });
  }
  return seen ? text.split('\n').map(l => l.trim()).filter(Boolean).join('\n') : null;
}

async function checkPage(url, names) {
  let html;
  try {
    const answer = await fetch(url, { headers: { 'accept': 'text/html', 'accept-language': 'nl' } });
    if (!answer.ok) return result(false, `${url}: answers ${answer.status}`);
    html = await answer.text();
  } catch (e) { return result(false, `${url}: cannot be fetched (${e.cause?.code ?? e.message})`); }
  const language = html.match(/<html[^>]*\slang\s*=\s*["']?([a-z]+)/i)?.[1] ?? 'nl';
  if (language !== 'nl') return result(true, `${url} # SKIP page in another language (${language})`);
  const whole = mainText(html);
  if (whole === null) return result(false, `${url}: has no <main>`);

  const lines = whole.split('\n').filter(line => !names.includes(line));
  const m = measure(lines.join('\n'));
  if (m.words < FEWEST_WORDS) result(true, `${url} # SKIP only ${m.words} words`);
  else result(m.score >= LOWEST_SCORE, `${url}: score ${m.score.toFixed(1)}, at least ${LOWEST_SCORE} (${numbers(m)})`,
    m.score >= LOWEST_SCORE ? [] : hardest(lines));
  const text = withoutNames(lines.join('\n'), names);
  const found = [...WORD_LISTS.flatMap(list => forbidden(list, text)), ...bare(text).map(word => `${word} (bare)`)];
  result(found.length === 0, `${url}: only words that public text may say`, found);
}

/* The lines that cost a page most, to start rewriting there. */
const hardest = lines => lines.map(line => ({ line, ...measure(line) })).filter(l => l.words >= LABEL_WORDS)
  .sort((a, b) => a.score - b.score).slice(0, 5).map(l => `${l.score.toFixed(0)}: ${l.line.slice(0, 110)}`);

/* ---- TAP ---- */

let tests = 0, failures = 0;

function result(ok, what, details = []) {
  tests++;
  if (!ok) failures++;
  console.log(`${ok ? 'ok' : 'not ok'} ${tests} - ${what}`);
  if (!ok) for (const line of details) console.log(`#   ${line}`);
}

const numbers = m => `${m.words} words, ${(m.words / m.sentences).toFixed(1)} a sentence, ${(m.syllables / m.words).toFixed(2)} syllables a word`;

/* The counter itself: known words, split as the dictionary does. */
function checkCounter() {
  const groups = {
    'plain words': { hulp: 1, geweld: 2, thuis: 1, partner: 2, kinderen: 3, veilig: 2, agressie: 3, gesprek: 2, politie: 3 },
    'vowels that are one sound': { nieuw: 1, leeuw: 1, draaien: 2, mooie: 2, groeien: 2, bureau: 2, vrouw: 1, vrijheid: 2, huis: 1, geeuwen: 2 },
    'vowels that are two sounds': { zoals: 2, situatie: 4, radio: 3, sociaal: 3, individuele: 6, theater: 3, officieel: 4, partijen: 3, beoordelen: 4 },
    'accents': { 'geïnteresseerd': 5, 'coördinator': 5, 'financiën': 4, 'ideeën': 3, 'één': 1, 'België': 3, 'reële': 3, 'beïnvloeden': 4 },
    'borrowed words': { team: 1, wijkteam: 2, coach: 1, online: 2, intake: 2, 'time-out': 2, website: 2, buddy: 2, app: 1, baby: 2 },
    'letters and numbers': { LVB: 3, GGZ: 3, '24': 2, '0800-2000': 6, 'e-mail': 2 },
  };
  for (const [name, words] of Object.entries(groups)) {
    const wrong = Object.entries(words).filter(([w, n]) => syllables(w) !== n).map(([w, n]) => `${w}: ${syllables(w)}, should be ${n}`);
    result(wrong.length === 0, `syllables: ${name}`, wrong);
  }
  const m = measure('U kunt bellen. Dat kost niets.\nOver ons');
  result(m.sentences === 2 && m.words === 6 && m.syllables === 7, 'sentences: two, and a label is none', [JSON.stringify(m)]);
  const page = mainText('<nav>Menu</nav><main><h1>Hulp</h1><p>Bel <b>ons</b>.<p>Nu<script>x</script><dl><dt>Wie<dd>U</dl><br></main>Voet');
  result(page === 'Hulp\nBel ons.\nNu\nU', 'pages: the text of main, without terms', [JSON.stringify(page)]);
  const words = [...WORD_LISTS.flatMap(l => forbidden(l, 'De dader vindt slachtofferhulp in een traject na ruzie.')),
    ...bare('Bel anoniem.\n\nU belt anoniem. Maar niet bij gevaar.\n\nEen vrijwilliger belt.')].join(' ');
  result(words === 'dader traject ruzie anoniem', 'words: found whole, limits seen', [words]);
}

/* ---- Start ---- */

const usage = 'usage: node tests/readability.mjs FILE.csv ...\n       node tests/readability.mjs --html [--names FILE.csv] URL ...';

async function start(given) {
  const html = given.includes('--html');
  const at = given.indexOf('--names');
  const shipped = fileURLToPath(new URL('../data/offers.csv', import.meta.url));
  const namesFile = at >= 0 ? given[at + 1] : existsSync(shipped) ? shipped : null;
  const targets = given.filter((a, i) => a !== '--html' && a !== '--names' && !(at >= 0 && i === at + 1));
  if (given.includes('--help')) { console.log(usage); return 0; }
  if (targets.length === 0 || targets.some(t => t.startsWith('--')) || (at >= 0 && !namesFile)) { console.error(usage); return 2; }

  checkCounter();
  if (html) {
    let names = [];
    try { if (namesFile) names = namesIn(readOffers(namesFile).offers); } catch (e) { result(false, `${namesFile}: ${e.message}`); }
    for (const url of targets) await checkPage(url, names);
  } else for (const file of targets) checkFile(file);
  console.log(`1..${tests}`);
  return failures ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await start(process.argv.slice(2));
