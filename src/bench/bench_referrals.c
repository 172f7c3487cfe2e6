#include "bench_referrals.h"
#include "accounts.h"
#include "bench_machine.h"
#include "bench_people.h"
#include "data_folder.h"
#include "ids.h"
#include "involvement.h"
#include "keys.h"
#include "referrals_store.h"
#include "text.h"

enum { FEW = 1000, OWN = 40, TURNS = 5, WRITERS = 64, A_TRANSACTION = 100, DUE = 500, AT_A_TIME = 50 };
static const char region[] = "oost-brabant", worker[] = "team@demo.invalid";

/* --- a region with many ------------------------------------------------------------------------------------------------ */

struct filling { struct id account, organisation, ids[OWN]; size_t done, count, own, due; };

/* Of somebody who does not exist, where it is that worker's turn, or that of one of many others. */
static int put_one(struct ctx *c, struct filling *f)
{
  const bool own = f->own < OWN;
  const struct id account = own ? f->account : id_random(c), organisation = own ? f->organisation : id_random(c);
  const bool due = !own && f->due < DUE;
  struct referral r = { .id = id_random(c), .referrer = account, .origin = organisation, .provider = id_random(c), .state = REFERRAL_RECEIVED, .by_link = YES, .next = NEXT_CALL_AGAIN,
    .responsible = account, .holder = organisation, .counts = TERM_WORKING_DAYS, .level = num(0), .made = { c->now }, .written = { c->now }, .sent = { c->now }, .registered = { c->now },
    .next_at = { due ? c->now - DAY_MS : c->now + (int64_t)(1 + f->done % 20) * DAY_MS } };
  r.rises_at = r.next_at;
  TRY(compartment_make(c, COMPARTMENT_REFERRAL, &r.compartment));
  const struct involvement in = { .account = account, .organisation = organisation, .compartment = r.compartment, .purpose = PURPOSE_REFERRAL, .since = { c->now }, .given_by = account };
  TRY(record_insert(c, involvement, &in, NULL));
  TRY(record_insert(c, referral, &r, NULL));
  const struct referral_person p = { .compartment = r.compartment, .referral = r.id, .called = "Niemand", .phone = "06 00000000", .hours = "overdag", .voicemail = NO, .consent = CONSENT_SPOKEN,
    .consent_on = c->today };
  TRY(record_insert(c, referral_person, &p, NULL));
  if (own) f->ids[f->own++] = r.id;
  f->due += due;
  f->done++;
  return OK;
}

static int put_some(struct ctx *c, void *arg)
{
  struct filling *const f = arg;
  struct filling now = *f;
  for (size_t i = 0; i < A_TRANSACTION && now.done < now.count; i++) TRY(put_one(c, &now));
  *f = now;
  return OK;
}

static int put_part(struct ctx *c, void *arg) { return db_transaction(c, put_some, arg); }

static int who_works(struct ctx *c, struct filling *f)
{
  struct account a;
  struct post_list posts;
  TRY(account_by_mail(c, worker, &a));
  TRY(posts_of_account(c, a.id, &posts));
  if (!posts.count) return fail(c, ERR_STORE, worker, "The demo has no such worker.");
  f->account = a.id;
  f->organisation = posts.at[0].organisation;
  return OK;
}

/* --- what rises -------------------------------------------------------------------------------------------------------------- */

struct rising_run { bool more; size_t rows; };
static int rise_some(struct ctx *c, void *arg)
{
  struct rising_run *const r = arg;
  return referrals_rise(c, AT_A_TIME, &r->more);
}
static int rise_part(struct ctx *c, void *arg) { return db_transaction(c, rise_some, arg); }

/* Microseconds of processor for each that is due. */
static int rise_all(struct ctx *c, double *us)
{
  struct rising_run r = { .more = true };
  const double began = processor_us();
  while (r.more) TRY(in_own_memory(c, rise_part, &r));
  *us = (processor_us() - began) / DUE;
  return OK;
}

static int fill(struct ctx *c, const char *data, const struct places *places, struct filling *f, double *rise_us)
{
  const struct config config = { .data = data, .demo = true };
  struct ctx mine;
  ctx_init(&mine, c->now, c->random, 0);
  mine.places = places;
  mine.today = c->today;
  mine.scope = (struct scope){ .reach = REACH_ALL, .region = region };
  int rc = data_open_existing(&mine, &config, &mine.db);
  if (rc == OK) rc = who_works(&mine, f);
  while (rc == OK && f->done < f->count) rc = in_own_memory(&mine, put_part, f);
  if (rc == OK) rc = rise_all(&mine, rise_us);
  db_close(mine.db);
  keys_close(mine.keys);
  c->error = mine.error;
  return rc;
}

/* --- a server with them -------------------------------------------------------------------------------------------------------- */

struct site { struct server_child server; struct asking asking; struct filling filling; struct questions list, acts; double rise_us; };

