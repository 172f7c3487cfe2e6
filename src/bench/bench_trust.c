#include "bench_trust.h"
#include "bench_machine.h"
#include "bench_server.h"
#include "say.h"
#include "text.h"
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS = 64, PEOPLE = 16, PERSONS_MOST = 400, TURNS = 5 };
static const char worker[] = "team@demo.invalid", password[] = "Kentering-demo-1";
static const char form_head[] = " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

/* --- signing in --------------------------------------------------------------------------------- */

static const char *behind(struct ctx *c, const char *text, const char *before, const char *end)
{
  const char *const at = text ? strstr(text, before) : NULL;
  return at ? arena_text(&c->arena, at + strlen(before), strcspn(at + strlen(before), end)) : NULL;
}

static const char *post(struct ctx *c, const char *path, const char *cookie, const char *body)
{
  return JOIN(&c->arena, "POST ", path, form_head, cookie ? "Cookie: " : "", cookie ? cookie : "", cookie ? "\r\n" : "",
              "Content-Length: ", count_text(c, (int64_t)strlen(body)), "\r\n\r\n", body);
}

static const char *get(struct ctx *c, const char *path, const char *cookie)
{
  return JOIN(&c->arena, "GET ", path, " HTTP/1.1\r\nHost: localhost\r\nCookie: ", cookie, "\r\n\r\n");
}

/* The request that signs the worker in, good for many times. */
static int sign_in_question(struct ctx *c, uint16_t port, const char **out)
{
  struct page_got got;
  TRY(load_get(c, port, "/inloggen", NULL, &got));
  const char *const token = behind(c, strstr(got.body, "<main"), "name=\"form_token\" value=\"", "\"");
  if (!token) return fail(c, ERR_STORE, "/inloggen", "The form to sign in is not there.");
  *out = post(c, "/inloggen", NULL, JOIN(&c->arena, "form_token=", token, "&mail=", worker, "&wachtwoord=", password));
  return OK;
}

static int sign_in(struct ctx *c, uint16_t port, const char *question, const char **cookie)
{
  struct page_got got;
  TRY(load_ask(c, port, question, &got));
  *cookie = behind(c, got.head, "Set-Cookie: ", ";");
  return *cookie ? OK : fail(c, ERR_STORE, "/inloggen", "Signing in does not work.");
}

/* --- what is asked --------------------------------------------------------------------------------- */

/* The paths of persons that the worker may open, from the lists of households. */
static int find_persons(struct ctx *c, uint16_t port, const char *cookie, const char **paths, size_t *count)
{
  struct page_got list, page;
  const char *next = "/werk/huishoudens";
  *count = 0;
  while (next && *count < PERSONS_MOST) {
    TRY(load_ask(c, port, get(c, next, cookie), &list));
    next = behind(c, list.body, "rel=\"next\" href=\"", "\"");
    for (const char *at = list.body; *count < PERSONS_MOST && (at = strstr(at, "href=\"/werk/huishoudens/")); at++) {
      const char *const household = arena_text(&c->arena, at + 6, strcspn(at + 6, "\""));
      if (strlen(household) != strlen("/werk/huishoudens/") + ID_TEXT - 1) continue;
      TRY(load_ask(c, port, get(c, household, cookie), &page));
      const char *const person = behind(c, page.body, "href=\"/werk/personen/", "\"");
      if (person && strlen(person) == ID_TEXT - 1) paths[(*count)++] = JOIN(&c->arena, "/werk/personen/", person);
    }
  }
  return *count > 1 ? OK : fail(c, ERR_STORE, "/werk/huishoudens", "There are no persons to open.");
}

struct asking { struct questions pages, writes, sign_ins, found; const char *cookie; };

