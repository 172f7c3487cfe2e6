// A page as anybody may meet it: markup, axe at two widths, nothing that scrolls sideways on a small screen, no errors. SHOTS=DIR keeps pictures.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { none, root } from './server.mjs';

const validator = new HtmlValidate(JSON.parse(readFileSync(path.join(root, '.htmlvalidate.json'), 'utf8')));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const shots = process.env.SHOTS;

export async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name.replace(/\W+/g, '-')}.png`), fullPage: true });
}

/* `checked`, `wrong`: what was looked at before, and what was found; `arrive`: what is done at each width before looking. */
async function widths(page, name, checked, wrong, arrive) {
  const before = page.viewportSize();
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await arrive();
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`scrolls sideways at ${width}`);
    if (width === 320) continue;
    await shoot(page, `${name}-${width}`);
    await page.evaluate(axe);
    const found = await page.evaluate(rules => globalThis.axe.run({ runOnly: rules }), RULES);
    wrong.push(...found.violations.map(v => `${width}: ${v.id}: ${v.nodes.map(n => n.html).join(' ').slice(0, 300)}`));
  }
  await page.setViewportSize(before);
  none([...wrong, ...page.errors.splice(0)], `${name}: ${checked}axe, small screens, no errors`);
}

/* The page at that address, loaded at each width. */
export async function look(page, target, name) {
  const answer = await page.goto(target), report = await validator.validateString(await answer.text(), target);
  await widths(page, name, 'valid, ', report.results.flatMap(r => r.messages).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`), () => page.goto(target));
}

/* The page as it stands open, which cannot be loaded again: an answer to a form. */
export const lookHere = (page, name) => widths(page, name, '', [], () => {});
