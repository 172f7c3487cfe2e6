#include "bench_rates.h"
#include "say.h"
#include "text.h"
#include "bench_machine.h"
#include <signal.h>
#include <unistd.h>

enum { TURNS = 5, DIFFERENT = 20000, SIZE_SAMPLES = 60, FLAGS = 90, FLAG_CONNECTIONS = 64, FLAG_OFFERS = 45, SLOW_CONNECTIONS = 32 };
static const char plain[] = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
static const char browser[] = " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br, gzip\r\n\r\n";
static const char gzip[] = " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n";

void pools_fill(struct ctx *c, struct asked_for *a, struct pools *out)
{
  ask_facets(c, a, DIFFERENT, &out->facets);
  ask_narrow(c, a, DIFFERENT, &out->narrow);
  ask_broad(c, a, DIFFERENT, &out->broad);
  ask_offers(c, a, DIFFERENT, &out->offers);
  ask_hsds(c, a, DIFFERENT, &out->hsds);
  ask_path(c, "/", &out->home);
}

int pool_size_of(struct ctx *c, uint16_t port, const struct questions *q, size_t *bytes)
{
  size_t sum = 0;
  for (size_t i = 1; i <= SIZE_SAMPLES; i++) {
    struct page_got got;
    TRY(load_get(c, port, q->at[q->count - 1 - i % q->count] + strlen("GET "), NULL, &got));
    sum += got.body_size;
  }
  *bytes = sum / SIZE_SAMPLES;
  return OK;
}

/* --- turns ------------------------------------------------------------------------------- */

struct kind { const char *key, *what; struct questions *pool; const char *tail; const struct kind *reference; double limit; };
struct turns { struct load_result at[TURNS]; double ratios[TURNS], by_processor[TURNS]; };

/* Whoever started this wants it to end; the signal itself is let in when everything has been cleared away. */
static bool told_to_stop(void)
{
  sigset_t waiting;
  return sigpending(&waiting) == 0 && (sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGTERM));
}

static int one_turn(struct ctx *c, const struct load *load, const struct kind *k, struct load_result *out)
{
  if (told_to_stop()) return fail(c, ERR_BUSY, NULL, "Stopped.");
  k->pool->tail = k->tail;
  TRY(load_run(c, load, k->pool, out));
  return out->wrong ? fail(c, ERR_STORE, k->key, "The server gave a wrong answer under load.") : OK;
}

static int by_rate(const void *a, const void *b)
{
  const struct load_result *const x = a, *const y = b;
  return (x->rate > y->rate) - (x->rate < y->rate);
}

static void add_page(struct figures *f, const struct kind *k, struct turns *t)
{
  qsort(t->at, TURNS, sizeof *t->at, by_rate);
  if (f->page_count < PAGE_FIGURES_MOST)
    f->pages[f->page_count++] = (struct page_figure){ k->key, k->what, k->reference ? k->reference->what : NULL, t->at[TURNS / 2],
      median(t->ratios, TURNS), median(t->by_processor, TURNS), k->limit, k->pool->count };
}

static int measure_kind(struct ctx *c, const struct load *load, const struct kind *k, struct figures *f)
{
  struct turns t = { 0 };
  struct load_result reference;
  for (size_t i = 0; i < TURNS; i++) {
    if (k->reference) TRY(one_turn(c, load, k->reference, &reference));
    TRY(one_turn(c, load, k, &t.at[i]));
    if (!k->reference) continue;
    t.ratios[i] = t.at[i].rate / reference.rate;
    t.by_processor[i] = (reference.server_us + reference.client_us) / (t.at[i].server_us + t.at[i].client_us);
  }
  add_page(f, k, &t);
  return OK;
}

