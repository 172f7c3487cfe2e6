// Signing in as it is in earnest: invitation, second step, recovery, passkey, expiry, two people for one role.
import { lookHere } from './look.mjs';
import { browser, get, has, is, none, ok, serve, testing, visit } from './server.mjs';
import { appCode, begin, codeBefore, earnest, enrol, press, prove, WORDS } from './people.mjs';
import { nl } from './texts.mjs';

const PEOPLE = [['beheer@voorbeeld.example', 'beheer', 'Bea Voorbeeld', 'Regio Voorbeeld'], ['tweede@voorbeeld.example', 'beheer', 'Twan Tweede', 'Regio Voorbeeld'],
  ['team@voorbeeld.example', 'team', 'Tess Voorbeeld']];
const [BEHEER, TWEEDE, TEAM] = PEOPLE.map(p => p[0]);
const where = page => new URL(page.url()).pathname;
const mistake = page => page.locator('[data-error-summary]').innerText();

/* ---- invited ---- */

async function invited(b, site) {
  const page = await visit(b, site), link = site.links[0];
  await page.goto(site.url + link);
  await lookHere(page, 'an invitation');
  const fill = async (one, two) => { await page.locator('[name=wachtwoord]').fill(one); await page.locator('[name=wachtwoord2]').fill(two); await press(page); };
  await fill('welkom123456', 'welkom123456');
  ok((await page.locator('#wachtwoord-wrong').innerText()).length > 10, 'a password that others guess first is refused, on its field');
  await fill(WORDS, `${WORDS}!`);
  has(await mistake(page), nl('These two passwords are not the same.'), 'two different passwords are refused');
  await fill(WORDS, WORDS);
  is(where(page), '/inloggen/instellen', 'a second step comes before anything else');
  await lookHere(page, 'choosing a second step');
  await page.goto(`${site.url}/werk`);
  ok(where(page).startsWith('/inloggen/'), 'without it the work does not open');
  await page.goto(`${site.url}/inloggen/instellen`);
  const key = await page.locator('main .k-key').innerText();
  await page.locator('[name=code]').fill('000000');
  await press(page);
  ok((await page.locator('#code-wrong').innerText()).length > 10, 'a wrong code is refused, on its field');
  is(await page.locator('main .k-key').innerText(), key, 'and the key to scan is the same still');
  const before = (await page.context().cookies()).find(x => x.name === 'kentering').value;
  await page.locator('[name=code]').fill(await codeBefore(key));
  await press(page);
  const codes = await page.locator('.k-codes code').allInnerTexts();
  is(codes.length, 10, 'ten recovery codes are shown');
  await lookHere(page, 'the recovery codes');
  const cookie = (await page.context().cookies()).find(x => x.name === 'kentering');
  ok(cookie.value !== before, 'the session has a new token after the second step');
  is([cookie.httpOnly, cookie.sameSite, cookie.path], [true, 'Lax', '/'], 'no script reads its cookie, no other site sends it along');
  await page.locator('main a.utrecht-button').first().click();
  is(where(page), '/werk', 'and the work list opens');
  is((await get(site.server, new URL(link, site.url).pathname)).status, 404, 'the link works once');
  await page.context().close();
  return { key, codes };
}

/* ---- signing in ---- */

async function steps(b, site, me) {
  const page = await visit(b, site), other = await visit(b, site);
  await begin(page, site, TEAM.replace('team', 'niemand'));
  const nobody = await mistake(page);
  await begin(page, site, BEHEER, 'helemaal het verkeerde');
  is(await mistake(page), nobody, 'a wrong password reads like an account that does not exist');
  ok((await page.title()).startsWith('Fout:'), 'the title says first that it went wrong, for who hears the page');
  is(await page.locator('[name=wachtwoord]').inputValue(), '', 'a password never comes back');
  await lookHere(page, 'signing in, after a mistake');
  await begin(page, site, BEHEER);
  is(where(page), '/inloggen/code', 'the right password leads to the second step');
  await lookHere(page, 'the second step');
  await prove(page, '123456');
  ok((await mistake(page)).length > 20, 'a wrong code is refused');
  const code = appCode(me.key);
  await prove(page, code);
  is(where(page), '/werk', 'the right one lets in');
  await begin(other, site, BEHEER);
  await prove(other, code);
  is(where(other), '/inloggen/code', 'the same code does not work twice');
  await prove(other, me.codes[0]);
  is(where(other), '/werk', 'a recovery code lets in');
  await other.goto(`${site.url}/werk/eigen`);
  has(await other.locator('main').innerText(), nl('%s left', 9), 'and is used up');
  const third = await visit(b, site);
  await begin(third, site, BEHEER);
  await prove(third, me.codes[0].toLowerCase().replaceAll('-', ' '));
  is(where(third), '/inloggen/code', 'it does not work twice');
  await third.context().close();
  await other.context().close();
  return page;
}

