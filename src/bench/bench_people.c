#include "bench_people.h"
#include "bench_machine.h"
#include "say.h"
#include "text.h"
#include <sys/wait.h>
#include <unistd.h>

enum { PERSONS_MOST = 400 };
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
static int sign_in_question(struct ctx *c, uint16_t port, const char *mail, const char **out)
{
  struct page_got got;
  TRY(load_get(c, port, "/inloggen", NULL, &got));
  const char *const token = behind(c, strstr(got.body, "<main"), "name=\"form_token\" value=\"", "\"");
  if (!token) return fail(c, ERR_STORE, "/inloggen", "The form to sign in is not there.");
  *out = post(c, "/inloggen", NULL, JOIN(&c->arena, "form_token=", token, "&mail=", mail, "&wachtwoord=", password));
  return OK;
}

static int sign_in(struct ctx *c, uint16_t port, const char *question, const char **cookie)
{
  struct page_got got;
  TRY(load_ask(c, port, question, &got));
  *cookie = behind(c, got.head, "Set-Cookie: ", ";");
  return *cookie ? OK : fail(c, ERR_STORE, "/inloggen", "Signing in does not work.");
}

int people_cookie(struct ctx *c, uint16_t port, const char *mail, const char **cookie)
{
  const char *question;
  TRY(sign_in_question(c, port, mail, &question));
  return sign_in(c, port, question, cookie);
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

int people_ask(struct ctx *c, uint16_t port, struct asking *a)
{
  const char **const paths = arena_new(&c->arena, const char *, PERSONS_MOST), **const pages = arena_new(&c->arena, const char *, PERSONS_MOST),
    **const writes = arena_new(&c->arena, const char *, PERSONS_MOST), **const one = arena_new(&c->arena, const char *, 1), **const found = arena_new(&c->arena, const char *, 1);
  size_t count;
  struct page_got got;
  TRY(sign_in_question(c, port, worker, &one[0]));
  TRY(sign_in(c, port, one[0], &a->cookie));
  TRY(find_persons(c, port, a->cookie, paths, &count));
  TRY(load_ask(c, port, get(c, JOIN(&c->arena, paths[0], "/bereik"), a->cookie), &got));
  const char *const token = behind(c, strstr(got.body, "<main"), "name=\"form_token\" value=\"", "\"");
  if (!token) return fail(c, ERR_STORE, paths[0], "The form to write with is not there.");
  const char *const body = JOIN(&c->arena, "form_token=", token, "&kind=other&value=meting&anyway=yes");
  a->write_path = JOIN(&c->arena, paths[--count], "/bereik");          /* whose file the others leave alone */
  a->write_body = body;
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

int people_run(struct ctx *c, const struct server_child *s, size_t connections, double seconds, struct questions *q, struct load_result *out)
{
  const struct load load = { .port = s->port, .server = s->pid, .drain = s->out, .connections = connections, .seconds = seconds };
  TRY(load_run(c, &load, q, out));
  return out->wrong ? fail(c, ERR_STORE, NULL, "The server gave a wrong answer under load.") : OK;
}

/* --- a server with people ------------------------------------------------------------------------------------------- */

int program_said(struct ctx *c, const char *const *arguments, char *said, size_t size)
{
  int status = 1, ends[2];
  size_t n = 0;
  if (pipe(ends) != 0) return fail(c, ERR_STORE, NULL, "A pipe cannot be made.");
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    execv("/proc/self/exe", (char *const *)(uintptr_t)arguments);
    _exit(127);
  }
  close(ends[1]);
  for (ssize_t more; (more = read(ends[0], said + n, size - 1 - n)) > 0; ) n += (size_t)more;
  said[n] = '\0';
  close(ends[0]);
  return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : fail(c, ERR_STORE, arguments[1], "This command failed.");
}

int people_serve(struct ctx *c, const char *folder, const char *database, size_t households, const char *batch, struct server_child *out)
{
  const char *const synth[] = { "kentering", "synth", "--data", folder, "--households", count_text(c, (int64_t)households), "--seed", "1", database ? "--database" : NULL, database, NULL };
  const char *const serve[] = { "--demo", "--data", folder, "--commit-batch", batch, database ? "--database" : NULL, database, NULL };
  char said[1000];
  TRY(server_begin(c, serve, out));                          /* makes the demo's colleagues, who then work for some of the households */
  server_end(out);
  TRY(program_said(c, synth, said, sizeof said));
  return server_begin(c, serve, out);
}