int rate_figures(struct ctx *c, const struct server_child *server, struct pools *p, const char *constant, struct figures *f)
{
  enum { CONSTANT, FACETS, NARROW, BROAD, FACETS_SMALL, FACETS_GZIP, WORDS_SMALL, OFFER, HOME, HSDS, KINDS };
  ask_path(c, constant, &p->constant);
  const struct kind kinds[KINDS] = {
    [CONSTANT]     = { "constant",     "constant page",                 &p->constant, plain,   NULL, 0 },
    [FACETS]       = { "facets",       "facets",                        &p->facets,   plain,   &kinds[CONSTANT], 0.35 },
    [NARROW]       = { "narrow_words", "narrow words",                  &p->narrow,   plain,   &kinds[CONSTANT], 0.35 },
    [BROAD]        = { "broad_words",  "words of a quarter",            &p->broad,    plain,   &kinds[NARROW],   0.50 },
    [FACETS_SMALL] = { "facets_small", "facets, as browsers ask",       &p->facets,   browser, &kinds[FACETS],   0.50 },
    [FACETS_GZIP]  = { "facets_gzip",  "facets, gzip only",             &p->facets,   gzip,    &kinds[FACETS],   0.50 },
    [WORDS_SMALL]  = { "words_small",  "narrow words, as browsers ask", &p->narrow,   browser, &kinds[NARROW],   0.50 },
    [OFFER]        = { "offer",        "one offer",                     &p->offers,   plain,   &kinds[CONSTANT], 0 },
    [HOME]         = { "home",         "home page",                     &p->home,     plain,   &kinds[CONSTANT], 0 },
    [HSDS]         = { "hsds",         "open data, 20 a page",          &p->hsds,     plain,   &kinds[CONSTANT], 0 },
  };
  const struct load load = { .port = server->port, .server = server->pid, .drain = server->out, .connections = f->connections, .seconds = f->seconds / TURNS };
  for (size_t i = 0; i < KINDS; i++) {
    if (isatty(STDERR_FILENO)) fprintf(stderr, "\r\033[K%s", kinds[i].what);
    struct load these = load;
    if (i == HSDS && these.connections > SLOW_CONNECTIONS) these.connections = SLOW_CONNECTIONS;       /* more would be refused */
    TRY(measure_kind(c, &these, &kinds[i], f));
  }
  return OK;
}

int rate_beside_constant(struct ctx *c, const struct server_child *server, struct questions *q, const char *constant,
                         const struct page_figure *asked, struct figures *f)
{
  struct questions same;
  ask_path(c, constant, &same);
  const struct kind reference = { "constant_beside", "constant page", &same, plain, NULL, 0 }, kind = { asked->key, asked->what, q, q->tail, &reference, asked->limit };
  const struct load load = { .port = server->port, .server = server->pid, .drain = server->out, .connections = f->connections, .seconds = f->seconds / TURNS };
  return measure_kind(c, &load, &kind, f);
}

/* --- writing ------------------------------------------------------------------------------ */

static const char *value_behind(struct ctx *c, const char *html, const char *before)
{
  const char *at = strstr(html, before);
  if (!at) return NULL;
  at += strlen(before);
  return arena_text(&c->arena, at, strcspn(at, "\""));
}

static const char *form_path(struct ctx *c, const struct offer_line *line) { return JOIN(&c->arena, "/hulp/", line->offer.slug, "/klopt-niet"); }

/* Of several offers, as one takes few a day; the token of one form is good for all. */
static int flag_questions(struct ctx *c, uint16_t port, const struct snapshot *s, struct questions *out)
{
  struct page_got got;
  TRY(load_get(c, port, form_path(c, snapshot_offer(s, 0)), NULL, &got));
  const char *const token = value_behind(c, got.body, "name=\"form_token\" value=\"");
  if (!token) return fail(c, ERR_STORE, NULL, "The form for flags is not there.");
  const char *const body = JOIN(&c->arena, "form_token=", token, "&reason=other&note=meting");
  static const char head[] = " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
  *out = (struct questions){ .at = arena_new(&c->arena, const char *, FLAG_OFFERS), .tail = "" };
  for (size_t i = 0; i < FLAG_OFFERS && i < snapshot_count(s); i++)
    out->at[out->count++] = JOIN(&c->arena, "POST ", form_path(c, snapshot_offer(s, i)), head, count_text(c, (int64_t)strlen(body)), "\r\n\r\n", body);
  return OK;
}

int flag_figures(struct ctx *c, const struct server_child *server, const struct snapshot *s, struct figures *f)
{
  struct questions q;
  struct load load = { .port = server->port, .server = server->pid, .drain = server->out, .connections = 1, .seconds = 30, .answers = FLAGS };
  struct load_result one, many;
  TRY(flag_questions(c, server->port, s, &q));
  TRY(load_run(c, &load, &q, &one));
  load.connections = FLAG_CONNECTIONS;
  TRY(load_run(c, &load, &q, &many));
  if (one.wrong || many.wrong) return fail(c, ERR_STORE, "flags", "The server gave a wrong answer under load.");
  figure_add(f, (struct figure){ "flags_one", "flags sent one by one", "/s", one.rate, 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "flags_many", "flags sent over 64 connections", "/s", many.rate, 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "flags_gain", "what group commit gains", "×", many.rate / one.rate, 1, NO_BOUND, 0 });
  return OK;
}
