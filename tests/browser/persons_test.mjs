// Households and persons as colleagues see them: a household opened and filled by hand, what the other side gets to see, markup,
// accessibility, small screens. SHOTS=DIR keeps pictures.
import { barriers, invalid, look, shoot } from './look.mjs';
import { browser, get, has, is, none, ok, serve, signIn, signInPage, testing, textOf, visit } from './server.mjs';

const press = page => page.locator('main form button[type=submit]').first().click();
const here = page => new URL(page.url()).pathname;

async function valid(server, cookie, target, name) {
  const a = await get(server, target, { headers: { cookie } });
  is(a.status, 200, `${name} is there`);
  none(await invalid(a.body, target), `${name}: valid HTML`);
  return a.body;
}

async function open_one(page, server) {
  await page.goto(`${server.url}/werk/huishoudens`);
  await page.getByRole('link', { name: 'Nieuw huishouden' }).click();
  await page.locator('[name=name]').fill('Aan de proefkade');
  await press(page);
  ok(await page.locator('.k-errors').isVisible(), 'a household without a side is refused with a summary');
  is(await page.locator('[name=name]').inputValue(), 'Aan de proefkade', 'what was typed is still there');
  page.errors.splice(0);                                    // the console tells of the 422
  await page.locator('[name=mine][value=a]').check();
  await press(page);
  await page.waitForURL(/huishoudens\/[0-9a-f-]{36}/);
  return here(page);
}

async function fill(page) {
  await page.getByRole('link', { name: /^Een persoon toevoegen/ }).first().click();
  await page.locator('[name=called]').fill('Joris');
  await page.locator('[name=surname]').fill('Proefkade');
  await page.locator('[name=birth]').fill('1984-02-29');
  await page.locator('[name=role]').first().check();
  await page.locator('[name=shared_name]').fill('Joris');
  await press(page);
  await page.waitForURL(/personen\//);
  const person = here(page);
  await page.getByRole('link', { name: 'Een adres toevoegen' }).click();
  await page.locator('[name=kind][value=stay]').check();
  await page.locator('[name=street]').fill('Testpad');
  await page.locator('[name=number]').fill('912');
  await page.locator('[name=secret][value=yes]').check();
  await press(page);
  await page.waitForURL(/personen\/[0-9a-f-]{36}(\?|$)/);
  has(await page.locator('main').innerText(), 'Geheim adres: deel dit met niemand', 'a secret address says so');
  await page.getByRole('link', { name: 'Contactgegeven toevoegen' }).click();
  await page.locator('[name=kind][value=phone]').check();
  await page.locator('[name=value]').fill('06-00000001');
  await page.locator('[name=safe][value=no]').check();
  await press(page);
  await page.waitForURL(/personen\/[0-9a-f-]{36}(\?|$)/);
  has(await page.locator('main').innerText(), 'Niet veilig: niet gebruiken', 'a number that is not safe says so');
  return person;
}

async function two_at_once(b, server, person) {
  const one = await signInPage(await visit(b, server), server, 'team'), two = await signInPage(await visit(b, server), server, 'team');
  for (const p of [one, two]) await p.goto(`${server.url}${person}/gegevens`);
  await one.locator('[name=given_names]').fill('Joris Jan');
  await press(one);
  await one.waitForURL(/personen\/[0-9a-f-]{36}(\?|$)/);
  await two.locator('[name=given_names]').fill('Johannes');
  await press(two);
  has(await two.locator('main').innerText(), 'Joris Jan', 'whoever was second sees what was stored meanwhile');
  is(await two.locator('[name=given_names]').inputValue(), 'Johannes', 'and what they typed themselves');
  await shoot(two, 'conflict-1280');
  await one.context().close();
  await two.context().close();
}

/* What is being typed is kept without sending it, and thrown away when it is not wanted. */
async function keep(page, server, person) {
  const names = page.locator('[name=given_names]'), stored = async () => { await page.goto(`${server.url}${person}/gegevens`); return names.inputValue(); };
  const before = await stored();
  await names.fill('Half getypt');
  await page.locator('[data-draft-state]:has-text("Bewaard om")').waitFor();
  is(await stored(), 'Half getypt', 'what was typed and not sent is still there');
  has(await page.locator('main').innerText(), 'voor u bewaard', 'and the page says so');
  await shoot(page, 'kept-1280');
  await page.getByRole('button', { name: 'Weggooien wat ik typte' }).click();
  is(await names.inputValue(), before, 'thrown away, what is stored shows again');
  is(await stored(), before, 'and stays');
}

/* A number that is not safe says nothing about messages; the number of somebody else whom one may see leads to them. */
async function doubles(page, server, household, person) {
  await page.goto(server.url + person);
  ok(!(await page.locator('main').innerText()).includes('Bericht achterlaten'), 'nothing about messages on a number that is not safe');
  ok((await page.locator('main').innerText()).indexOf('Geheim adres') < (await page.locator('main').innerText()).indexOf('Testpad'), 'a secret address says so before the street');
  await page.goto(server.url + household);
  await page.getByRole('link', { name: /^Een persoon toevoegen/ }).first().click();
  await page.locator('[name=called]').fill('J.');
  await page.locator('[name=surname]').fill('proefkade');
  await page.locator('[name=birth]').fill('1984-02-29');
  await page.locator('[name=role]').first().check();
  await press(page);
  await shoot(page, 'double-1280');
  await page.setViewportSize({ width: 390, height: 900 });
  await shoot(page, 'double-390');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => document.fonts.ready);
  none(await barriers(page), 'a double: axe');
  page.errors.splice(0);                                    // the console tells of the 422
  await page.locator('main').getByRole('link', { name: 'Joris Proefkade' }).click();
  is(here(page), person, 'a double leads to whom one may see');
}