static int questions_of(struct ctx *c, uint16_t port, struct asking *a)
{
  const char **const paths = arena_new(&c->arena, const char *, PERSONS_MOST), **const pages = arena_new(&c->arena, const char *, PERSONS_MOST),
    **const writes = arena_new(&c->arena, const char *, PERSONS_MOST), **const one = arena_new(&c->arena, const char *, 1), **const found = arena_new(&c->arena, const char *, 1);
  size_t count;
  struct page_got got;
  TRY(sign_in_question(c, port, &one[0]));
  TRY(sign_in(c, port, one[0], &a->cookie));
  TRY(find_persons(c, port, a->cookie, paths, &count));
  TRY(load_ask(c, port, get(c, JOIN(&c->arena, paths[0], "/bereik"), a->cookie), &got));
  const char *const token = behind(c, strstr(got.body, "<main"), "name=\"form_token\" value=\"", "\"");
  if (!token) return fail(c, ERR_STORE, paths[0], "The form to write with is not there.");
  const char *const body = JOIN(&c->arena, "form_token=", token, "&kind=other&value=meting&anyway=yes");
  for (size_t i = 0; i < count; i++) {                       /* not the same persons: their pages would grow from turn to turn */
    if (i % 2) pages[i / 2] = get(c, paths[i], a->cookie);
    else writes[i / 2] = post(c, JOIN(&c->arena, paths[i], "/bereik"), a->cookie, body);
  }
  found[0] = "GET /hulp?regio=oost-brabant HTTP/1.1\r\nHost: localhost\r\n\r\n";
  a->pages = (struct questions){ pages, count / 2, 0, "" };
  a->writes = (struct questions){ writes, count / 2, 0, "" };
  a->sign_ins = (struct questions){ one, 1, 0, "" };
  a->found = (struct questions){ found, 1, 0, "" };
  return OK;
}

/* --- measuring -------------------------------------------------------------------------------------------- */

static int run(struct ctx *c, const struct server_child *s, size_t connections, double seconds, struct questions *q, struct load_result *out)
{
  const struct load load = { .port = s->port, .server = s->pid, .drain = s->out, .connections = connections, .seconds = seconds };
  TRY(load_run(c, &load, q, out));
  return out->wrong ? fail(c, ERR_STORE, NULL, "The server gave a wrong answer under load.") : OK;
}

/* Sixteen people sign in from a process of their own meanwhile. The number of answers comes back through a pipe. */
static int with_sign_ins(struct ctx *c, const struct server_child *s, double seconds, struct asking *a, struct load_result *pages, size_t *signed_in)
{
  int ends[2];
  struct load_result result = { 0 };
  if (pipe(ends) != 0) return fail(c, ERR_STORE, NULL, "A pipe cannot be made.");
  const pid_t pid = fork();
  if (pid == 0) {
    struct server_child quiet = *s;
    quiet.out = -1;
    const bool fine = run(c, &quiet, PEOPLE, seconds, &a->sign_ins, &result) == OK;
    _exit(fine && write(ends[1], &result, sizeof result) == (ssize_t)sizeof result ? 0 : 1);
  }
  close(ends[1]);
  int rc = pid < 0 ? fail(c, ERR_STORE, NULL, "A process cannot be made.") : run(c, s, WRITERS, seconds, &a->found, pages);
  if (rc == OK && read(ends[0], &result, sizeof result) != (ssize_t)sizeof result) rc = fail(c, ERR_STORE, NULL, "Signing in failed under load.");
  if (pid > 0) waitpid(pid, NULL, 0);
  close(ends[0]);
  *signed_in = result.answers;
  return rc;
}

/* What the processors had left beside the sign-ins, and how much of it the pages got. */
static int sign_in_figures(struct ctx *c, const struct server_child *s, double seconds, struct asking *a, struct figures *f)
{
  struct load_result alone, pages, beside;
  size_t signed_in;
  TRY(run(c, s, PEOPLE, seconds, &a->sign_ins, &alone));
  TRY(run(c, s, WRITERS, seconds, &a->found, &pages));
  TRY(with_sign_ins(c, s, seconds, a, &beside, &signed_in));
  const double used = pages.rate * (pages.server_us + pages.client_us) / 1e6;
  const double theirs = (double)signed_in / beside.seconds * (alone.server_us + alone.client_us) / 1e6;
  const double allowed = theirs < used ? pages.rate * (used - theirs) / used : 0;
  figure_add(f, (struct figure){ "sign_in", "sign-ins (Argon2id, 64 MiB), sixteen people at once", "/s", alone.rate, 1, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "sign_in_ms", "processor time of a sign-in", "ms", alone.server_us / 1e3, 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "beside_sign_in", "pages beside sixteen who sign in, of what the remaining processor time allows", "%",
    allowed > 0 ? beside.rate / allowed * 100 : 0, 0, AT_LEAST, 80 });
  figure_add(f, (struct figure){ "beside_sign_in_p99", "the slowest of a hundred of those pages", "ms", beside.p99_ms, 1, NO_BOUND, 0 });
  return OK;
}

