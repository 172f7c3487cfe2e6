// Every page, as visitors get it: answer, markup, accessibility, small screens, without script, on paper, in English.
import { barriers, invalid, thorough } from './look.mjs';
import { browser, get, has, is, none, ok, serve, testing, textOf, visit } from './server.mjs';
import { leftInDutch, leftInEnglish, nl } from './texts.mjs';
import { OFFERS, pages } from './routes.mjs';

const HEADERS = {
  'x-content-type-options': /^nosniff$/, 'referrer-policy': /^no-referrer$/, 'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/, 'permissions-policy': /geolocation=\(\)/, 'cache-control': /private|no-store/,
  'content-type': /^text\/html; charset=utf-8$/,
};
/* The page of a partner outside care: numbers to call and a way to leave would tell a landlord or a school that there is violence. */
const FRAMELESS = /^\/uw-deel\//;
const POLICY = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"];
/* What must not stand in the history of a browser. */
const TELLING = /geweld|violence|agress|slaan|slaat|sla\b|mishandel|huisverbod|veilig thuis|dader|pleger|slachtoffer|victim|abuse|opvang|shelter|stalk|partner/i;
/* Pages beyond the table: what a search and a mistake look like. `status` where it is not 200. */
const MORE = [
  { target: '/hulp?q=agressie&voor=uses_violence', name: 'a search with words and a choice' },
  { target: '/hulp?pagina=2', name: 'the second page' },
  { target: '/hulp?q=xqzvwk', name: 'nothing found' },
  { target: '/hulp?q=ik+wil+dood', name: 'a search with 113' },
  { target: '/hulp?regio=oost-brabant&vorm=bestaatniet&pagina=nul', name: 'a search with mistakes', status: 400 },
  { target: '/bestaat-niet', name: 'a page that is not there', status: 404 },
  { target: '/hulp/bestaat-niet', name: 'help that is not there', status: 404 },
].flatMap(p => [{ status: 200, lang: 'nl', ...p }, { status: 200, lang: 'en', ...p, target: `/en${p.target}` }]).map(p => ({ ...p, path: p.name, first: true }));
const nameOf = p => p.name ? `${p.name} (${p.lang})` : p.target;

/* ---- the answer ---- */

/* What is wrong with an answer as a whole. */
function* complaints(a, p) {
  const html = a.body, main = html.match(/<main[\s\S]*<\/main>/)?.[0] ?? '', title = html.match(/<title>([\s\S]*?)<\/title>/)?.[1] ?? '';
  if (a.status !== (p.status ?? 200)) yield `status ${a.status}`;
  for (const [header, want] of Object.entries(HEADERS)) if (!want.test(a.headers.get(header) ?? '')) yield `${header}: ${a.headers.get(header)}`;
  for (const part of POLICY) if (!(a.headers.get('content-security-policy') ?? '').includes(part)) yield `Content-Security-Policy lacks ${part}`;
  if (a.headers.has('set-cookie')) yield `cookie ${a.headers.get('set-cookie')}`;
  if (!title || TELLING.test(title)) yield `the title is not neutral: ${title}`;
  if ((html.match(/<h1\b/g) ?? []).length !== 1) yield 'not exactly one h1';
  if (html.match(/<html lang="(\w+)"/)?.[1] !== p.lang) yield 'the language is not said, or another';
  if (FRAMELESS.test(p.path)) { if (/data-exit|href="tel:/.test(html)) yield 'tells a partner what is the matter'; return; }
  if (!/<a [^>]*href="https:\/\/[^"]+"[^>]*data-exit/.test(html)) yield 'no way to leave this site';
  for (const number of ['112', '08002000']) if (!html.includes(`href="tel:${number}"`)) yield `no link to call ${number}`;
  if (textOf(main).length < 60) yield 'hardly any content';
  for (const [, , host] of html.matchAll(/(?:src|action)="(https?:)?\/\/([^"/]+)/g)) yield `loads from or posts to ${host}`;
}

async function answers(server, p) {
  const a = await get(server, p.target);
  none([...complaints(a, p)], `${nameOf(p)}: status, headers, no cookie, neutral title, one h1, language, exit, numbers`);
  none(await invalid(a.body, p.target), `${nameOf(p)}: valid HTML`);
}

/* ---- in a browser ---- */

/* Texts and labels outside what is marked as another language. */
const texts = (page, lang) => page.evaluate(other => {
  const found = [], walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const mine = e => e && !e.closest(`script, style, [lang="${other}"]`);
  while (walker.nextNode()) if (walker.currentNode.data.trim() && mine(walker.currentNode.parentElement)) found.push(walker.currentNode.data);
  for (const e of document.querySelectorAll('[aria-label], [title], [alt], [placeholder], [content]'))
    for (const a of ['aria-label', 'title', 'alt', 'placeholder', 'content']) if (e.getAttribute(a) && mine(e)) found.push(e.getAttribute(a));
  return found;
}, lang === 'en' ? 'nl' : 'en');

