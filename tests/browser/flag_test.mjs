// "Is this no longer right?": the smallest form, and what every form must do when it is sent wrong.
import { browser, command, get, has, is, none, ok, serve, testing, visit } from './server.mjs';
import { en, nl } from './texts.mjs';
import { OFFERS } from './routes.mjs';

const PATH = `/hulp/${OFFERS.rich}/klopt-niet`;
const EXPIRED = 'This form was open for too long. Your answers are still here: send it again.';
const NOTE = 'De groep is nu op dinsdag, zegt "Kees" <b>niet</b> & zo.';
const open = async (b, server, options, path = PATH) => { const page = await visit(b, server, options); await page.goto(server.url + path); return page; };
const send = page => page.locator('main form button[type=submit]').click();
/* Browsers stop an empty form themselves; what comes after is for those that do not. */
const unchecked = page => page.evaluate(() => { document.querySelector('main form').noValidate = true; });

async function empty(b, server, script) {
  const how = script ? 'with script' : 'without script', page = await open(b, server, { script });
  await page.locator('textarea[name=note]').fill(NOTE);
  await unchecked(page);
  const answer = page.waitForResponse(r => r.request().method() === 'POST');
  await send(page);
  is((await answer).status(), 422, `${how}: sent without a reason it comes back`);
  const summary = page.locator('[data-error-summary]');
  has(await summary.innerText(), nl('What is not right?'), `${how}: the summary names the field`);
  is(await page.locator('textarea[name=note]').inputValue(), NOTE, `${how}: what was typed is still there`);
  has(await page.title(), nl('Error:'), `${how}: the title says it first`);
  if (script) ok(await summary.evaluate(e => e === document.activeElement), 'the summary has the focus');
  await summary.locator('a').first().click();
  const field = await page.evaluate(() => { const e = document.querySelector(location.hash); return e && { name: e.name, inForm: !!e.closest('form'), focus: e === document.activeElement }; });
  is(field, { name: 'reason', inForm: true, focus: true }, `${how}: its link leads to the field`);
  const described = await page.locator('main fieldset').first().evaluate(e => (e.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' '));
  ok(described.includes(nl('Error:')), `${how}: the message is read out with the field`, described);
  await page.locator('input[name=reason][value=contact]').check();
  await send(page);
  await page.waitForURL(`**${PATH}/bedankt`);
  ok(true, `${how}: put right, it is taken`);
  await page.context().close();
}

async function well(b, server) {
  const other = `/hulp/${OFFERS.joint}/klopt-niet`;
  const page = await open(b, server, { width: 390, height: 844 }, `/hulp/${OFFERS.joint}`);
  await page.getByRole('link', { name: nl('Is this no longer right?') }).click();
  await page.waitForURL(`**${other}`);
  await page.getByLabel(nl('The costs are not right')).check();
  await send(page);
  await page.waitForURL(`**${other}/bedankt`);
  is(await page.locator('h1').innerText(), nl('Thank you'), 'whoever writes is thanked');
  await page.reload();
  await page.getByRole('link', { name: nl('Back to this help') }).click();
  await page.waitForURL(`**/hulp/${OFFERS.joint}`);
  none(page.errors, 'no script error');
  await page.context().close();
  const english = await open(b, server, {}, `/en${other}`);
  await english.getByLabel(en('Something else')).check();
  await send(english);
  await english.waitForURL(`**/en${other}/bedankt`);
  is(await english.locator('h1').innerText(), 'Thank you', 'the English form thanks in English');
  await english.context().close();
}

async function keyboardOnly(b, server) {
  const page = await open(b, server);
  await page.locator('input[name=reason]').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Met toetsen getypt');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${PATH}/bedankt`);
  ok(true, 'the form can be sent with the keyboard alone');
  await page.context().close();
}

/* ---- what is not sent from here ---- */

const token = async server => (await get(server, PATH)).body.match(/name="form_token" value="([^"]+)"/)[1];
const post = (server, fields, headers = {}, path = PATH) => get(server, path, { method: 'POST', headers, body: new URLSearchParams(fields) });