/* In turns, so that a machine busy with something else slows both. */
static int write_figures(struct ctx *c, const char *folder, const struct server_child *together, const struct server_child *apart, double seconds,
                         struct asking *a, struct asking *b, struct figures *f)
{
  double gains[TURNS], alone[TURNS], singles[TURNS], over[TURNS], shares[TURNS], writes[TURNS], pages[TURNS];
  struct load_result single, one, many, page;
  for (size_t i = 0; i < TURNS; i++) {
    TRY(run(c, apart, 1, seconds, &b->writes, &single));
    TRY(run(c, apart, WRITERS, seconds, &b->writes, &one));
    TRY(run(c, together, WRITERS, seconds, &a->writes, &many));
    TRY(run(c, together, WRITERS, seconds, &a->pages, &page));
    alone[i] = one.rate;
    singles[i] = single.rate;
    over[i] = many.rate / single.rate;
    gains[i] = many.rate / one.rate;
    shares[i] = page.rate / many.rate * 100;
    writes[i] = many.rate;
    pages[i] = page.rate;
  }
  figure_add(f, (struct figure){ "writes", "durable writes (sealed record and journal), 64 connections", "/s", median(writes, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "writes_alone", "the same, 64 connections, with one commit a write", "/s", median(alone, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "writes_single", "the same one after the other, each with a commit of its own", "/s", median(singles, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "disk", "what the disk takes to make 4 kB durable", "µs", disk_us(folder), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "writes_over_single", "gain over one after the other", "×", median(over, TURNS), 1, AT_LEAST, 3 });
  figure_add(f, (struct figure){ "writes_gain", "gain over one commit a write", "×", median(gains, TURNS), 1, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "person_page", "signed-in page of a person (scope, unsealing, journal line)", "/s", median(pages, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "person_page_share", "of the durable writes", "%", median(shares, TURNS), 0, AT_LEAST, 60 });
  return OK;
}

/* --- the two servers ------------------------------------------------------------------------------------------- */

/* The program itself, once, to its end. */
static int run_command(struct ctx *c, const char *const *arguments)
{
  int status = 1;
  const pid_t pid = fork();
  if (pid == 0) {
    if (!freopen("/dev/null", "w", stdout)) _exit(127);
    execv("/proc/self/exe", (char *const *)(uintptr_t)arguments);
    _exit(127);
  }
  return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : fail(c, ERR_STORE, arguments[1], "This command failed.");
}

static int serve_synth(struct ctx *c, const char *folder, size_t households, const char *batch, struct server_child *out)
{
  const char *const synth[] = { "kentering", "synth", "--data", folder, "--households", count_text(c, (int64_t)households), "--seed", "1", NULL };
  const char *const serve[] = { "--demo", "--data", folder, "--commit-batch", batch, NULL };
  TRY(server_begin(c, serve, out));                          /* makes the demo's colleagues, who then work for some of the households */
  server_end(out);
  TRY(run_command(c, synth));
  return server_begin(c, serve, out);
}

int trust_figures(struct ctx *c, const char *folder, size_t households, struct figures *f)
{
  struct server_child together = { .pid = -1, .out = -1 }, apart = together;
  struct asking a = { 0 }, b = { 0 };
  int rc = serve_synth(c, formed(c, "%s/together", folder), households, "64", &together);
  if (rc == OK) rc = serve_synth(c, formed(c, "%s/apart", folder), households, "1", &apart);
  if (rc == OK) rc = questions_of(c, together.port, &a);
  if (rc == OK) rc = questions_of(c, apart.port, &b);
  if (rc == OK) rc = write_figures(c, folder, &together, &apart, f->seconds, &a, &b, f);
  if (rc == OK) rc = sign_in_figures(c, &together, f->seconds, &a, f);
  server_end(&together);
  server_end(&apart);
  return rc;
}
