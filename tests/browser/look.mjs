// A page as anybody may meet it: markup, axe, nothing that scrolls sideways on a small screen, no errors. With KENTERING_LONG at the
// desk too and loaded anew at each width, else on a phone. SHOTS=DIR keeps pictures of both.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { none, root } from './server.mjs';

/* One configuration for all: it would be made anew for each page, which takes longer than checking one. */
class OneConfig extends StaticConfigLoader { getConfigFor(...asked) { return this.made ??= super.getConfigFor(...asked); } }
const validator = new HtmlValidate(new OneConfig(JSON.parse(readFileSync(path.join(root, '.htmlvalidate.json'), 'utf8'))));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/* How a browser writes a document down again; and a page that waits without script looks again by itself. */
const REWRITTEN = /doctype|void-style|attribute-boolean-style|attribute-empty-style|meta-refresh/;
const shots = process.env.SHOTS;
export const thorough = Boolean(process.env.KENTERING_LONG || shots);

export async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name.replace(/\W+/g, '-')}.png`), fullPage: true });
}

/* What is wrong with the markup of an answer. */
export async function invalid(html, name) {
  const report = await validator.validateString(html, name);
  return report.results.flatMap(r => r.messages).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
}

/* The barriers that axe finds on the page as it stands open. */
export async function barriers(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(rules => globalThis.axe.run({ runOnly: rules, resultTypes: ['violations'] }), RULES);
  return found.violations.map(v => `${page.viewportSize().width}: ${v.id}: ${v.nodes.map(n => n.html).join(' ').slice(0, 300)}`);
}

/* `wrong`: what was found before; `arrive`: what is done at a width before looking. */
async function widths(page, name, wrong, arrive) {
  const before = page.viewportSize();
  for (const width of thorough ? [1280, 390, 320] : [390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    if (thorough) await arrive();
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`scrolls sideways at ${width}`);
    if (width === 320) continue;
    await shoot(page, `${name}-${width}`);
    wrong.push(...await barriers(page));
  }
  await page.setViewportSize(before);
  none([...wrong, ...page.errors.splice(0)], `${name}: valid, axe, small screens, no errors`);
}

/* The page at that address. */
export async function look(page, target, name) {
  const before = page.viewportSize();
  if (!thorough) await page.setViewportSize({ width: 390, height: 900 });
  const answer = await page.goto(target);
  await widths(page, name, await invalid(await answer.text(), target), () => page.goto(target));
  await page.setViewportSize(before);
}

/* The page as it stands open, which cannot be loaded again: an answer to a form, also one that was wrong. */
export async function lookHere(page, name) {
  await page.waitForLoadState();
  page.errors = page.errors.filter(e => !/status of 4\d\d/.test(e));
  await widths(page, name, (await invalid(await page.content(), name)).filter(m => !REWRITTEN.test(m)), () => {});
}
