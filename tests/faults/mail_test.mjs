// Messages through a real mail server, and through one that refuses, hangs, or breaks off; and the page that tells of it.
import http from 'node:http';
import net from 'node:net';
import { command, decode, folder, get, has, is, none, ok, serve, signIn, sleep, testing } from '../browser/server.mjs';
import { sqlOf } from '../database.mjs';
import { listen, mailServer, mailSettings, unfold, unquote } from '../mail_server.mjs';

const SOON_MS = 30_000, PAGE = '/beheer/vanzelf';

const count = (server, where) => Number(sqlOf(server.data, `SELECT count(*) FROM job WHERE ${where}`));
async function until(what, test) {
  for (const end = Date.now() + SOON_MS; Date.now() < end; await sleep(100)) if (await test()) return true;
  return ok(false, `in time: ${what}`);
}

const tokens = body => [...body.matchAll(/<form([^>]*)>\s*(<input[^>]*name="form_token"[^>]*>)/g)].map(([, form, input]) =>
  ({ action: form.match(/action="([^"]*)"/)?.[1] ?? PAGE, token: decode(input.match(/value="([^"]*)"/)[1]) }));
async function press(server, cookie, action, more = {}) {
  const page = await get(server, PAGE, { headers: { cookie } }), form = tokens(page.body).find(f => f.action.includes(action));
  if (!form) throw new Error(`no form for ${action}: ${page.text}`);
  return get(server, form.action, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ form_token: form.token, ...more }) });
}
const trial = (server, cookie, more) => press(server, cookie, PAGE, more);
/* Every pause is over now. */
const again = server => sqlOf(server.data, "UPDATE job SET due = 1 WHERE kind = 'message' AND due IS NOT NULL");

/* A standing job, once more and to its end. */
async function ran(server, name) {
  const done = () => Number(sqlOf(server.data, `SELECT done FROM job WHERE name = '${name}'`)), before = done();
  sqlOf(server.data, `UPDATE job SET due = 1 WHERE name = '${name}'`);
  await until(`${name} has run`, () => done() > before);
}

/* A demo that sends messages; what it began with has been asked and told. */
async function sending(args) {
  const first = await serve();
  await until('every standing job has run', () => count(first, 'name = kind') > 0 && count(first, 'name = kind AND done IS NULL') === 0);
  await first.stop();
  sqlOf(first.data, 'UPDATE task SET told = 1');
  return serve({ data: first.data, args });
}

async function arrives() {
  const mail = await mailServer(), server = await sending(mailSettings(mail.port)), cookie = await signIn(server, 'beheer');
  is((await trial(server, cookie)).status, 303, 'a trial message is asked for with a button');
  await until('the message arrives', () => mail.got.length);
  const { text, to, from } = mail.got[0] ?? { text: '' }, head = unfold(text.split('\r\n\r\n')[0]);
  is([to, from], [['beheer@demo.invalid'], 'noreply@kentering.example'], 'it goes to the account that asked, from our address');
  has(head, 'Subject: Een proefbericht', 'in the receiver\'s language, under a neutral subject');
  has(head, 'From: =?UTF-8?Q?', 'a name with another character is encoded');
  for (const [name, form] of [['Date', /^Date: \w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/m], ['Message-ID', /^Message-ID: <[0-9a-f-]{36}@kentering\.example>$/m], ['Auto-Submitted', /^Auto-Submitted: auto-generated$/m]])
    ok(form.test(head), `its ${name} is as mail wants it`, head);
  has(unquote(text), 'https://kentering.example/beheer/vanzelf', 'links lead to the address of the site');
  await until('the queue is empty', () => count(server, "kind = 'message' AND due IS NOT NULL") === 0);
  is(Number(sqlOf(server.data, 'SELECT count(*) FROM message')), 0, 'what was sent is deleted');
  is(mail.got.length, 1, 'and sent once');
  is(sqlOf(server.data, "SELECT count(*) FROM journal WHERE verb = 'message'"), '1', 'the journal has a line');
  const refused = await trial(server, cookie, { mobile: '06 12345678' });
  is(refused.status, 422, 'a text message without a service is refused');
  const page = await get(server, PAGE, { headers: { cookie: await signIn(server, 'auditor') } });
  ok(page.status === 200 && !tokens(page.body).some(f => f.action.includes(PAGE)), 'an auditor sees the page and can press nothing');
  is((await get(server, PAGE, { headers: { cookie: await signIn(server, 'team') } })).status, 404, 'for a worker there is no such page');
  await server.stop();
  await mail.close();
}

