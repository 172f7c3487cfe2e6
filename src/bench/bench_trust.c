#include "bench_trust.h"
#include "bench_machine.h"
#include "bench_people.h"
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS = 64, PEOPLE = 16, TURNS = 5 };
/* --- measuring -------------------------------------------------------------------------------------------- */

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
    const bool fine = people_run(c, &quiet, PEOPLE, seconds, &a->sign_ins, &result) == OK;
    _exit(fine && write(ends[1], &result, sizeof result) == (ssize_t)sizeof result ? 0 : 1);
  }
  close(ends[1]);
  int rc = pid < 0 ? fail(c, ERR_STORE, NULL, "A process cannot be made.") : people_run(c, s, WRITERS, seconds, &a->found, pages);
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
  TRY(people_run(c, s, PEOPLE, seconds, &a->sign_ins, &alone));
  TRY(people_run(c, s, WRITERS, seconds, &a->found, &pages));
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
    TRY(people_run(c, apart, 1, seconds, &b->writes, &single));
    TRY(people_run(c, apart, WRITERS, seconds, &b->writes, &one));
    TRY(people_run(c, together, WRITERS, seconds, &a->writes, &many));
    TRY(people_run(c, together, WRITERS, seconds, &a->pages, &page));
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

/* --- all of it -------------------------------------------------------------------------------------------------- */

int trust_figures(struct ctx *c, const char *folder, size_t households, struct figures *f)
{
  struct server_child together = { .pid = -1, .out = -1 }, apart = together;
  struct asking a = { 0 }, b = { 0 };
  int rc = people_serve(c, formed(c, "%s/together", folder), NULL, households, "64", &together);
  if (rc == OK) rc = people_serve(c, formed(c, "%s/apart", folder), NULL, households, "1", &apart);
  if (rc == OK) rc = people_ask(c, together.port, &a);
  if (rc == OK) rc = people_ask(c, apart.port, &b);
  if (rc == OK) rc = write_figures(c, folder, &together, &apart, f->seconds, &a, &b, f);
  if (rc == OK) rc = sign_in_figures(c, &together, f->seconds, &a, f);
  server_end(&together);
  server_end(&apart);
  return rc;
}
