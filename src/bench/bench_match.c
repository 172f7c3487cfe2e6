#include "bench_match.h"
#include "bench_advice.h"
#include "bench_import.h"
#include "bench_machine.h"
#include "bench_random.h"
#include "bench_rates.h"
#include "csv.h"
#include "live.h"
#include "say.h"
#include "text.h"
#include <stdio.h>
#include <sys/stat.h>

enum { PROFILES = 2000, TURNS = 9, KNOWN_PERCENT = 70, SIZE_SAMPLES = 60 };
static const char region[] = "oost-brabant";

/* --- offers --------------------------------------------------------------------------------------- */

struct spread { const struct places *places; struct snapshot_draft *draft; FILE *out; size_t all, seen, here; };

/* Every so many for the region, the rest anywhere else. */
static const char *region_of(struct spread *s)
{
  const size_t step = s->all / MATCH_OFFERS ? s->all / MATCH_OFFERS : 1;
  if (s->seen++ % step == 0 && s->here < MATCH_OFFERS) { s->here++; return region; }
  const struct region_list *const regions = &s->places->regions;
  const char *other = region;
  for (size_t i = s->seen; strcmp(other, region) == 0 || strcmp(other, REGION_NATIONWIDE) == 0; i++) other = regions->at[i % regions->count].slug;
  return other;
}

static int spread_one(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  struct spread *const s = arg;
  struct offer_line line = *(const struct offer_line *)row;
  struct buf b = { 0 };
  (void)given;
  (void)number;
  line.offer.regions = region_of(s);
  line.offer.municipalities = NULL;
  csv_row(&offer_line_record, &line, &b);
  const bool written = fwrite(b.at, 1, b.len, s->out) == b.len;
  buf_release(&b);
  return written ? snapshot_add(c, s->draft, &line) : fail(c, ERR_STORE, NULL, "This file cannot be written.");
}

static void complain(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)arg;
  say_wrong_row(c, stderr, "bench", w);
}

static int spread_rows(struct ctx *c, struct spread *s, const char *from, const char *to)
{
  struct buf head = { 0 };
  size_t good, bad;
  FILE *const in = fopen(from, "rb");
  s->out = fopen(to, "wb");
  csv_head(&offer_line_record, &head);
  int rc = in && s->out && fwrite(head.at, 1, head.len, s->out) == head.len ? OK : fail(c, ERR_STORE, to, "This file cannot be written.");
  if (rc == OK) rc = csv_read(c, in, &(struct csv_reader){ .rec = &offer_line_record, .row = spread_one, .wrong = complain, .arg = s }, &good, &bad);
  buf_release(&head);
  if (in) fclose(in);
  if (s->out && fclose(s->out) != 0 && rc == OK) rc = fail(c, ERR_STORE, to, "This file cannot be written.");
  return rc;
}

/* In memory, and as a file to import. */
static int spread_offers(struct ctx *c, const char *folder, const struct places *places, const struct synth *synth, size_t count, struct snapshot **out)
{
  const char *const all = formed(c, "%s/match-all.csv", folder), *const spread = formed(c, "%s/match.csv", folder);
  struct spread s = { .places = places, .all = count, .draft = snapshot_begin() };
  int rc = synth_write(c, synth, all, count, 0);
  if (rc == OK) rc = spread_rows(c, &s, all, spread);
  if (rc == OK) return snapshot_finish(c, s.draft, places, "", "", c->today, out);
  snapshot_drop(s.draft);
  return rc;
}

/* --- profiles ------------------------------------------------------------------------------------- */

static void draw(struct dice *d, const struct field *f, struct profile *p)
{
  if (f->kind == FIELD_ENUM) {
    const unsigned v = 1 + (unsigned)dice_below(d, f->values->count - 1);
    memcpy(field_in(f, p), &v, sizeof v);
  } else if (f->kind == FIELD_INT) {
    *(struct num *)field_in(f, p) = num((int32_t)dice_below(d, f->max ? (size_t)f->max : 100));
  } else if (f->kind == FIELD_SET) {
    struct set v = { 1 };
    for (size_t n = dice_below(d, 3); n > 0; n--) v = set_with(v, 1 + (unsigned)dice_below(d, f->values->count - 1));
    *(struct set *)field_in(f, p) = v;
  } else if (f->flags & WORD_LIST) *(const char **)field_in(f, p) = dice_chance(d, 80) ? "nl" : "ar en";
}

/* Most answers are known; no danger now, so that there is something to rank. */
static struct profile drawn_profile(struct dice *d)
{
  struct profile p = { .region = region };
  for (size_t i = 0; i < profile_record.count; i++)
    if (dice_chance(d, KNOWN_PERCENT)) draw(d, &profile_record.fields[i], &p);
  if (dice_chance(d, 90)) p.acute_danger = NO;
  return p;
}

/* --- the decision, and writing it ------------------------------------------------------------------- */

struct costs { double decide, write; size_t bytes; };