/* What is on a work list is told by mail: what is urgent at once, the rest once a morning, and never what it is. */
async function tells() {
  const mail = await mailServer(), server = await sending([...mailSettings(mail.port), '--quiet-hours', '00:00-00:00']);
  const add = (n, kind) => sqlOf(server.data, `INSERT INTO task (id, version, region, role, kind, made) VALUES (x'000000000000000000000000000000${n}', 1, 'oost-brabant', 'fg', '${kind}', 1)`);
  const now = name => sqlOf(server.data, `UPDATE job SET due = 1 WHERE name = '${name}'`);
  add('01', 'emergency_used');
  add('02', 'signals');
  now('accounts.urgent');
  await until('the urgent one is told', () => mail.got.length === 1);
  const text = unquote(unfold(mail.got[0]?.text ?? ''));
  is(mail.got[0]?.to, ['fg@demo.invalid'], 'to whom it concerns');
  ok(text.includes('Subject: Uw werklijst van vandaag') && text.includes('https://kentering.example/werk') && !/nood|emergency|huishouden|geweld/i.test(text), 'without a word of what it is', text);
  now('accounts.urgent');
  now('accounts.tell');
  await until('the other one is told', () => mail.got.length === 2);
  add('03', 'purge');
  await ran(server, 'accounts.tell');
  is([mail.got.length, count(server, "kind = 'message' AND due IS NOT NULL")], [2, 0], 'once, and once a day');
  add('04', 'handed_over');
  add('05', 'file_without_worker');
  now('accounts.urgent');
  await until('what is for today waits', () => sqlOf(server.data, "SELECT count(*) FROM job WHERE name LIKE 'message/today/%'") === '1');
  const at = new Date(Number(sqlOf(server.data, "SELECT due FROM job WHERE name LIKE 'message/today/%'")));
  is(mail.got.length, 2, 'nothing of it leaves at once');
  ok(/^(09|13|17):00:00$/.test(at.toLocaleTimeString('nl', { timeZone: 'Europe/Amsterdam' })), 'it goes in one mail, at a fixed time: when it comes tells nothing', at);
  await server.stop();
  await mail.close();
}

/* The provider of an offer that nobody confirmed for long is asked, opens the link as a scanner of mail does, and answers. */
async function asks() {
  const mail = await mailServer(), server = await sending([...mailSettings(mail.port), '--quiet-hours', '00:00-00:00']);
  const verified = () => sqlOf(server.data, "SELECT count(*) FROM offer WHERE ask_at = 'aanbod@voorbeeld.invalid' AND verified_on >= '" + new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10) + "'");
  sqlOf(server.data, "UPDATE job SET due = 1 WHERE name = 'upkeep.ask'");
  await until('the question arrives', () => mail.got.length === 1);
  const text = unquote(unfold(mail.got[0]?.text ?? '')), link = text.match(/https:\/\/kentering\.example(\/aanbod-bevestigen\/\S+)/)?.[1];
  is(mail.got[0]?.to, ['aanbod@voorbeeld.invalid'], 'the address of the offer is asked');
  ok(text.includes('Subject: Klopt dit nog?') && !/geweld|agressie|huisverbod|pleger|hulp/i.test(text.split('\r\n\r\n').slice(1).join()), 'without a word of what kind of organisation it is', text);
  const before = verified(), page = await get(server, link);
  for (let i = 0; i < 3; i++) await get(server, link, { method: i % 2 ? 'HEAD' : 'GET' });
  is([page.status, verified()], [200, before], 'opening the link changes nothing');
  const form = page.body.match(/<form[^>]*action="([^"]*aanbod-bevestigen[^"]*)"[\s\S]*?name="form_token"[^>]*value="([^"]*)"[\s\S]*?name="offer" value="([^"]*)"/);
  const answered = await get(server, decode(form[1]), { method: 'POST', body: new URLSearchParams({ form_token: decode(form[2]), offer: form[3], answer: 'klopt', places_free: '3', wait_days: '14' }) });
  is([answered.status, Number(verified()) - Number(before)], [303, 1], 'one button confirms it');
  await ran(server, 'upkeep.ask');
  is([mail.got.length, count(server, "kind = 'message' AND due IS NOT NULL")], [1, 0], 'and nobody is asked again');
  await server.stop();
  await mail.close();
}