async function withoutScript(b, site, me) {
  const page = await visit(b, site, { script: false, width: 390, height: 844 });
  await begin(page, site, BEHEER);
  await prove(page, me.codes[1]);
  is(where(page), '/werk', 'all of it works without script');
  await page.goto(`${site.url}/werk/eigen/app`);
  ok(await page.locator('svg.k-qr path').getAttribute('d'), 'the QR code is there without script');
  await page.context().close();
}

async function keyboard(b, site, me) {
  const page = await visit(b, site);
  await page.goto(`${site.url}/inloggen`);
  await page.locator('[name=mail]').focus();
  await page.keyboard.type(BEHEER);
  await page.keyboard.press('Tab');
  await page.keyboard.type(WORDS);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/inloggen/code**');
  await page.locator('#f-code').focus();
  await page.keyboard.type(me.codes[2]);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/werk');
  ok(true, 'all of it works with the keyboard alone');
  await page.context().close();
}

/* ---- passkeys ---- */

async function passkey(b, site, page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await page.goto(`${site.url}/werk/eigen/sleutel`);
  await lookHere(page, 'adding a passkey');
  await page.locator('[name=label]').fill('sleutelbos');
  await page.locator('[data-passkey-ready] button').click();
  await page.waitForURL('**/werk/eigen?*');
  has(await page.locator('main').innerText(), 'sleutelbos', 'a passkey is added, under its own name');
  await lookHere(page, 'the own account');
  await page.getByRole('button', { name: nl('Sign out'), exact: true }).click();
  await begin(page, site, BEHEER);
  await page.locator('[data-passkey-ready] button').click();
  await page.waitForURL('**/werk');
  ok(true, 'and signs in');
  await page.goto(`${site.url}/inloggen/opnieuw`);
  await lookHere(page, 'proving it once more');
}

/* ---- two people for one role ---- */

async function colleagues(b, site, page, second) {
  await page.goto(`${site.url}/beheer/collega-s/nieuw`);
  await page.locator('[name=name]').fill('Nieuwe <b>Collega</b>');
  await page.locator('[name=mail]').fill('geen adres');
  await page.locator('[name=role]').selectOption('veiligthuis');
  await page.locator('[name=organisation]').selectOption({ label: 'Voorbeeldteam' });
  await page.locator('main form').evaluate(f => { f.noValidate = true; });
  await press(page);
  is(await page.locator('[name=name]').inputValue(), 'Nieuwe <b>Collega</b>', 'what was typed comes back with the mistake');
  await page.locator('[name=mail]').fill('nieuw@voorbeeld.example');
  await press(page);
  const link = await page.locator('.k-key--link').innerText();
  ok(/\/uitnodiging\/[\w-]{43}$/.test(link), 'a new colleague gets a link to hand over', link);
  await lookHere(page, 'the link to hand over');
  await page.goto(`${site.url}/beheer/rollen`);
  has(await page.locator('main').innerText(), nl('You asked for this: somebody else approves it.'), 'who asked for a role cannot approve it');
  is(await page.getByRole('button', { name: nl('Approve') }).count(), 0, 'and has no button for it');
  const fresh = await visit(b, site);
  await enrol(fresh, { url: '' }, link);
  has(await fresh.locator('main').innerText(), nl('Nothing is waiting for you'), 'before it counts there is only the own account');
  is((await fresh.goto(`${site.url}/werk/huishoudens`)).status(), 404, 'and no household');
  await second.goto(`${site.url}/beheer/rollen`);
  await lookHere(second, 'roles that wait');
  await second.getByRole('button', { name: nl('Approve') }).first().click();
  has(await second.locator('main').innerText(), nl('Approved.'), 'another approves it');
  await fresh.goto(`${site.url}/werk`);
  is(where(fresh), '/inloggen/werkplek', 'then it is there to be chosen');
  await lookHere(fresh, 'choosing a role');
  await press(fresh);
  has(await fresh.locator('header').innerText(), 'Veilig Thuis', 'and counts');
  await fresh.context().close();
  await page.goto(`${site.url}/beheer/collega-s?q=nieuw`);
  await page.getByRole('link', { name: 'Nieuwe <b>Collega</b>' }).click();
  await lookHere(page, 'one colleague');
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  for (const p of [page, tab]) await p.getByRole('button', { name: nl('Ask for a new start') }).click();
  has(await mistake(tab), nl('This was asked for already. A second person must approve it.'), 'what a button could not do is said on the page where it stands');
  has(await tab.locator('h1').innerText(), 'Nieuwe', 'which is the page of that colleague');
  await tab.close();
  for (const target of ['/werk/huishoudens', '/werk/huishoudens/nieuw', '/werk/zoeken']) is((await page.goto(site.url + target)).status(), 404, `an administrator does not find ${target}`);
}

