#include "bench_cases.h"
#include "bench_machine.h"
#include "bench_people.h"
#include "cases_synth.h"
#include "data_folder.h"
#include "ids.h"
#include "keys.h"
#include "possible_doubles.h"
#include "say.h"
#include "seal.h"
#include "text.h"

enum { FEW = 1000, OWN = 25, TURNS = 5, READERS = 64, LOOKS = 400 };
static const char region[] = "oost-brabant", worker[] = "team@demo.invalid";

struct site { struct server_child server; const char *folder, *cookie; struct questions dossiers, list; size_t count; double lines; };

/* Making the households, and a server that has them. */
static int begin(struct ctx *c, const char *folder, size_t count, struct site *s)
{
  const char *const serve[] = { "--demo", "--data", folder, NULL };
  const char *const synth[] = { "kentering", "synth", "--data", folder, "--households", count_text(c, (int64_t)count), "--seed", "1", NULL };
  char said[1000];
  s->folder = folder;
  s->count = count;
  TRY(server_begin(c, serve, &s->server));                   /* makes the demo's colleagues */
  server_end(&s->server);
  const double began = clock_seconds();
  TRY(program_said(c, synth, said, sizeof said));
  s->lines = (double)(count * SYNTH_LINES) / (clock_seconds() - began);
  return server_begin(c, serve, &s->server);
}

/* The dossiers of the newest households of the worker, who signs in now: while many are made, a session would end. */
static int draw(struct ctx *c, struct site *s)
{
  const char **const dossiers = arena_new(&c->arena, const char *, OWN), **const list = arena_new(&c->arena, const char *, 1);
  struct page_got got;
  size_t n = 0;
  static const char before[] = "href=\"/werk/huishoudens/";
  TRY(people_cookie(c, s->server.port, worker, &s->cookie));
  list[0] = formed(c, "GET /werk HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", s->cookie);
  TRY(load_ask(c, s->server.port, formed(c, "GET /werk/huishoudens HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", s->cookie), &got));
  for (const char *at = got.body; n < OWN && (at = strstr(at, before)); at++) {
    const char *const id = arena_text(&c->arena, at + strlen(before), strcspn(at + strlen(before), "\"/"));
    if (strlen(id) == ID_TEXT - 1) dossiers[n++] = formed(c, "GET /werk/huishoudens/%s/dossier HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", id, s->cookie);
  }
  if (n < OWN) return fail(c, ERR_STORE, "/werk/huishoudens", "The worker has too few households.");
  s->dossiers = (struct questions){ dossiers, n, 0, "" };
  s->list = (struct questions){ list, 1, 0, "" };
  return OK;
}

/* --- looking for a double ------------------------------------------------------------------------------------------ */

struct looking { double find_us, check_us; };

static int look(struct ctx *c, void *arg)
{
  struct looking *const l = arg;
  const struct person p = { .id = id_random(c), .surname = "Bestaatniet", .birth = { 19800229 } };
  const struct person_search by = { .surname = p.surname, .birth = p.birth };
  struct person_list found;
  double began = processor_us();
  for (size_t i = 0; i < LOOKS; i++) TRY(person_find(c, &by, &found));
  l->find_us = (processor_us() - began) / LOOKS;
  began = processor_us();
  for (size_t i = 0; i < LOOKS; i++) {
    TRY(person_alike(c, &p, &found));
    TRY(possible_double_tell(c, &p, ID_NONE, &found));
  }
  l->check_us = (processor_us() - began) / LOOKS;
  return OK;
}

static int look_in(struct ctx *c, const char *folder, const struct places *places, struct looking *l)
{
  const struct config config = { .data = folder, .demo = true };
  struct ctx mine;
  ctx_init(&mine, c->now, c->random, 0);
  mine.places = places;
  mine.today = c->today;
  mine.scope = (struct scope){ .reach = REACH_ALL, .region = region };
  int rc = data_open_existing(&mine, &config, &mine.db);
  if (rc == OK) rc = db_transaction(&mine, look, l);
  db_close(mine.db);
  keys_close(mine.keys);
  c->error = mine.error;
  error_keep(c, &c->arena);
  ctx_release(&mine);
  return rc;
}

/* --- in turns, so that a machine busy with something else slows both ------------------------------------------------ */

static int measure(struct ctx *c, struct site *few, struct site *many, const struct looking *l, struct figures *f)
{
  double pages[TURNS], page_shares[TURNS], list_shares[TURNS];
  for (size_t i = 0; i < TURNS; i++) {
    struct load_result a, b, lists, many_lists;
    TRY(people_run(c, &few->server, READERS, f->seconds, &few->dossiers, &a));
    TRY(people_run(c, &many->server, READERS, f->seconds, &many->dossiers, &b));
    TRY(people_run(c, &few->server, READERS, f->seconds, &few->list, &lists));
    TRY(people_run(c, &many->server, READERS, f->seconds, &many->list, &many_lists));
    pages[i] = b.rate;
    page_shares[i] = b.rate / a.rate * 100;
    list_shares[i] = many_lists.rate / lists.rate * 100;
  }
  figure_add(f, (struct figure){ "synth_lines", formed(c, "lines of timelines made up a second, %zu households", many->count), "/s", many->lines, 0, AT_LEAST, 20000 });
  figure_add(f, (struct figure){ "case_page", formed(c, "dossiers, %zu households in the region", many->count), "/s", median(pages, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "case_page_share", formed(c, "that, of its rate with %d", FEW), "%", median(page_shares, TURNS), 0, AT_LEAST, 70 });
  figure_add(f, (struct figure){ "case_list_share", formed(c, "work list, of its rate with %d", FEW), "%", median(list_shares, TURNS), 0, AT_LEAST, 70 });
  figure_add(f, (struct figure){ "double_share", formed(c, "looking for a double, of a look-up by key (%.0f µs)", l->find_us), "×", l->check_us / l->find_us, 1, AT_MOST, 3 });
  return OK;
}

int case_figures(struct ctx *c, const char *folder, const struct places *places, size_t many_count, struct figures *f)
{
  struct site few = { .server = { .pid = -1, .out = -1 } }, many = few;
  struct looking l = { 0 };
  int rc = begin(c, formed(c, "%s/few-cases", folder), FEW, &few);
  if (rc == OK) rc = begin(c, formed(c, "%s/many-cases", folder), many_count, &many);
  if (rc == OK) rc = draw(c, &few);
  if (rc == OK) rc = draw(c, &many);
  if (rc == OK) rc = look_in(c, many.folder, places, &l);
  if (rc == OK) rc = measure(c, &few, &many, &l, f);
  server_end(&few.server);
  server_end(&many.server);
  return rc;
}