async function refuses() {
  const mail = await mailServer({ refuse: 550 }), server = await sending(mailSettings(mail.port)), cookie = await signIn(server, 'beheer');
  await trial(server, cookie);
  await until('the refusal is written down', () => count(server, "kind = 'message' AND problem IS NOT NULL AND lease IS NULL") === 1);
  const page = await get(server, PAGE, { headers: { cookie } });
  has(page.text, 'De andere server weigerde het bericht.', 'the page says that the server refused');
  ok(!page.body.includes('beheer@demo.invalid'), 'and not to whom it was');
  for (let i = 2; i <= 8; i++) {
    again(server);
    await until(`try ${i}`, () => count(server, `kind = 'message' AND tries = ${i} AND lease IS NULL`) === 1);
  }
  is(count(server, "kind = 'message' AND dead IS NOT NULL"), 1, 'after eight tries it is dead');
  has((await get(server, PAGE, { headers: { cookie } })).text, 'Niet gelukt', 'and the administrator sees it');
  has((await get(server, '/werk', { headers: { cookie } })).text, 'niet gelukt', 'also on the own work list');
  mail.mood.refuse = 0;
  is((await press(server, cookie, 'opnieuw')).status, 303, 'it can be tried again');
  await until('it arrives at last', () => mail.got.length === 1);
  mail.mood.refuse = 450;
  await trial(server, cookie);
  await until('a refusal for now', () => count(server, "kind = 'message' AND problem IS NOT NULL AND lease IS NULL") === 1);
  sqlOf(server.data, "UPDATE job SET tries = 7, due = 1 WHERE kind = 'message' AND due IS NOT NULL");
  await until('it is dead', () => count(server, 'dead IS NOT NULL') === 1);
  is((await press(server, cookie, 'opgeven')).status, 303, 'or given up');
  is([count(server, 'dead IS NOT NULL'), Number(sqlOf(server.data, 'SELECT count(*) FROM message'))], [0, 0], 'then nothing of it is left');
  server.log.length = 0;
  await server.stop();
  await mail.close();
}

/* A server that says nothing must not keep the program from stopping, nor other work from being done. */
async function hangs() {
  const open = new Set(), silent = net.createServer(socket => { open.add(socket); socket.on('error', () => {}); });
  const server = await sending(mailSettings(await listen(silent))), cookie = await signIn(server, 'beheer');
  await trial(server, cookie);
  await until('it is being sent', () => open.size > 0);
  is((await trial(server, cookie)).status, 303, 'changes go on meanwhile');
  const began = Date.now();
  is(await server.stop(), 0, 'the program stops while a mail server is silent');
  ok(Date.now() - began < 10_000, 'and soon', `${Date.now() - began} ms`);
  is(count(server, "kind = 'message' AND lease IS NULL AND due IS NOT NULL"), 2, 'what was not sent is free for the next process');
  for (const socket of open) socket.destroy();
  silent.close();
}