/* ---- endings ---- */

async function expired(b, site, page, me) {
  await page.goto(`${site.url}/beheer/collega-s/nieuw`);
  await page.locator('[name=name]').fill('Half getypt');
  await page.locator('[name=mail]').fill('half@voorbeeld.example');
  await page.locator('[name=role]').selectOption('team');
  await page.locator('[name=organisation]').selectOption({ label: 'Voorbeeldteam' });
  await site.later(31);
  await press(page);
  is(where(page), '/inloggen', 'after half an hour without a word one signs in again');
  await page.locator('[name=mail]').fill(BEHEER);
  await page.locator('[name=wachtwoord]').fill(WORDS);
  await press(page);
  await prove(page, me.codes[3]);
  is(where(page), '/beheer/collega-s/nieuw', 'is back where one was');
  is([await page.locator('[name=name]').inputValue(), await page.locator('[name=mail]').inputValue(), await page.locator('[name=role]').inputValue()],
    ['Half getypt', 'half@voorbeeld.example', 'team'], 'and finds all that was typed');
}

async function everywhere(b, site, page, me) {
  const other = await visit(b, site);
  await begin(other, site, BEHEER);
  await prove(other, me.codes[4]);
  await other.goto(`${site.url}/werk/eigen`);
  await other.getByRole('button', { name: nl('Sign out everywhere') }).click();
  is(where(other), '/inloggen', 'signing out everywhere signs out here');
  await page.goto(`${site.url}/werk`);
  is(where(page), '/inloggen', 'and on every other device');
  await other.context().close();
}

async function leaving(b, site, page) {
  const gone = await visit(b, site);
  await enrol(gone, site, site.links[2]);
  const done = await site.user('leave', '--mail', TEAM);
  is(done.code, 0, 'a colleague leaves');
  await gone.goto(`${site.url}/werk`);
  is(where(gone), '/inloggen', 'and is out at once');
  await begin(gone, site, TEAM);
  ok((await mistake(gone)).length > 20, 'and does not get in any more');
  await gone.context().close();
  const list = JSON.parse((await site.user('list', '--json')).out);
  is(list.find(p => p.mail === TEAM)?.left, true, 'the list says so');
}

/* ---- at the console ---- */

async function console_(site) {
  is([(await site.user('add')).code, (await site.user('list', 'x')).code, (await site.user('leave')).code], [2, 2, 2], 'wrong use is told apart');
  is((await site.user('leave', '--mail', 'niemand@voorbeeld.example')).code, 1, 'somebody who is not there cannot leave');
  is((await site.user('add', '--mail', 'x@voorbeeld.example', '--name', 'X', '--organisation', 'Voorbeeldteam', '--role', 'baas', '--region', 'oost-brabant')).code, 1, 'a role that does not exist is refused');
  const reset = await site.user('reset', '--mail', TWEEDE);
  is(reset.code, 0, 'the console starts somebody anew alone');
  is((await get(site.server, reset.out.trim())).status, 200, 'and prints the link for it');
}

/* ---- the demo ---- */

async function demo(b) {
  const server = await serve(), site = { ...server, url: `http://localhost:${server.port}` }, page = await visit(b, site);
  await page.goto(`${site.url}/inloggen`);
  await page.locator('details summary').click();
  is(await page.locator('details tbody tr').count(), 18, 'the demo names an account for every role');
  await lookHere(page, 'signing in to the demo');
  await begin(page, site, 'regisseur@demo.invalid', 'Kentering-demo-1');
  is(where(page), '/werk', 'the demo asks for no second step');
  await page.context().close();
}

await testing(async () => {
  const site = await earnest({ people: PEOPLE }), b = await browser();
  const me = await invited(b, site);
  const page = await steps(b, site, me);
  await withoutScript(b, site, me);
  await keyboard(b, site, me);
  await passkey(b, site, page);
  const second = await visit(b, site);
  await enrol(second, site, site.links[1]);
  await colleagues(b, site, page, second);
  await leaving(b, site);
  await console_(site);
  await expired(b, site, page, me);
  await everywhere(b, site, page, me);
  await demo(b);
});