/* Another household: a file with a secret address is not taken along there; both are merged, and a side goes on by itself. Before each, its page is looked at. */
async function move(page, server, team, household, person) {
  await page.goto(`${server.url}/werk/huishoudens/nieuw`);
  await page.locator('[name=name]').fill('Aan de overkant');
  await page.locator('[name=mine][value=b]').check();
  await press(page);
  await page.waitForURL(/huishoudens\/[0-9a-f-]{36}/);
  const other = here(page);
  for (const [name, target] of Object.entries({ merge: `${household}/samenvoegen`, split: `${household}/splitsen`, kant: `${person}/kant` })) {
    await valid(server, team, target, name);
    await look(page, server.url + target, name);
  }
  await page.goto(server.url + person);
  await page.getByRole('link', { name: 'Naar een andere kant of een ander huishouden' }).click();
  has(await page.locator('main').innerText(), 'Dit dossier blijft waar het is', 'a file with a secret address is not taken along');
  await page.getByRole('link', { name: /Alleen met naam toevoegen.*Aan de overkant/ }).click();
  ok(await page.locator('[name=called]').isVisible(), 'the way that opens nothing adds the person anew');
  await page.goto(server.url + household);
  await page.getByRole('link', { name: 'Samenvoegen met een ander huishouden' }).click();
  await press(page);
  ok(await page.locator('.k-errors').isVisible(), 'without a choice nothing is merged');
  await page.locator('.k-errors a').click();
  is(await page.evaluate(() => document.activeElement.name), 'other', 'the summary leads to the choice');
  page.errors.splice(0);
  await page.getByLabel('Aan de overkant').check();
  await press(page);
  await page.waitForURL(/huishoudens\/[0-9a-f-]{36}(\?|$)/);
  has(await page.locator('main').innerText(), 'Aan de overkant', 'the name of the other stays readable');
  await shoot(page, 'merged-1280');
  await page.goto(server.url + other);
  is(here(page), household, 'the other leads here');
  await valid(server, team, `${household}/samenvoegen/ongedaan`, 'unmerge');
  await look(page, `${server.url}${household}/samenvoegen/ongedaan`, 'unmerge');
  await page.getByLabel('Aan de overkant').check();
  await press(page);
  await page.waitForURL(url => url.pathname === household);
  ok(!(await page.locator('main').innerText()).includes('Aan de overkant'), 'a merge that was taken back leaves no name');
  await page.goto(server.url + other);
  is(here(page), other, 'the other stands by itself again');
  await page.goto(`${server.url}${household}/samenvoegen`);
  await page.getByLabel('Aan de overkant').check();
  await press(page);
  await page.waitForURL(url => url.pathname === household);
  await page.getByRole('link', { name: 'Een kant verder laten gaan als eigen huishouden' }).click();
  await page.getByLabel('Kant B').check();
  await page.locator('[name=name]').fill('Verder alleen');
  await press(page);
  await page.waitForURL(url => url.pathname !== household && !url.pathname.endsWith('/splitsen'));
  has(await page.locator('h1').innerText(), 'Verder alleen', 'the side has a household of its own');
  await shoot(page, 'split-off-1280');
}

