// Looking for help as a visitor does: with a mouse, with the keyboard, without script, in everyday words.
import { browser, command, decode, get, has, is, none, ok, serve, testing, textOf, visit } from './server.mjs';
import { en, nl } from './texts.mjs';
import { OFFERS } from './routes.mjs';

const slugs = html => [...html.matchAll(/<h3[^>]*><a href="(?:\/en)?\/hulp\/([^"?]+)"/g)].map(m => m[1]);
const heading = html => textOf(html.match(/<h2 id="gevonden">([\s\S]*?)<\/h2>/)?.[1] ?? '');
const total = html => Number(heading(html).match(/^\d+/)?.[0] ?? 0);
const search = (server, query, lang = '') => get(server, `${lang}/hulp?${new URLSearchParams(query)}`);

/* Every result of a search, over all its pages. */
async function all(server, query) {
  const found = [];
  for (let target = `/hulp?${new URLSearchParams(query)}`; target; ) {
    const a = await get(server, target);
    found.push(...slugs(a.body));
    target = decode(a.body.match(/href="([^"]+)" rel="next"/)?.[1] ?? '');
  }
  return found;
}

/* ---- the way of a visitor ---- */

/* The choices stand open beside the results, on a phone (and in older browsers) behind a button. */
async function unfolded(page) {
  if (!await page.locator('input[name=voor]').first().isVisible()) await page.locator('details.k-facets > summary').click();
}

async function visitor(b, server, how, options) {
  const page = await visit(b, server, options);
  await page.goto(server.url);
  await page.locator('#q').fill('geweld');
  await page.locator('main form').getByRole('button', { name: nl('Find help') }).click();
  await page.waitForURL('**/hulp?**');
  const wide = total(await page.content());
  ok(wide > 20, `${how}: from the first page to results`, wide);
  is(await page.locator('#q').inputValue(), 'geweld', `${how}: the words are still there`);
  await unfolded(page);
  await page.locator('input[name=voor][value=uses_violence]').check();
  await page.getByRole('button', { name: nl('Show help') }).click();
  await page.waitForURL('**voor=uses_violence**');
  const narrow = total(await page.content());
  ok(narrow > 20 && narrow < wide, `${how}: a choice narrows the results`, `${wide} → ${narrow}`);
  has(await page.locator('.k-chips').innerText(), nl('Somebody who uses violence'), `${how}: the choice is named above the results`);
  const first = slugs(await page.content());
  await page.getByRole('link', { name: nl('Next'), exact: true }).click();
  await page.waitForURL('**pagina=2**');
  const url = page.url(), second = slugs(await page.content());
  ok(second.length > 0 && second.every(s => !first.includes(s)), `${how}: the second page has other help`);
  const name = await page.locator('.k-card h3 a').nth(2).innerText();
  await page.locator('.k-card h3 a').nth(2).click();
  await page.waitForURL(u => /\/hulp\/[^?]+$/.test(u.pathname));
  is(await page.locator('h1').innerText(), name, `${how}: a card leads to its page`);
  await page.goBack();
  is([page.url(), slugs(await page.content())], [url, second], `${how}: Back leads to the same results`);
  is(await page.locator('#q').inputValue(), 'geweld', `${how}: with the same words`);
  await unfolded(page);
  ok(await page.locator('input[name=voor][value=uses_violence]').isChecked(), `${how}: and the same choices`);
  const other = await visit(b, server, { script: false });
  await other.goto(url);
  is(slugs(await other.content()), second, `${how}: whoever gets the address sees the same`);
  await page.locator('.k-chips a').first().click();
  await page.waitForURL(u => !u.search.includes('voor='));
  is(total(await page.content()), wide, `${how}: the choice can be taken back`);
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL('**/en/hulp?**');
  is([total(await page.content()), await page.locator('#q').inputValue()], [wide, 'geweld'], `${how}: in English it is the same search`);
  none(page.errors, `${how}: no error in the browser`);
  await Promise.all([page.context().close(), other.context().close()]);
}

/* ---- words ---- */

const text = o => Object.values(o).flat().map(v => typeof v === 'string' ? v : '').join(' ').toLowerCase();
const list = value => Array.isArray(value) ? value : String(value ?? '').split(' ');
/* Of the first four, at least three must be this. */
const EVERYDAY = {
  'ik sla mijn vrouw': o => list(o.audience).includes('uses_violence'),
  'losse handjes': o => list(o.audience).includes('uses_violence') && /agressie|geweld/.test(text(o)),
  'woede': o => list(o.audience).includes('uses_violence') && /agressie|woede|boos/.test(text(o)),
  'huisverbod gekregen': o => /huisverbod/.test(text(o)),
  'slaapplek': o => list(o.formats).includes('residential'),
  'mijn man slaat mij': o => list(o.audience).some(a => ['experiences_violence', 'family', 'uses_violence'].includes(a)) && /geweld/.test(text(o)),
  'drank': o => /versla|alcohol|drank/.test(text(o)),
};