/* What of a page does not depend on a script: its text, links and fields in order. */
const content = page => page.evaluate(() => {
  const main = document.querySelector('main').cloneNode(true);
  for (const e of main.querySelectorAll('noscript, [data-print], input[name=form_token]')) e.remove();
  return [main.textContent.replace(/\s+/g, ' ').trim(), ...[...main.querySelectorAll('a')].map(a => a.getAttribute('href')),
    ...[...main.querySelectorAll('input, select, textarea, button')].map(e => `${e.type} ${e.name}`)];
});

/* Dutch pages with every example, English ones, of the same markup, once in --long. */
async function accessible(page, p) {
  if (p.lang === 'en' && !(thorough && p.first)) return;
  none(await barriers(page), `${nameOf(p)}: no barriers at ${page.viewportSize().width} px that axe knows`);
}
const sideways = page => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide <= 0 ? [] : [`${wide} px too wide`, ...[...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`)];
});

async function seen(page, server, p) {
  const requests = [], listen = r => requests.push(r.url());
  page.on('request', listen);
  page.errors.length = page.elsewhere.length = 0;
  await page.goto(server.url + p.target, { waitUntil: 'load' });
  page.off('request', listen);
  none([...new Set([...page.elsewhere.map(r => r.url()), ...requests.filter(u => !u.startsWith(server.url) && !u.startsWith('data:'))]),
    ...page.errors.filter(e => !/status of [45]\d\d/.test(e))], `${nameOf(p)}: asks nothing of other sites, no script fails, nothing is blocked`);
  none(p.lang === 'en' ? leftInDutch(await texts(page, 'en')) : leftInEnglish(await texts(page, 'nl')), `${nameOf(p)}: no text is left in the other language`);
  return content(page);
}

async function fitting(page, p) {
  await page.setViewportSize({ width: 320, height: 640 });
  none(await sideways(page), `${nameOf(p)}: fits 320 px`);
  await page.setViewportSize({ width: 390, height: 844 });
}

async function onPaper(page, p) {
  await page.emulateMedia({ media: 'print' });
  const wrong = await page.evaluate(() => [...document.querySelector('main').innerText.trim().length > 40 ? [] : ['no content'],
    ...[...document.querySelectorAll('nav, [data-exit], .k-noprint, form button')].filter(e => e.getClientRects().length).map(e => `${e.tagName} ${e.className} is printed`)]);
  await page.emulateMedia({ media: null });
  none(wrong, `${nameOf(p)}: prints its content without menus and buttons`);
}

/* ---- the tests ---- */

async function paper(b, server) {
  const page = await visit(b, server);
  const sheets = async target => {
    await page.goto(server.url + target);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    return (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  };
  is(await sheets('/kaartje/oost-brabant'), 1, 'the small cards fit one sheet');
  for (const slug of [OFFERS.rich, OFFERS.joint, OFFERS.longName]) ok(await sheets(`/hulp/${slug}/print`) <= 2, `${slug} prints on two sheets or less`);
  await page.goto(`${server.url}/hulp/${OFFERS.rich}/print`);
  const text = await page.locator('main').innerText();
  ok(!text.includes(nl('For professionals')), 'the page to print holds nothing for professionals');
  has(text, '0800-2000', 'and it has the number of Veilig Thuis');
  await page.context().close();
}

await testing(async () => {
  const server = await serve(), table = pages(), all = [...table.pages, ...MORE];
  none(table.missing, 'every path with a parameter has an example in routes.mjs');
  ok(table.pages.length > 30, 'the table of routes has pages');
  for (const p of all) await answers(server, p);
  const b = await browser();
  const phone = await visit(b, server, { width: 390, height: 844 }), desk = await visit(b, server);
  const plain = await visit(b, server, { width: 390, height: 844, script: false });
  for (const p of all) {
    const scripted = await seen(phone, server, p);
    await accessible(phone, p);
    await fitting(phone, p);
    await onPaper(phone, p);
    if (p.lang === 'en' && !thorough) continue;              /* of the same markup */
    await plain.goto(server.url + p.target);
    is(await content(plain), scripted, `${nameOf(p)}: the same content without script`);
    if (p.lang === 'en' || !thorough) continue;
    await desk.goto(server.url + p.target);
    await accessible(desk, p);
  }
  await paper(b, server);
});
