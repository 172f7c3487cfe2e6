// An import by another program shows on the site within seconds, and no visitor notices the change of hands.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { command, get, has, is, none, ok, serve, sleep, testing } from './server.mjs';
import { nl } from './texts.mjs';

const SHOWN_MS = 3000, VISITORS = 12;

async function importing(server, name, lines) {
  const file = path.join(server.data, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const result = await command('offers', 'import', file, '--data', server.data);
  is(result.code, 0, `${name} comes in while the site is up`);
  if (result.code) console.log(`# ${(result.out + result.log).split('\n').join('\n# ')}`);
}

/* Milliseconds until a page shows what it should; Infinity if it does not in time. */
async function until(server, target, shows) {
  const began = performance.now();
  while (performance.now() - began < 3 * SHOWN_MS) {
    if (shows(await get(server, target))) return Math.round(performance.now() - began);
    await sleep(50);
  }
  return Infinity;
}
const inTime = (ms, name) => ok(ms <= SHOWN_MS, `${name} within ${SHOWN_MS / 1000} seconds`, `${ms} ms`);

await testing(async () => {
  const server = await serve(), wrong = [];
  let going = true, answers = 0;
  const visitors = Array.from({ length: VISITORS }, async (_, v) => {
    for (let i = v; going; i++) {
      const target = ['/hulp?q=groep', '/hulp/huisarts', '/hulp?regio=oost-brabant', '/hsds/services?per_page=5'][i % 4];
      const a = await get(server, target).catch(e => ({ status: e.cause?.code ?? e.message, body: '' }));
      if (a.status !== 200 || !/<\/html>\s*$|}\s*$/.test(a.body)) wrong.push(`${target}: ${a.status}`);
      answers++;
      await sleep(2);
    }
  });
  await sleep(300);

  await importing(server, 'changed.csv', ['code,summary', 'O002,De huisarts heeft een nieuwe tekst.']);
  inTime(await until(server, '/hulp/huisarts', a => a.text.includes('De huisarts heeft een nieuwe tekst.')), 'a change shows on the page of the help');
  has((await get(server, '/hulp?q=huisarts')).text, 'De huisarts heeft een nieuwe tekst.', 'and in the list');

  await importing(server, 'added.csv', ['code,name,kind,status,regions,audience,summary', 'N1,Kwartelgroep Zuid,help,active,zeeland,uses_violence,Een groep met een naam die nog niet voorkwam.']);
  inTime(await until(server, '/hulp?q=kwartelgroep', a => a.text.includes('Kwartelgroep Zuid')), 'new help is found by its name');
  is((await get(server, '/hulp/kwartelgroep-zuid')).status, 200, 'and has a page');
  has((await get(server, '/hsds/services?format=ndjson')).body, 'Kwartelgroep Zuid', 'and is in the open data');

  await importing(server, 'ended.csv', ['code,status', 'N1,ended']);
  inTime(await until(server, '/hulp?q=kwartelgroep', a => !a.text.includes('Kwartelgroep Zuid')), 'help that ended leaves the list');
  has((await get(server, '/hulp/kwartelgroep-zuid')).text, nl('This help no longer exists.'), 'its page says that it ended');

  const file = path.join(server.data, 'wrong.csv');
  writeFileSync(file, 'code,name,kind,status\nN2,Goed,help,active\nN3,Fout,hulp,active\n');
  is((await command('offers', 'import', file, '--data', server.data)).code, 1, 'a file with a mistake is refused');
  for (let i = 0; i < 3; i++) is((await command('offers', 'undo', '--data', server.data)).code, 0, `import ${3 - i} is taken back`);
  inTime(await until(server, '/hulp/huisarts', a => !a.text.includes('De huisarts heeft een nieuwe tekst.')), 'what was taken back shows as it was');
  is((await get(server, '/hulp/kwartelgroep-zuid')).status, 404, 'and what was new is gone');

  going = false;
  await Promise.all(visitors);
  ok(answers > 100, 'there were visitors all the time', answers);
  none(wrong, 'none of them met an error');
});