static int begin(struct ctx *c, const char *folder, const struct places *places, size_t count, struct site *s)
{
  const char *const serve[] = { "--demo", "--data", folder, NULL };
  s->filling.count = count;
  TRY(people_serve(c, folder, NULL, 60, "64", &s->server));
  server_end(&s->server);
  TRY(fill(c, folder, places, &s->filling, &s->rise_us));
  TRY(server_begin(c, serve, &s->server));
  return people_ask(c, s->server.port, &s->asking);
}

/* The token of a form is good for all referrals: it is bound to the row of the table, and the session. */
static int draw(struct ctx *c, struct site *s)
{
  const char **const list = arena_new(&c->arena, const char *, 1), **const acts = arena_new(&c->arena, const char *, OWN);
  struct page_got got;
  char id[ID_TEXT];
  id_format(s->filling.ids[0], id);
  TRY(load_ask(c, s->server.port, formed(c, "GET /werk/verwijzingen/%s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", id, s->asking.cookie), &got));
  const char *const form = strstr(got.body, "/stap\""), *const at = form ? strstr(form, "name=\"form_token\" value=\"") : NULL;
  if (!at) return fail(c, ERR_STORE, "/werk/verwijzingen", "A referral of the worker is not there.");
  const char *const token = arena_text(&c->arena, at + 25, strcspn(at + 25, "\"")), *const body = formed(c, "form_token=%s&act=tried", token);
  for (size_t i = 0; i < OWN; i++) {
    id_format(s->filling.ids[i], id);
    acts[i] = formed(c, "POST /werk/verwijzingen/%s/stap HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: %s\r\nContent-Length: %zu\r\n\r\n%s",
      id, s->asking.cookie, strlen(body), body);
  }
  list[0] = formed(c, "GET /werk HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", s->asking.cookie);
  s->list = (struct questions){ list, 1, 0, "" };
  s->acts = (struct questions){ acts, OWN, 0, "" };
  return OK;
}

/* In turns, so that a machine busy with something else slows both. */
static int measure(struct ctx *c, struct site *few, struct site *many, struct figures *f)
{
  double lists[TURNS], shares[TURNS], single[TURNS], together[TURNS], acts[TURNS];
  for (size_t i = 0; i < TURNS; i++) {
    struct load_result a, b, one, one_act, all, all_acts;
    TRY(people_run(c, &few->server, WRITERS, f->seconds, &few->list, &a));
    TRY(people_run(c, &many->server, WRITERS, f->seconds, &many->list, &b));
    TRY(people_run(c, &many->server, 1, f->seconds, &many->asking.writes, &one));
    TRY(people_run(c, &many->server, 1, f->seconds, &many->acts, &one_act));
    TRY(people_run(c, &many->server, WRITERS, f->seconds, &many->asking.writes, &all));
    TRY(people_run(c, &many->server, WRITERS, f->seconds, &many->acts, &all_acts));
    lists[i] = b.rate;
    shares[i] = b.rate / a.rate * 100;
    single[i] = one_act.rate / one.rate * 100;
    together[i] = all_acts.rate / all.rate * 100;
    acts[i] = all_acts.rate;
  }
  figure_add(f, (struct figure){ "work_list", formed(c, "work list of one worker (%d own), %zu open referrals in the region", OWN, many->filling.count), "/s", median(lists, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "work_list_share", formed(c, "that, of its rate with %d", FEW), "%", median(shares, TURNS), 0, AT_LEAST, 50 });
  figure_add(f, (struct figure){ "act", "acts on referrals, 64 connections", "/s", median(acts, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "act_single", "an act, of the durable writes, one connection", "%", median(single, TURNS), 0, AT_LEAST, 60 });
  figure_add(f, (struct figure){ "act_together", "an act, of the durable writes, 64 connections", "%", median(together, TURNS), 0, AT_LEAST, 30 });
  figure_add(f, (struct figure){ "rise", formed(c, "processor time for each of %d that are due, among %zu", DUE, many->filling.count), "µs", many->rise_us, 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "rise_share", formed(c, "that, of the same among %d", FEW), "×", many->rise_us / few->rise_us, 1, AT_MOST, 2 });
  return OK;
}

int referral_figures(struct ctx *c, const char *folder, const struct places *places, size_t many_count, struct figures *f)
{
  struct site few = { .server = { .pid = -1, .out = -1 } }, many = few;
  int rc = begin(c, formed(c, "%s/few", folder), places, FEW, &few);
  if (rc == OK) rc = begin(c, formed(c, "%s/many", folder), places, many_count, &many);
  if (rc == OK) rc = draw(c, &few);
  if (rc == OK) rc = draw(c, &many);
  if (rc == OK) rc = measure(c, &few, &many, f);
  server_end(&few.server);
  server_end(&many.server);
  return rc;
}