/* Who belongs to whom: written down for the own side, drawn, and the same in words. */
async function family(page, server, team, household) {
  await page.goto(`${server.url}${household}/genogram`);
  await page.getByRole('link', { name: 'Een relatie toevoegen' }).click();
  await press(page);
  ok(await page.locator('.k-errors').isVisible(), 'a relation between nobody is refused');
  page.errors.splice(0);                                    // the console tells of the 422
  await page.locator('[name=one]').selectOption({ index: 1 });
  await page.locator('[name=kind]').selectOption('child');
  await page.locator('[name=other_name]').fill('Oma Wil');
  await page.locator('[name=until]').fill('2020-01-01');
  await press(page);
  await page.waitForURL(/genogram/);
  const said = await page.locator('main').innerText();
  has(said, 'Joris Proefkade kind van Oma Wil', 'the table says it in words');
  has(said, 'Kant A', 'and who reads it');
  is(await page.locator('svg .k-geno__symbol').count(), 2, 'the drawing has a symbol for each');
  await page.getByRole('link', { name: /^Wijzigen/ }).first().click();
  await page.locator('[name=note]').fill('Overleden in 2020');
  await press(page);
  await page.waitForURL(/genogram/);
  has(await page.locator('main').innerText(), 'Overleden in 2020', 'it can be changed');
  const relation = await page.locator('main a[href*="/werk/relaties/"]').first().getAttribute('href');
  for (const [name, target] of Object.entries({ genogram: `${household}/genogram`, relation, 'relation-new': `${household}/relatie` })) {
    await valid(server, team, target, name);
    await look(page, server.url + target, name);
  }
}