static int measure(struct ctx *c, const struct matcher *m, const struct profile *profiles, struct costs *out)
{
  struct costs sum = { 0 };
  struct ctx mine;
  ctx_init(&mine, c->now, c->random, 0);
  mine.places = c->places;
  int rc = OK;
  for (size_t i = 0; rc == OK && i < PROFILES; i++) {
    struct match_result r;
    const double began = processor_us();
    rc = match_decide(&mine, m, &(struct match_ask){ .profile = &profiles[i] }, &r);
    const double decided = processor_us();
    if (rc == OK) match_write_json(&mine, m, &profiles[i], &r, &mine.out);
    sum.write += processor_us() - decided;
    sum.decide += decided - began;
    sum.bytes += mine.out.len;
    mine.out.len = 0;
    arena_reset(&mine.arena);
  }
  ctx_release(&mine);
  *out = (struct costs){ sum.decide / PROFILES, sum.write / PROFILES, sum.bytes / PROFILES };
  return rc;
}

static int decision_figures(struct ctx *c, const struct matcher *m, const struct profile *profiles, struct figures *f)
{
  double decide[TURNS], write[TURNS], share[TURNS];
  struct costs costs;
  for (size_t i = 0; i < TURNS; i++) {
    TRY(measure(c, m, profiles, &costs));
    decide[i] = costs.decide;
    write[i] = costs.write;
    share[i] = costs.decide / costs.write * 100;
  }
  figure_add(f, (struct figure){ "match_decide", formed(c, "decision on %zu offers, %d of them for the region", f->offers, MATCH_OFFERS), "µs", median(decide, TURNS), 1, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "match_json", formed(c, "writing it as JSON (%.1f kB)", (double)costs.bytes / 1000), "µs", median(write, TURNS), 1, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "match_share", "the decision, of writing it as JSON", "%", median(share, TURNS), 0, AT_MOST, 100 });
  return OK;
}

/* --- over the wire ------------------------------------------------------------------------------------ */

static void ask_match(struct ctx *c, const struct profile *profiles, struct questions *out)
{
  *out = (struct questions){ .at = arena_new(&c->arena, const char *, PROFILES), .count = PROFILES, .tail = "" };
  for (size_t i = 0; i < PROFILES; i++) {
    const char *const body = profile_json(c, &profiles[i]);
    out->at[i] = JOIN(&c->arena, "POST /api/v1/match HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ",
                      count_text(c, (int64_t)strlen(body)), "\r\n\r\n", body);
  }
}

/* The body's average size over some answers. */
static int size_of(struct ctx *c, uint16_t port, const struct questions *q, size_t *bytes)
{
  size_t sum = 0;
  for (size_t i = 0; i < SIZE_SAMPLES; i++) {
    struct page_got got;
    TRY(load_ask(c, port, q->at[i], &got));
    if (got.status != 200) return fail(c, ERR_STORE, "/api/v1/match", "The server answers with an error.");
    sum += got.body_size;
  }
  *bytes = sum / SIZE_SAMPLES;
  return OK;
}

static int rates(struct ctx *c, const char *folder, const char *data, struct questions *asked, struct server_child *server, struct figures *f)
{
  const char *const theme = formed(c, "%s/match.css", folder), *constant;
  const char *const plain[] = { "--data", data, NULL }, *const themed[] = { "--data", data, "--theme", theme, NULL };
  size_t size;
  TRY(server_begin(c, plain, server));
  TRY(size_of(c, server->port, asked, &size));
  TRY(constant_write(c, theme, size));
  server_end(server);
  TRY(server_begin(c, themed, server));
  TRY(constant_address(c, server->port, &constant));
  return rate_beside_constant(c, server, asked, constant, &(struct page_figure){ .key = "match", .what = "what fits (POST /api/v1/match)", .limit = 0.25 }, f);
}

static int rate_figure(struct ctx *c, const char *folder, const struct places *places, const struct profile *profiles, struct figures *f)
{
  const char *const data = formed(c, "%s/match", folder);
  const struct config config = { .data = data };
  struct server_child server = { .pid = -1, .out = -1 };
  struct questions asked;
  double rate;
  if (mkdir(data, 0700) != 0) return fail(c, ERR_STORE, data, "This folder cannot be made.");
  TRY(import_once(c, &config, places, formed(c, "%s/match.csv", folder), false, &rate));
  ask_match(c, profiles, &asked);
  const int rc = rates(c, folder, data, &asked, &server, f);
  server_end(&server);
  return rc;
}

static int with_offers(struct ctx *c, const char *folder, const struct places *places, const struct snapshot *snapshot, struct figures *f)
{
  struct live_match *live;
  struct dice dice = { 5 };
  struct profile *const profiles = arena_new(&c->arena, struct profile, PROFILES);
  for (size_t i = 0; i < PROFILES; i++) profiles[i] = drawn_profile(&dice);
  TRY(live_match_build(c, NULL, snapshot, &live));
  const int rc = decision_figures(c, live_match_matcher(live), profiles, f);
  live_match_release(live);
  return rc == OK ? rate_figure(c, folder, places, profiles, f) : rc;
}

int match_figures(struct ctx *c, const char *folder, const struct places *places, const struct synth *s, size_t screenings, struct figures *f)
{
  struct snapshot *snapshot;
  TRY(spread_offers(c, folder, places, s, f->offers, &snapshot));
  int rc = with_offers(c, folder, places, snapshot, f);
  if (rc == OK) rc = advice_figures(c, folder, places, snapshot, screenings, f);
  snapshot_release(snapshot);
  return rc;
}
