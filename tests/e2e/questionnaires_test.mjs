// Questionnaires on the command line: those that come with the program, one's own, and files that are none.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fhirPackage from 'fhir';
import { command, folder, has, is, none, ok, program, testing } from '../browser/server.mjs';

const at = folder();
const fhir = new fhirPackage.Fhir();
/* What the published structure says against it. */
const against = resource => fhir.validate(resource, { errorOnUnexpected: true }).messages.filter(m => m.severity !== 'info').map(m => `${m.location}: ${m.message}`);
const save = (name, text) => { const file = path.join(at, name); writeFileSync(file, text); return file; };

await testing(async () => {
  const list = await command('questionnaires', 'list'), names = list.out.trim().split('\n').map(l => l.split(':')[0]);
  for (const name of ['team-survey', 'self-scan', 'hand-over', 'account-holder', 'offer-quality', 'outcomes', 'safety']) ok(names.includes(name), `${name} comes with the program`);
  for (const name of names) {
    const shown = await command('questionnaires', 'show', name, '--json');
    is([shown.code, JSON.parse(shown.out).resourceType, JSON.parse(shown.out).id], [0, 'Questionnaire', name], `${name} is a FHIR Questionnaire`);
    none(against(JSON.parse(shown.out)), `${name} is as FHIR R4 has it`);
    const again = await command('questionnaires', 'check', save(`${name}.json`, shown.out), '--json');
    is(again.out, shown.out, 'and read again it is the same');
  }
  const nl = execFileSync(program, ['questionnaires', 'show', 'team-survey'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'nl_NL.UTF-8' } });
  for (const part of ['1 Neemt uw team zaken over van Veilig Thuis?', 'handed-over: Keuze, verplicht', '  - Weet ik niet', 'alleen als safety-plan is Ja', '  of safety-plan is Deels']) has(nl, part, `in Dutch: ${part.trim()}`);
  has((await command('questionnaires', 'show', 'self-scan')).out, 'Questions: 37', 'the self-scan asks ten standards, twenty-five building blocks and what is needed');

  const own = JSON.parse((await command('questionnaires', 'show', 'hand-over', '--json')).out);
  ok(against({ ...own, item: [{ ...own.item[0], type: 'nonsense', colour: 'red' }] }).length > 0, 'the published structure is really asked');
  own.item[0].initial = [{ valueBoolean: true }];
  const wrong = await command('questionnaires', 'check', save('wrong.json', JSON.stringify(own)));
  is([wrong.code, wrong.out], [1, ''], 'a part that is not known stops it');
  has(wrong.log, 'initial', 'and is named');
  is((await command('questionnaires', 'check', save('none.json', '{'))).code, 1, 'half a file is none');
  is((await command('questionnaires', 'show', '../rules/rules')).code, 2, 'a name is no path');
  is((await command('questionnaires', 'check')).code, 2, 'a file must be named');
  is((await command('questionnaires', 'check', path.join(at, 'gone.json'))).code, 1, 'one that is not there is told');
});
