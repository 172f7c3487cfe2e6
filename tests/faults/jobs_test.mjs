// What is done without a request: by two processes at once, after a long stop, and when the clock is wrong.
import { get, is, none, ok, serve, signIn, sleep, testing } from '../browser/server.mjs';
import { sqlOf } from '../database.mjs';
import { mailServer, mailSettings } from '../mail_server.mjs';

const CLOCK = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', SOON_MS = 60_000, DAY_MS = 86_400_000;
const by = shift => ({ LD_PRELOAD: CLOCK, FAKETIME: shift, ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0` });
const number = (server, sql) => Number(sqlOf(server.data, sql));
async function until(what, test) {
  for (const end = Date.now() + SOON_MS; Date.now() < end; await sleep(100)) if (await test()) return true;
  return ok(false, `in time: ${what}`);
}
/* Every standing job went well since that moment. */
const round = (server, since) => until('every standing job has run', () => standing(server) > 0 && number(server, `SELECT count(*) FROM job WHERE name = kind AND (done IS NULL OR done < ${since})`) === 0);
/* What a new demonstration does once is no standing job. */
const standing = server => number(server, "SELECT count(*) FROM job WHERE name = kind AND kind <> 'demo.fill'");
const tasks = server => number(server, 'SELECT count(*) FROM task');

/* Hours in which tests run may be quiet ones. */
const LOUD = ['--quiet-hours', '00:00-00:00'];

async function two_processes() {
  const mail = await mailServer(), args = [...mailSettings(mail.port), ...LOUD];
  const first = await serve({ args });
  await round(first, 1);
  await until('what the demo begins with is sent', () => number(first, "SELECT count(*) FROM job WHERE kind = 'message' AND due IS NOT NULL") === 0);
  const second = await serve({ data: first.data, args });
  const asked = 40, hex = n => n.toString(16).padStart(30, '0');
  sqlOf(first.data, 'UPDATE task SET told = 1');
  for (let n = 1; n <= asked; n++)
    sqlOf(first.data, `INSERT INTO task (id, version, region, role, kind, made) VALUES (x'aa${hex(n)}', 1, 'oost-brabant', 'fg', 'emergency_used', ${n})`);
  mail.got.length = 0;
  for (let i = 0; i < 3; i++) { sqlOf(first.data, "UPDATE job SET due = 1 WHERE name = 'accounts.urgent'"); await sleep(300); }
  await until('all is sent', () => mail.got.length >= asked);
  await sleep(2000);
  const ids = mail.got.map(m => m.text.match(/Message-ID: (\S+)/)[1]);
  is([ids.length, new Set(ids).size], [asked, asked], 'two processes send each message once');
  is(number(first, 'SELECT count(*) FROM task WHERE told IS NULL'), 0, 'and tell of each task once');
  is(number(first, "SELECT count(*) FROM job WHERE name = kind AND kind = 'accounts.urgent'"), 1, 'a standing job is one for both');
  await second.stop();
  await first.stop();
  await mail.close();
}

/* Longer than a week, so that the quarter in which colleagues are confirmed is over too. */
async function a_long_stop() {
  const first = await serve();
  await round(first, 1);
  const before = tasks(first), count = standing(first);
  await first.stop();
  const mail = await mailServer(), args = [...mailSettings(mail.port), ...LOUD], then = Date.now() + 100 * DAY_MS - 60_000;
  sqlOf(first.data, 'UPDATE task SET told = 1');
  const later = await serve({ data: first.data, args, env: by('+100d') });
  await round(later, then);
  const made = tasks(later);
  is(standing(later), count, 'after a hundred days each standing job is there once');
  none(sqlOf(later.data, 'SELECT kind FROM task WHERE done IS NULL GROUP BY kind, region, role, account, organisation, about HAVING count(*) > 1').split('\n').filter(Boolean), 'and no task twice');
  await later.stop();
  const again = await serve({ data: first.data, args, env: by('+100d') });
  const last = number(again, 'SELECT max(done) FROM job WHERE name = kind');
  sqlOf(first.data, 'UPDATE job SET due = 1 WHERE name = kind');
  await round(again, last + 1);
  is(tasks(again), made, 'running all of it once more adds nothing');
  const to = mail.got.map(m => `${m.to} ${m.text.match(/Subject: (.*)/)[1]}`);
  is(new Set(to).size, to.length, 'nobody got two of the same message');
  ok(made > before, 'and what became due meanwhile is asked', `${before} tasks before, ${made} after`);
  await again.stop();
  await mail.close();
}

async function a_clock_that_was_wrong() {
  const ahead = await serve({ env: by('+400d') });
  await round(ahead, Date.now() + 399 * DAY_MS);
  await ahead.stop();
  const now = await serve({ data: ahead.data });
  await until('standing jobs are due within a day again', () => number(now, `SELECT count(*) FROM job WHERE name = kind AND due > ${Date.now() + DAY_MS + 60_000}`) === 0);
  const page = await get(now, '/beheer/vanzelf', { headers: { cookie: await signIn(now, 'beheer') } });
  is(page.status, 200, 'and the page of what comes round is there');
  now.log.length = 0;                                        /* it may say that sessions and the like come from the future */
  await now.stop();
}

testing(async () => {
  await two_processes();
  await a_long_stop();
  await a_clock_that_was_wrong();
});
