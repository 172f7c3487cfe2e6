#include "bench_server.h"
#include "bench_load.h"
#include "theme.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MOST = 16, START_SECONDS = 10, STOP_SECONDS = 12, SAID_MOST = 2000, PIPE_BYTES = 1 << 20 };

static void become_server(int out, const char *const *arguments)
{
  const char *all[ARGUMENTS_MOST + 4] = { "kentering", "serve", "--port", "0" };
  for (size_t i = 0; i < ARGUMENTS_MOST - 1 && arguments[i]; i++) all[i + 4] = arguments[i];
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  signal(SIGPIPE, SIG_DFL);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  execv("/proc/self/exe", (char *const *)(uintptr_t)all);
  _exit(127);
}

/* Reads on until the address stands there. */
static bool read_address(struct server_child *s, char said[static SAID_MOST], double until)
{
  size_t n = 0;
  for (struct pollfd p = { s->out, POLLIN, 0 }; n < SAID_MOST - 1 && clock_seconds() < until; ) {
    if (poll(&p, 1, 100) <= 0) continue;
    const ssize_t more = read(s->out, said + n, SAID_MOST - 1 - n);
    if (more <= 0) break;
    said[n += (size_t)more] = '\0';
    const char *const scheme = strstr(said, "http://"), *const end = scheme ? strchr(scheme, '\n') : NULL;
    if (!end) continue;
    const char *const colon = memrchr(scheme, ':', (size_t)(end - scheme));
    s->port = (uint16_t)strtoul(colon + 1, NULL, 10);
    return s->port != 0;
  }
  return false;
}

static int first_answer(struct ctx *c, struct server_child *s, double began)
{
  struct page_got got;
  TRY(load_get(c, s->port, "/", NULL, &got));
  s->first_answer_ms = (clock_seconds() - began) * 1e3;
  return got.status == 200 ? OK : fail(c, ERR_STORE, "/", "The server answers with an error.");
}

static int come_up(struct ctx *c, struct server_child *s, double began)
{
  char said[SAID_MOST] = "";
  if (!read_address(s, said, began + START_SECONDS))
    return fail(c, ERR_STORE, arena_text(&c->arena, said, strcspn(said, "\n")), "The server did not start.");
  return first_answer(c, s, began);
}

int server_begin(struct ctx *c, const char *const *arguments, struct server_child *out)
{
  int ends[2];
  struct server_child s = { .pid = -1, .out = -1 };
  if (pipe2(ends, O_CLOEXEC) != 0) return fail(c, ERR_STORE, NULL, "A pipe cannot be made.");
  const double began = clock_seconds();
  s.pid = fork();
  if (s.pid == 0) become_server(ends[1], arguments);
  close(ends[1]);
  s.out = ends[0];
  fcntl(s.out, F_SETPIPE_SZ, PIPE_BYTES);
  fcntl(s.out, F_SETFL, O_NONBLOCK);
  const int rc = s.pid > 0 ? come_up(c, &s, began) : fail(c, ERR_STORE, NULL, "A process cannot be made.");
  if (rc == OK) *out = s;
  else server_end(&s);
  return rc;
}

void server_end(struct server_child *s)
{
  if (s->pid > 0) {
    const double until = clock_seconds() + STOP_SECONDS;
    const struct timespec little = { .tv_nsec = 5000000 };
    kill(s->pid, SIGTERM);
    char rest[4096];
    while (waitpid(s->pid, NULL, WNOHANG) == 0) {
      while (read(s->out, rest, sizeof rest) > 0);           /* else it may wait for us to read its log */
      if (clock_seconds() > until) kill(s->pid, SIGKILL);
      nanosleep(&little, NULL);
    }
    close(s->out);
  }
  *s = (struct server_child){ .pid = -1, .out = -1 };
}

int server_memory(struct ctx *c, const struct server_child *s, size_t *kb)
{
  char line[256];
  snprintf(line, sizeof line, "/proc/%ld/status", (long)s->pid);
  FILE *const in = fopen(line, "r");
  bool found = false;
  while (in && !found && fgets(line, sizeof line, in)) {
    found = strncmp(line, "RssAnon:", 8) == 0;
    if (found) *kb = strtoul(line + 8, NULL, 10);
  }
  if (in) fclose(in);
  return found ? OK : fail(c, ERR_STORE, NULL, "The memory of the server cannot be read.");
}

/* --- a page of constant bytes ------------------------------------------------------------------ */

int constant_write(struct ctx *c, const char *path, size_t size)
{
  if (size > THEME_MOST) fprintf(stderr, "kentering: the constant page is smaller than the pages: %d bytes.\n", THEME_MOST);
  if (size > THEME_MOST) size = THEME_MOST;
  static const char head[] = ":root{--filler:", tail[] = "}\n";
  FILE *const out = fopen(path, "wb");
  if (!out) return fail(c, ERR_STORE, path, "This file cannot be written.");
  fputs(head, out);
  for (size_t i = sizeof head + sizeof tail - 2; i < size; i++) putc("0123456789 abcdef"[i % 17], out);
  fputs(tail, out);
  return fclose(out) == 0 ? OK : fail(c, ERR_STORE, path, "This file cannot be written.");
}

int constant_address(struct ctx *c, uint16_t port, const char **out)
{
  struct page_got got;
  TRY(load_get(c, port, "/", NULL, &got));
  const char *const at = strstr(got.body, "/assets/theme-");
  if (!at) return fail(c, ERR_STORE, "/", "The page has no constant file to compare with.");
  *out = arena_text(&c->arena, at, strcspn(at, "\""));
  return OK;
}
