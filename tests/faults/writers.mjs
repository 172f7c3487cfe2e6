// People who write all the time while a test breaks something, and remember what they were told.
import { get, none, sleep } from '../browser/server.mjs';

export const health = async server => JSON.parse((await get(server, '/healthz')).body).database;
export async function until(server, wanted, ms = 15000) {
  const end = Date.now() + ms;
  while (Date.now() < end && await health(server) !== wanted) await sleep(100);
  return health(server);
}

/* Writes one word after another until told to stop; what was promised, what was refused, what nobody knows. */
export class Writer {
  constructor(who, target, name) { Object.assign(this, { who, target, name, kept: [], refused: [], unknown: [], odd: [], on: true }); }
  async run() {
    const blank = await this.who.form(this.target);
    for (let n = 0; this.on; n++) {
      const word = `${this.name}n${n}.`, a = await this.who.post(this.target, { ...blank, kind: 'other', value: word });
      if (a.status === 303) this.kept.push(word);
      else if (a.status === 503 && /niet of het bewaard is/.test(a.text)) this.unknown.push(word);
      else if (a.status === 503 && /niets van bewaard/.test(a.text)) this.refused.push(word);
      else this.odd.push(`${word} ${a.status} ${a.text.slice(0, 200)}`);
      if (a.status !== 303) await sleep(50);
    }
  }
}

/* Every word that was answered is there, none that was refused. */
export async function check(me, writers, name) {
  const wrong = writers.flatMap(w => w.odd);
  for (const w of writers) {
    const page = await me.get(w.target.replace('/bereik', ''));
    if (page.status !== 200) wrong.push(`${page.status} ${page.text.slice(0, 200)}`);
    wrong.push(...w.kept.filter(word => !page.text.includes(word)).map(word => `${word} was promised, and is gone`), ...w.refused.filter(word => page.text.includes(word)).map(word => `${word} was refused, and is there`));
  }
  none(wrong, name);
  const sum = kind => writers.reduce((n, w) => n + w[kind].length, 0);
  return { kept: sum('kept'), refused: sum('refused'), unknown: sum('unknown') };
}
