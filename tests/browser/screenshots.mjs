// screenshots.mjs KENTERING: draws the pictures of the README anew, in docs/screenshots.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { browser, root, serve, testing, visit } from './server.mjs';

const pictures = [
  { name: 'home-1280', path: '/', width: 1280, height: 860 },
  { name: 'search-1280', path: '/hulp?q=losse+handjes&voor=uses_violence', width: 1280, height: 1000 },
  { name: 'search-390', path: '/hulp?q=losse+handjes', width: 390, height: 844, scroll: '.k-cards' },
  { name: 'offer-390', path: '/hulp/carrousselgroep-eindhoven', width: 390, height: 844 },
];

await testing(async () => {
  const out = path.join(root, 'docs/screenshots');
  mkdirSync(out, { recursive: true });
  const server = await serve(), b = await browser();
  for (const p of pictures) {
    const page = await visit(b, server, p);
    await page.goto(server.url + p.path);
    if (p.scroll) await page.locator(p.scroll).evaluate(e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 40));
    await page.screenshot({ path: path.join(out, `${p.name}.png`) });
    await page.context().close();
  }
});