async function words(server, offers) {
  for (const [q, fits] of Object.entries(EVERYDAY)) {
    const found = slugs((await search(server, { q })).body).slice(0, 4), fitting = found.filter(s => fits(offers.get(s)));
    ok(fitting.length >= Math.min(3, found.length) && found.length > 1, `“${q}” finds help that fits`, found.map(s => `${fitting.includes(s) ? 'fits' : 'does not'}: ${s}`));
  }
  const stalked = slugs((await search(server, { q: 'mijn ex volgt mij' })).body).slice(0, 3);
  ok(stalked.some(s => /stalk/.test(text(offers.get(s)))), '“mijn ex volgt mij” finds help against stalking among the first three', stalked);
  none(stalked.filter(s => list(offers.get(s).formats).join() === 'joint'), '“mijn ex volgt mij” does not begin with talks together');
  const wrong = await search(server, { q: 'agresie' }), right = await search(server, { q: 'agressie' });
  has(wrong.text, nl('We searched for "%s".', 'agressie'), 'a typing error says what it was read as');
  is(slugs(wrong.body), slugs(right.body), 'and finds the same');
  has((await search(server, { q: 'agresie' }, '/en')).text, en('We searched for "%s".', 'agressie'), 'in English too');
  is(slugs((await search(server, { q: 'AGRESSIE  ' })).body), slugs(right.body), 'capitals and spaces do not matter');
  has((await search(server, { q: 'groep xqzvwk' })).text, nl('Nothing has all your words. This help has some of them: %s.', 'groep'), 'words that nothing has are told');
}

/* Who asks, where, and in what danger: what the page says about it. */
async function circumstances(server, offers) {
  const firstOf = async q => slugs((await search(server, { q })).body).slice(0, 5).map(s => offers.get(s));
  for (const q of ['mijn man slaat mij', 'my husband hits me', 'mijn ex stalkt mij']) {
    const first = await firstOf(q);
    has(first[0].name, 'Veilig Thuis', `“${q}” leads to Veilig Thuis first`);
    none(first.filter(o => list(o.formats).includes('joint') || list(o.audience).join() === 'uses_violence').map(o => o.name), `“${q}” does not lead to help for the other`);
  }
  none((await firstOf('ik sla mijn vrouw')).filter(o => !list(o.audience).includes('uses_violence')).map(o => o.name), '“ik sla mijn vrouw” leads to help for who uses violence');
  const stalked = await search(server, { q: 'mijn ex stalkt mij' });
  has(stalked.text, nl('Can the other look along?'), 'words of stalking ask whether the other looks along');
  ok(stalked.body.includes('href="/veilig-surfen"') && stalked.body.includes('href="tel:08002000"'), 'and say what to do');
  ok(!(await search(server, { q: 'ik stalk mijn ex' })).text.includes(nl('Can the other look along?')), 'not to who stalks');
  const own = await search(server, { q: 'ik vermoord haar' }), other = await search(server, { q: 'hij vermoordt mij' });
  has(own.text, nl(', also if the danger comes from you.'), 'who may be the danger is told to call as well');
  has(other.text, nl('Go to a safe place if you can. Call'), 'who is in danger is told to go to a safe place');
  for (const a of [own, await search(server, { q: 'kill' }, '/en'), await search(server, { q: 'ik zie het niet meer zitten' })])
    ok(total(a.body) > 0 && offers.get(slugs(a.body)[0]).name.includes('Veilig Thuis'), 'words of danger that no help has lead to where one can turn', slugs(a.body));
  for (const [town, region] of [['Venlo', 'Noord- en Midden-Limburg'], ['Meppel', 'Drenthe'], ['Gouda', 'Hollands Midden'], ['Emmen', 'Drenthe']]) {
    const a = await search(server, { q: town });
    has(a.text, nl('We searched in: %s.', region), `${town}: the page says in which region it searched`);
    is(total(a.body), total((await search(server, { regio: region.toLowerCase().replace(/[ -]+/g, '-') })).body), `${town}: as if the region were chosen`);
  }
  has((await search(server, { q: '5611 AB' })).text, nl('We cannot search by postal code. Choose your region, or type the name of your town.'), 'a postal code gets a hint');
  const plain = await search(server, {});
  has(plain.text, nl('Easiest to start'), 'without words the list begins with what is easiest to start');
  none(slugs(plain.body).slice(0, 10).map(s => offers.get(s)).filter(o => o.kind !== 'help' || list(o.formats).includes('joint')).map(o => o.name), 'so not with measures or talks together');
}

