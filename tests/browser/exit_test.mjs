// "Leave this site": blank at once, no way back to the page, and without script an ordinary link.
import { browser, is, none, ok, serve, sleep, testing, visit } from './server.mjs';
import { OFFERS } from './routes.mjs';

const EXIT = 'https://www.buienradar.nl/';
const SLOW_MS = 700;

/* The other site takes its time, so that what the page does before is seen. */
async function leaving(page) {
  await page.context().route(EXIT, async route => { await sleep(SLOW_MS); await route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><title>Weer</title><h1>Het weer</h1>' }); });
}
/* Tells what is on the screen in the first frame after the page began to leave. */
const watch = () => new MutationObserver((_, observer) => requestAnimationFrame(() => {
  observer.disconnect();
  const shown = document.elementFromPoint(100, 100)?.closest('body') || document.documentElement.getClientRects().length;
  console.log(`frame: ${shown ? 'something' : 'nothing'}, title: ${document.title.replace('\u200b', 'none')}`);
})).observe(document, { attributes: true, subtree: true, attributeFilter: ['hidden'] });
const shift = async page => { await page.keyboard.press('Shift'); };

async function goes(b, server, how, name) {
  const page = await visit(b, server, { width: 390, height: 844 });
  await leaving(page);
  await page.addInitScript(watch);
  await page.goto(`${server.url}/hulp`);
  await page.goto(`${server.url}/hulp/${OFFERS.rich}`);
  const before = await page.evaluate(() => history.length);
  const asked = page.waitForRequest(EXIT), frame = page.waitForEvent('console', m => m.text().startsWith('frame'));
  await how(page);
  const request = await asked;
  is((await frame).text(), 'frame: nothing, title: none', `${name}: the page is blank before the other site is there`);
  await page.waitForURL(EXIT);
  is((await request.allHeaders()).referer, undefined, `${name}: the other site does not hear where the visitor came from`);
  is(await page.evaluate(() => history.length), before, `${name}: the page left is replaced in the history`);
  await page.goBack({ waitUntil: 'commit' }).catch(() => {});
  ok(!page.url().includes(OFFERS.rich), `${name}: Back does not lead to the page left`, page.url());
  await page.waitForURL(EXIT);
  is(await page.locator('h1').innerText(), 'Het weer', `${name}: Back leads to no page before it either`);
  none(page.errors, `${name}: no script error`);
  await page.context().close();
}

/* The mark that somebody left ends when the site is opened anew: Back is Back again. */
async function anew(b, server) {
  const page = await visit(b, server);
  await leaving(page);
  await page.goto(`${server.url}/hulp`);
  await page.locator('[data-exit]').click();
  await page.waitForURL(EXIT);
  await page.goto(`${server.url}/hulp`);
  is(await page.evaluate(() => sessionStorage.length), 0, 'opened anew, the site keeps nothing');
  await page.goto(`${server.url}/hulp/${OFFERS.rich}`);
  await page.goBack();
  await sleep(200);
  is(new URL(page.url()).pathname, '/hulp', 'and Back leads back');
  ok(await page.locator('h1').isVisible(), 'to a page that shows');
  await page.context().close();
}

async function typing(b, server) {
  const page = await visit(b, server);
  await page.goto(server.url);
  await page.locator('#q').focus();
  for (const letter of 'ABC') await page.keyboard.press(`Shift+${letter}`);
  is(await page.locator('#q').inputValue(), 'ABC', 'three capitals in a text are typed');
  await shift(page); await shift(page);
  await sleep(1700);
  await shift(page);
  await sleep(100);
  ok(page.url().startsWith(server.url) && !page.elsewhere.length, 'capitals, and Shift pressed slowly, do not leave the site');
  await page.context().close();
}

async function withoutScript(b, server) {
  const page = await visit(b, server, { script: false });
  await leaving(page);
  await page.goto(`${server.url}/hulp/${OFFERS.rich}`);
  is(await page.locator('[data-exit]').getAttribute('href'), EXIT, 'without script the exit is a link');
  await page.locator('[data-exit]').click();
  await page.waitForURL(EXIT);
  ok(true, 'without script the link leads away');
  await page.context().close();
}

/* Within reach wherever one is on the page. */
async function inReach(b, server, size) {
  const page = await visit(b, server, size);
  await page.goto(`${server.url}/hulp`);
  const wrong = [];
  for (const part of [0, 0.5, 1]) {
    await page.evaluate(p => scrollTo(0, p * document.documentElement.scrollHeight), part);
    const seen = await page.locator('[data-exit]').evaluate(e => { const r = e.getBoundingClientRect();
      return r.top >= 0 && r.bottom <= innerHeight && r.height >= 24 && e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)); });
    if (!seen) wrong.push(`scrolled ${part * 100}%`);
  }
  none(wrong, `at ${size.width} px the exit is in view, not covered, wherever the page is scrolled to`);
  await page.context().close();
}

await testing(async () => {
  const server = await serve(), b = await browser();
  await goes(b, server, page => page.locator('[data-exit]').click(), 'a click');
  await goes(b, server, async page => { for (let i = 0; i < 3; i++) await shift(page); }, 'Shift three times');
  await goes(b, server, async page => { await page.locator('[data-exit]').focus(); await page.keyboard.press('Enter'); }, 'Enter on the link');
  await anew(b, server);
  await typing(b, server);
  await withoutScript(b, server);
  await inReach(b, server, { width: 390, height: 844 });
  await inReach(b, server, { width: 1280, height: 900 });
});