/* What is a child's own. */
async function child(page, server, team, household) {
  await page.goto(server.url + household);
  await page.getByRole('link', { name: /^Een persoon toevoegen/ }).first().click();
  await page.locator('[name=called]').fill('Pim');
  await page.locator('[name=birth]').fill('2005-05-05');
  await page.locator('[name=role][value=child]').check();
  await press(page);
  await page.waitForURL(/personen\//);
  const person = here(page);
  has(await page.locator('main').innerText(), 'Meerderjarig sinds 5 mei 2023', 'a child who is an adult by now: it is said');
  await page.getByRole('link', { name: /Wensen over contact/ }).click();
  await page.getByRole('link', { name: 'Vastleggen wat het kind zegt' }).click();
  await page.locator('[name=about]').fill('vader');
  await page.locator('[name=wish][value=with]').check();
  await page.locator('[name=words]').fill('Alleen als oma erbij is.');
  await page.locator('[name=said_on]').fill('2020-01-01');
  await page.locator('[name=asked_by]').fill('De juf');
  await press(page);
  await page.waitForURL(/kind/);
  has(await page.locator('main').innerText(), 'Alleen als oma erbij is.', 'in the words of the child');
  for (const [name, target] of Object.entries({ child: `${person}/kind`, wish: `${person}/wens`, trust: `${person}/vertrouwd`, 'parent-access': `${person}/inzage-ouder` })) {
    await valid(server, team, target, name);
    await look(page, server.url + target, name);
  }
  await look(page, server.url + person, 'adult');
}

/* Somebody who works for another organisation: opened by name only, until it is taken off. */
async function shield(page, server, team, person) {
  await page.goto(`${server.url}${person}/afscherming`);
  await page.locator('[name=organisation]').fill('Vrouwenopvang Voorbeeld');
  await press(page);
  await page.waitForURL(/afscherming/);
  has(await page.locator('main').innerText(), 'Deze persoon werkt voor Vrouwenopvang Voorbeeld', 'a shielded file says who opens it');
  await valid(server, team, `${person}/afscherming`, 'shielded');
  await look(page, `${server.url}${person}/afscherming`, 'shielded');
  await page.goto(server.url + person);
  has(await page.locator('main').innerText(), 'het is afgeschermd', 'and so does the file itself');
  await page.goto(`${server.url}${person}/afscherming`);
  await page.locator('summary').click();
  await page.getByRole('button', { name: 'De afscherming opheffen' }).click();
  await page.waitForURL(/personen\/[0-9a-f-]{36}(\?|$)/);
  ok(!(await page.locator('main').innerText()).includes('het is afgeschermd'), 'taken off, it is a file like others');
}

/* On paper: what it is about, without the ways to go on. */
async function print(page, server, household, person) {
  await page.emulateMedia({ media: 'print' });
  for (const [name, target] of Object.entries({ household, person })) {
    await page.goto(server.url + target);
    const left = await page.locator('nav, main a.utrecht-button, main a:has-text("Wijzigen"), main a[href*="/samenvoegen"], main a[href$="/kant"]').evaluateAll(all => all.filter(e => e.offsetParent).map(e => e.outerHTML.slice(0, 80)));
    none(left, `${name} on paper has no way to go on`);
    await shoot(page, `${name}-print`);
  }
  await page.emulateMedia({ media: null });
}

testing(async () => {
  const server = await serve(), b = await browser();
  const page = await signInPage(await visit(b, server), server, 'team'), team = await signIn(server, 'team'), shelter = await signIn(server, 'vrouwenopvang'), police = await signIn(server, 'politie');
  const household = await open_one(page, server), person = await fill(page);
  await two_at_once(b, server, person);
  await keep(page, server, person);

  const demo = (await get(server, '/werk/huishoudens', { headers: { cookie: shelter } })).body.match(/\/werk\/huishoudens\/[0-9a-f-]{36}/)[0];
  const hers = (await get(server, demo, { headers: { cookie: shelter } })).body, his = await get(server, demo, { headers: { cookie: team } });
  is(his.status, 200, 'the team sees the same household');
  const persons = [...hers.matchAll(/\/werk\/personen\/[0-9a-f-]{36}/g)].map(m => m[0]);
  ok(persons.length > 0, 'the shelter sees persons');
  const nothing = await get(server, '/werk/personen/00000000-0000-4000-8000-000000000000', { headers: { cookie: team } });
  for (const p of new Set(persons)) {
    const a = await get(server, p, { headers: { cookie: team } });
    is([a.status, a.body], [404, nothing.body], 'a person of the other side is as if there were none');
  }
  ok(!persons.some(p => his.body.includes(p)), 'no link leads there');
  is((await get(server, demo, { headers: { cookie: police } })).status, 404, 'whoever is not involved finds no household');
  has(textOf((await get(server, '/werk/huishoudens', { headers: { cookie: police } })).body), 'Nog geen huishoudens', 'their list is empty');

  const director = await signInPage(await visit(b, server), server, 'regisseur');
  await director.goto(`${server.url}/werk/huishoudens`);
  await director.locator('main ul a').first().click();
  has(await director.locator('main').innerText(), 'Kant B', 'a director sees both sides');
  await shoot(director, 'director-1280');
  await director.context().close();

  const pages = { list: '/werk/huishoudens', new: '/werk/huishoudens/nieuw', household, shared: `${household}/gedeeld`, member: `${household}/lid`, side: `${household}/kant`, involved: `${household}/betrokkenen`,
    person, basics: `${person}/gegevens`, address: `${person}/adres`, contact: `${person}/bereik`,
    identity: `${person}/bevestigen`, shield: `${person}/afscherming`, access: `${person}/toegang`, find: '/werk/zoeken' };
  for (const [name, target] of Object.entries(pages)) {
    await valid(server, team, target, name);
    await look(page, server.url + target, name);
  }
  await doubles(page, server, household, person);
  await family(page, server, team, household);
  await child(page, server, team, household);
  await print(page, server, household, person);
  await shield(page, server, team, person);
  await move(page, server, team, household, person);
  const danger = await signInPage(await visit(b, server), server, 'vrouwenopvang');
  await valid(server, shelter, '/werk/noodtoegang', 'emergency');
  await look(danger, `${server.url}/werk/noodtoegang`, 'emergency');
  await page.goto(`${server.url}/werk/zoeken`);
  await page.locator('[name=surname]').fill('proefkade');
  await page.locator('[name=birth]').fill('1984-02-29');
  await press(page);
  is(new URL(page.url()).search, '', 'what is looked for does not stand in the address');
  has(await page.locator('main').innerText(), 'Joris Proefkade', 'whoever one works with is found');
  await shoot(page, 'found-1280');
});