async function forged(server) {
  const good = await token(server), other = (await get(server, `/hulp/${OFFERS.joint}/klopt-niet`)).body.match(/name="form_token" value="([^"]+)"/)[1];
  const flipped = good.slice(0, -6) + (good.at(-6) === 'A' ? 'B' : 'A') + good.slice(-5);
  for (const [name, value] of Object.entries({ 'no token': '', 'a token changed by one letter': flipped, 'a token cut short': good.slice(0, 20), 'a long token': good.repeat(50), 'odd bytes': '\u0000é' })) {
    const a = await post(server, { reason: 'gone', note: NOTE, form_token: value });
    ok(a.status === 422 && a.text.includes(nl(EXPIRED)) && a.text.includes(NOTE), `${name}: a message, and the text is still there`, a.status, a.text.slice(0, 400));
  }
  const back = await post(server, { reason: 'gone', note: 'English', form_token: '' }, {}, `/en${PATH}`);
  has(back.text, en(EXPIRED), 'the message is in the language of the page');
  ok((await post(server, { reason: 'gone', note: '', form_token: other })).status < 500, 'a token of the same form on other help does no harm');
}

async function elsewhere(b, server) {
  const form_token = await token(server);
  for (const site of ['cross-site', 'same-site']) {
    const a = await post(server, { reason: 'gone', note: 'van elders', form_token }, { 'sec-fetch-site': site });
    ok(a.status === 422 && a.text.includes(nl('This form did not come from this site. Send it again from here.')), `a post that is ${site} is refused`, a.status);
  }
  const page = await visit(b, server);
  await page.context().route('https://elders.example/', route => route.fulfill({ contentType: 'text/html', body:
    `<form method="post" action="${server.url}${PATH}"><input name="reason" value="gone"><input name="note" value="van elders"><input name="form_token" value="${form_token}"><button>x</button></form>` }));
  await page.goto('https://elders.example/');
  const answer = page.waitForResponse(r => r.request().method() === 'POST').catch(() => null);
  await page.locator('button').click();
  ok([422, 403, undefined].includes((await answer)?.status()), 'a form on another site cannot post here');
  await page.context().close();
  const trapped = await post(server, { reason: 'gone', note: 'van een robot', form_token, form_website: 'http://spam' });
  is(trapped.status, 422, 'a robot that fills the hidden field is refused');
}

/* A token that is not ours any more; and one from before the program was started anew, which still is. */
async function expired(b, server) {
  const page = await open(b, server);
  await page.locator('input[name=reason][value=wait]').check();
  await page.locator('textarea[name=note]').fill(NOTE);
  is(await server.stop(), 0, 'the server stops well');
  const next = await serve({ data: server.data, port: server.port });
  const ours = await page.locator('[name=form_token]').inputValue();
  await page.locator('[name=form_token]').evaluate((field, other) => { field.value = other; }, ours.replace(/^./, ours[0] === 'A' ? 'B' : 'A'));
  await send(page);
  has(await page.locator('[data-error-summary]').innerText(), nl(EXPIRED), 'a form that expired says so');
  ok(await page.locator('input[name=reason][value=wait]').isChecked() && await page.locator('textarea[name=note]').inputValue() === NOTE, 'and loses nothing');
  await send(page);
  await page.waitForURL(`**${PATH}/bedankt`);
  ok(true, 'sent again, it is taken');
  await page.context().close();
  return next;
}

await testing(async () => {
  const server = await serve(), b = await browser();
  await empty(b, server, true);
  await empty(b, server, false);
  await well(b, server);
  await keyboardOnly(b, server);
  await forged(server);
  await elsewhere(b, server);
  const next = await expired(b, server);
  const { code, out } = await command('offers', 'flags', '--data', next.data);
  is(code, 0, 'kentering offers flags');
  has(out, '"De groep is nu op dinsdag, zegt ""Kees"" <b>niet</b> & zo."', 'lists what was written, as CSV');
  none(['O007', 'contact', 'costs', 'other', 'wait', 'Met toetsen getypt'].filter(w => !out.includes(w)), 'with the code of the help and the reasons');
  none(['van elders', 'van een robot', 'English'].filter(w => out.includes(w)), 'what was refused was not kept');
});