/* It takes the whole message and is gone before it says so: nobody knows, so it comes again, with the same Message-ID. */
async function breaks() {
  const ids = [];
  let rude = true;
  const server_ = net.createServer(socket => {
    let data = '', inData = false;
    socket.on('error', () => {});
    socket.write('220 proef\r\n');
    socket.on('data', part => {
      data += part;
      if (inData) {
        if (!data.includes('\r\n.\r\n')) return;
        ids.push(data.match(/Message-ID: (\S+)/)?.[1]);
        if (rude) { rude = false; socket.destroy(); return; }
        inData = false;
        data = '';
        socket.write('250 ok\r\n');
        return;
      }
      for (let m; (m = data.match(/^(\w+)[^\n]*\n/)); ) {
        data = data.slice(m[0].length);
        if (/^DATA/i.test(m[0])) { inData = true; socket.write('354 go on\r\n'); } else if (/^QUIT/i.test(m[0])) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  const server = await sending(mailSettings(await listen(server_))), cookie = await signIn(server, 'beheer');
  await trial(server, cookie);
  await until('the failure is written down', () => count(server, "kind = 'message' AND problem IS NOT NULL AND lease IS NULL") === 1);
  again(server);
  await until('it is done', () => count(server, "kind = 'message' AND due IS NOT NULL") === 0);
  ok(ids.length === 2 && ids[0] && ids[0] === ids[1], 'a message of which nobody knows whether it arrived comes again under the same number', ids);
  server.log.length = 0;
  await server.stop();
  server_.close();
}

/* Killed in the middle of sending: another process sends it, after the lease. */
async function killed() {
  const open = new Set(), silent = net.createServer(socket => { open.add(socket); socket.on('error', () => {}); });
  const first = await sending(mailSettings(await listen(silent))), cookie = await signIn(first, 'beheer');
  await trial(first, cookie);
  await until('it is being sent', () => open.size > 0);
  await first.stop('SIGKILL');
  for (const socket of open) socket.destroy();
  silent.close();
  const mail = await mailServer(), next = await serve({ data: first.data, args: mailSettings(mail.port) });
  await sleep(3000);
  is(mail.got.length, 0, 'what a process that died had taken is not sent twice at once');
  sqlOf(first.data, "UPDATE job SET lease = 1 WHERE kind = 'message'");
  await until('it is sent', () => mail.got.length === 1);
  await next.stop();
  await mail.close();
}

async function text_messages() {
  const got = [];
  let answer = 500;
  const service = http.createServer((request, response) => {
    let body = '';
    request.on('data', part => { body += part; });
    request.on('end', () => { got.push({ body: JSON.parse(body), type: request.headers['content-type'], method: request.method }); response.writeHead(answer).end('x'.repeat(100000)); });
  });
  const server = await sending(['--sms-url', `http://127.0.0.1:${await listen(service)}/sms`, '--public-url', 'https://kentering.example']), cookie = await signIn(server, 'beheer');
  is((await trial(server, cookie, { mobile: '030 1234567' })).status, 422, 'a number that is not mobile is refused');
  is((await trial(server, cookie, { mobile: '06-00012345' })).status, 303, 'a text message is asked for');
  ok(!sqlOf(server.data, 'SELECT coalesce(address, \'\') FROM message').includes('12345'), 'the number does not stand in the queue');
  await until('the service was asked', () => count(server, "kind = 'message' AND problem IS NOT NULL AND lease IS NULL") === 1);
  answer = 202;
  again(server);
  await until('it is sent', () => count(server, "kind = 'message' AND due IS NOT NULL") === 0);
  is([got.length, got[0]?.body.id === got[1]?.body.id, got[1]?.body.to, got[1]?.body.from, got[1]?.type, got[1]?.method],
    [2, true, '+31600012345', 'Kentering', 'application/json', 'POST'], 'it is posted as JSON, and again under the same id when it failed');
  has(got[1]?.body.text ?? '', 'Dit is een proef', 'with the text');
  server.log.length = 0;
  await server.stop();
  service.closeAllConnections?.();
  service.close();
}

async function wrong_settings() {
  const wrong = [];
  for (const [args, says] of [[['--smtp-url', 'mail.example', '--public-url', 'https://k.example'], 'smtp://'], [['--smtp-url', 'smtp://mail.example', '--public-url', 'https://k.example'], 'noreply'],
    [['--smtp-url', 'smtp://mail.example', '--mail-from', 'a@b.example'], 'its address'], [['--sms-url', 'http://sms.example', '--public-url', 'https://k.example'], 'https'],
    [['--smtp-url', 'smtp://mail.example', '--mail-from', 'a@b.example', '--public-url', 'https://k.example', '--quiet-hours', '8-20'], '20:00-08:00']]) {
    const done = await command('serve', '--demo', '--data', folder(), '--port', '0', ...args);
    if (done.code !== 1 || !done.log.includes(says)) wrong.push(`${args}: ${done.code} ${done.log}`);
  }
  none(wrong, 'settings that cannot work are refused at the start, in words');
}

testing(async () => {
  await arrives();
  await tells();
  await asks();
  await refuses();
  await hangs();
  await breaks();
  await killed();
  await text_messages();
  await wrong_settings();
});
