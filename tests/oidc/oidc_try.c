/* Signs in at a provider as the program would, told what to do on stdin; its process keeps what it knows of the provider,
 * as a server does. For oidc_test.mjs.
 *   oidc_try ISSUER CLIENT_ID REDIRECT_URI [ACR]      the client secret in OIDC_SECRET
 *   begin                      → {"url": …}
 *   finish CODE STATE ISS      → {"subject": …, …} or {"code": …, "field": …, "text": …}; "-" is: not there
 *   roles MAP                  → {"ours": [ … ]} of whom finish found */
#include "clock.h"
#include "json.h"
#include "oidc.h"
#include <sodium.h>

struct session { struct oidc_provider provider; struct oidc *o; struct oidc_attempt attempt; struct oidc_claims claims; };

static void say_list(struct json *j, const char *name, const struct text_list *list)
{
  json_begin(j, name, '[');
  for (size_t i = 0; i < list->count; i++) { json_item(j); json_text(j->b, list->at[i]); }
  json_close(j);
}

static void say_claims(struct json *j, const struct oidc_claims *who)
{
  json_str(j, "issuer", who->issuer);
  json_str(j, "subject", who->subject);
  json_str(j, "acr", who->acr);
  json_str(j, "name", who->name);
  json_str(j, "mail", who->mail);
  say_list(j, "roles", &who->roles);
}

static const char *given(const char *word) { return strcmp(word, "-") == 0 ? NULL : word; }

static int obey(struct ctx *c, struct session *s, char *line, struct json *j)
{
  char a[2048], b[2048], iss[2048];
  const char *url;
  struct text_list ours;
  if (strncmp(line, "begin", 5) == 0) {
    TRY(oidc_begin(c, s->o, &s->attempt, &url));
    json_str(j, "url", url);
    return OK;
  }
  if (sscanf(line, "finish %2047s %2047s %2047s", a, b, iss) == 3) {
    const struct oidc_return back = { .code = given(a), .state = given(b), .iss = given(iss) };
    TRY(oidc_finish(c, s->o, &s->attempt, &back, &s->claims));
    say_claims(j, &s->claims);
    return OK;
  }
  if (strncmp(line, "roles ", 6) != 0) return fail(c, ERR_INVALID, "line", "This is not known.");
  line[strcspn(line, "\n")] = 0;
  TRY(oidc_role_map(c, line + 6, &s->claims, &ours));
  say_list(j, "ours", &ours);
  return OK;
}

static void answer(struct ctx *c, struct session *s, char *line)
{
  struct json j = { .b = &c->out };
  json_open(&j, '{');
  const int rc = obey(c, s, line, &j);
  if (rc != OK) {
    json_num(&j, "code", rc);
    json_str(&j, "field", c->error.field);
    json_str(&j, "text", c->error.text);
  }
  json_close(&j);
  puts(buf_text(&c->out));
  fflush(stdout);
}

int main(int argc, char **argv)
{
  struct session s = { 0 };
  struct ctx c;
  char line[8192];
  if (argc < 4) return 2;
  s.provider = (struct oidc_provider){ .issuer = argv[1], .client_id = argv[2], .client_secret = getenv("OIDC_SECRET"), .redirect_uri = argv[3],
    .required_acr = argc > 4 ? argv[4] : NULL };
  ctx_init(&c, clock_now(), randombytes_buf, 0);
  if (oidc_new(&c, &s.provider, &s.o) != OK) { fprintf(stderr, "%s: %s\n", c.error.field, c.error.text); return 1; }
  while (fgets(line, sizeof line, stdin)) {
    c.now = clock_now();
    c.out.len = 0;
    answer(&c, &s, line);
  }
  oidc_free(s.o);
  ctx_release(&c);
  return 0;
}