async function nothingFound(server) {
  for (const query of [{ q: 'xqzvwk' }, { q: 'xqzvwk', regio: 'oost-brabant', voor: 'uses_violence' }, { regio: 'zeeland', vorm: 'app', kosten: 'free', taal: 'unknown', voor: 'both' }]) {
    const name = new URLSearchParams(query), a = await search(server, query);
    is([a.status, total(a.body)], [200, 0], `${name}: nothing is found`);
    const steps = [...a.body.match(/<div class="k-empty[\s\S]*?<\/div>/)[0].matchAll(/<li><a href="([^"]+)"[\s\S]*?<\/li>/g)].map(m => [decode(m[1]), Number(textOf(m[0]).match(/\d+/)?.[0])]);
    ok(steps.length > 0, `${name}: and next steps are offered`);
    for (const [target, promised] of steps) is(total((await get(server, target)).body), promised, `${name}: the step to ${target} leads to as many results as it says`);
    has(a.body, 'href="tel:08002000"', `${name}: or to somebody to call`);
    for (const word of ['agressie', 'praten', 'groep']) if (query.q === 'xqzvwk' && !query.regio) ok(total((await search(server, { q: word })).body) > 0, `the word “${word}” it suggests finds help`);
  }
}

async function urgent(b, server) {
  const page = await visit(b, server, { width: 390, height: 844 });
  for (const [lang, q] of [['', 'ik wil dood'], ['', 'zelfmoord'], ['', 'ik maak mezelf van kant'], ['/en', 'kill myself']]) {
    await page.goto(`${server.url}${lang}/hulp?${new URLSearchParams({ q })}`);
    const place = await page.evaluate(() => {
      const call = document.querySelector('main a[href="tel:113"]'), card = document.querySelector('.k-card');
      return call && { first: !card || !!(call.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING), top: call.getBoundingClientRect().top, free: !!document.querySelector('main a[href="tel:08000113"]') };
    });
    ok(place?.first && place.free && place.top < 844, `“${q}” shows 113 first, without scrolling on a phone`, place);
  }
  await page.goto(`${server.url}/hulp?q=groep`);
  is(await page.locator('main a[href="tel:113"]').count(), 0, 'other words do not');
  await page.goto(`${server.url}/hulp?q=hij+heeft+een+mes`);
  const before = await page.evaluate(() => {
    const call = document.querySelector('main a[href="tel:112"]'), form = document.querySelector('main form');
    return !!call && !!(call.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  ok(before, 'words of danger show 112, before everything else');
  await page.context().close();
}

/* ---- counts ---- */

const facets = html => [...html.matchAll(/<input type="checkbox" name="([^"]+)" value="([^"]+)"[^>]*>([\s\S]*?)<small>(\d+)<\/small>/g)].map(m => ({ name: m[1], value: m[2], label: textOf(m[3]), count: Number(m[4]) }));

async function counts(server) {
  for (const base of [{}, { q: 'agressie' }, { voor: 'uses_violence', regio: 'oost-brabant' }]) {
    const shown = facets((await search(server, base)).body).filter(f => !(f.name in base)), wrong = [];
    for (const f of shown) {
      const now = total((await search(server, { ...base, [f.name]: f.value })).body);
      if (now !== f.count) wrong.push(`${f.name}=${f.value}: says ${f.count}, finds ${now}`);
    }
    ok(shown.length > 8, `${new URLSearchParams(base)}: there are choices`, shown.length);
    none(wrong, `${new URLSearchParams(base)}: every choice finds as many as it says`);
  }
  const each = (await Promise.all(['uses_violence', 'family'].map(v => all(server, { voor: v })))), both = await get(server, '/hulp?voor=uses_violence&voor=family');
  is(total(both.body), new Set(each.flat()).size, 'two choices of one kind find either');
  is(slugs((await get(server, '/hulp?voor=uses_violence+family')).body), slugs(both.body), 'written in one or as two they are the same');
  const everything = await all(server, {});
  is([everything.length, new Set(everything).size], [total((await search(server, {})).body), everything.length], 'the pages together have every result once');
  const last = await get(server, '/hulp?pagina=99999');
  ok(last.status === 200 && slugs(last.body).length > 0, 'past the last page comes the last page');
}

async function leftOut(server, offers, everything) {
  const inList = o => ['help', 'measure', 'step'].includes(o.kind) && o.status !== 'ended';
  is([...everything].sort(), [...offers.values()].filter(inList).map(o => o.slug).sort(), 'the list has all help, measures and steps that are there');
  none(everything.filter(s => !inList(offers.get(s))), 'and nothing that ended, no tables, nothing for professionals');
  for (const [slug, message] of [[OFFERS.ended, 'This help no longer exists.'], [OFFERS.table, 'This is a meeting of professionals.'], [OFFERS.professional, 'This is meant for professionals.'], [OFFERS.measure, 'This is a measure. Others decide on it.']]) {
    const dutch = await get(server, `/hulp/${slug}`), english = await get(server, `/en/hulp/${slug}`);
    ok(dutch.status === 200 && dutch.text.includes(nl(message)), `the page of ${slug} is there and says so`, dutch.text.slice(0, 400));
    ok(english.status === 200 && english.text.includes(message), `in English too`, english.text.slice(0, 400));
  }
  const ended = offers.get(OFFERS.ended);
  ok(!slugs((await search(server, { q: ended.name })).body).includes(ended.slug), 'the name of ended help does not find it');
  ok((await get(server, `/hulp/${OFFERS.ended}`)).body.includes('content="noindex"'), 'and search engines leave it out');
}

/* ---- the keyboard ---- */

/* What has the focus: where it stands, whether one sees that it has it. */
const focused = page => page.evaluate(() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  if (e === document.body) return null;
  const all = [...document.querySelectorAll('*')];
  return { number: all.indexOf(e), what: `${e.tagName} ${e.id || e.name || e.textContent.trim().slice(0, 30)}`, text: e.textContent.trim(), inView: r.bottom > 0 && r.top < innerHeight && r.width > 0,
    shown: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none' };
});

/* Tab from the top of the page until it begins anew. */
async function round(page, target) {
  await page.goto(target);
  const stops = [];
  for (let i = 0; i < 250; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (!at || at.number === stops[0]?.number) break;
    stops.push(at);
  }
  return stops;
}

async function keyboard(b, server) {
  const page = await visit(b, server, { width: 1280, height: 900 });
  for (const target of ['/', `/hulp/${OFFERS.rich}`, '/hulp?q=agressie&voor=uses_violence']) {
    const stops = await round(page, server.url + target), wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, summary, textarea')]
      .filter(e => e.checkVisibility({ checkOpacity: false }) && e.tabIndex >= 0 && e.type !== 'hidden' && !(e.matches('summary') && getComputedStyle(e).pointerEvents === 'none')).length);
    is(stops[0]?.text, nl('To the content'), `${target}: Tab comes first to the link past the menu`);
    ok(stops.every((s, i) => i === 0 || s.number > stops[i - 1].number), `${target}: Tab goes in the order of the page`);
    ok(stops.length >= wanted, `${target}: Tab reaches everything that can be used`, `${stops.length} of ${wanted}`);
    none(stops.filter(s => !s.shown || !s.inView).map(s => s.what), `${target}: one always sees where one is`);
  }
  await page.goto(server.url);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  is(await page.evaluate(() => document.activeElement.id), 'inhoud', 'the skip link leads to the content');
  for (let i = 0; i < 20 && !(await focused(page))?.what.endsWith(' q'); i++) await page.keyboard.press('Tab');
  await page.keyboard.type('woede');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/hulp?**');
  ok(total(await page.content()) > 0, 'words and Enter search');
  for (let i = 0; i < 60 && !(await page.evaluate(() => document.activeElement.matches('input[name=voor][value=uses_violence]'))); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  ok(await page.locator('input[name=voor][value=uses_violence]').isChecked(), 'Space ticks a choice');
  await page.keyboard.press('Enter');
  await page.waitForURL('**voor=uses_violence**');
  for (let i = 0; i < 200 && !(await page.evaluate(() => document.activeElement.matches('.k-card h3 a'))); i++) await page.keyboard.press('Tab');
  const name = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('Enter');
  await page.waitForURL(u => /\/hulp\/[^?]+$/.test(u.pathname));
  is(await page.locator('h1').innerText(), name, 'Enter opens a result');
  await page.context().close();
}

await testing(async () => {
  const server = await serve(), b = await browser();
  const offers = new Map(JSON.parse((await command('offers', 'export', '--data', server.data, '--format', 'json')).out).map(o => [o.slug, o]));
  await visitor(b, server, 'with script', {});
  await visitor(b, server, 'without script', { script: false });
  await visitor(b, server, 'on a phone', { width: 390, height: 844 });
  await words(server, offers);
  await circumstances(server, offers);
  await nothingFound(server);
  await urgent(b, server);
  await counts(server);
  await leftOut(server, offers, await all(server, {}));
  await keyboard(b, server);
});
