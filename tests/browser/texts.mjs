// The program's own texts: what a msgid says in Dutch, and which Dutch texts may not stand on an English page.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './server.mjs';

const unquote = lines => lines.match(/"(?:[^"\\]|\\.)*"/g)?.map(s => JSON.parse(s)).join('') ?? '';

/* msgid → its Dutch texts, one or (singular, plural). */
function read(file) {
  const found = new Map();
  for (const entry of readFileSync(path.join(root, 'po', file), 'utf8').split(/\n\s*\n/)) {
    const parts = Object.fromEntries([...entry.matchAll(/^(msg\w+(?:\[\d\])?)\s+((?:"(?:[^"\\]|\\.)*"\s*)+)/gm)].map(m => [m[1], unquote(m[2])]));
    if (!parts.msgid) continue;
    found.set(parts.msgid, parts['msgstr[0]'] ? [parts['msgstr[0]'], parts['msgstr[1]']] : [parts.msgstr]);
    if (parts.msgid_plural) found.set(parts.msgid_plural, [parts['msgstr[1]']]);
  }
  return found;
}
const dutch = read('nl.po');

/* The text of a msgid in Dutch, its %s filled in turn. */
export function nl(msgid, ...values) {
  const text = dutch.get(msgid)?.[0];
  if (!text) throw new Error(`po/nl.po has no "${msgid}"`);
  return fill(text, values);
}
export const en = (msgid, ...values) => fill(msgid, values);
const fill = (text, values) => values.reduce((t, v) => t.replace('%s', v), text).replaceAll('%%', '%');

/* Texts with something filled in are patterns; those that are hardly more than what is filled in tell nothing. */
function pattern(text) {
  const fixed = text.replace(/%\d?\$?[sd]/g, '').replace(/[^\p{L}]/gu, '');
  if (fixed.length < 5) return null;
  return text.split(/%(?:\d\$)?[sd]/).map(p => p.replaceAll('%%', '%').trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+?');
}
const same = text => text.toLowerCase();
const english = new Set([...dutch.keys()].map(same)), dutchTexts = new Set([...dutch.values()].flat().filter(Boolean).map(same));
const whole = list => new RegExp(`^(?:${list.map(pattern).filter(Boolean).join('|')})$`, 'u');
const dutchOnly = whole([...dutch.entries()].flatMap(([id, texts]) => texts.filter(t => t && t !== id && !english.has(same(t)))));
const englishOnly = whole([...dutch.entries()].filter(([id, texts]) => !texts.includes(id) && !dutchTexts.has(same(id))).map(([id]) => id));

/* Those of the texts of a page that are in the other language. */
export const leftInDutch = texts => texts.filter(t => dutchOnly.test(t.trim().replace(/\s+/g, ' ')));
export const leftInEnglish = texts => texts.filter(t => englishOnly.test(t.trim().replace(/\s+/g, ' ')));
