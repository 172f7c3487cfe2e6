#include "bench_surveys.h"
#include "accounts.h"
#include "bench_machine.h"
#include "bench_people.h"
#include "bench_random.h"
#include "data_folder.h"
#include "keys.h"
#include "permissions.h"
#include "say.h"
#include "surveys.h"
#include "text.h"

enum { FEW = 100, MANY = 10000, TEAMS = 40, TURNS = 5, A_TRANSACTION = 100, CONNECTIONS = 16 };
static const char region[] = "oost-brabant", leader[] = "regio@demo.invalid";

/* --- a survey that so many answered -------------------------------------------------------------------------------------- */

struct filling { struct id survey; size_t count, done; struct dice dice; };

static int make(struct ctx *c, void *arg)
{
  struct filling *const f = arg;
  struct buf lines = { 0 };
  size_t added;
  const struct survey_form form = { .questionnaire_name = "self-scan",
    .survey = { .title = formed(c, "Meting met %zu antwoorden", f->count), .anonymous = NO, .until = date_plus_days(c->today, 30) } };
  for (size_t i = 0; i < f->count; i++) { put(&lines, "; Team "); put_int(&lines, (int64_t)(i % TEAMS + 1)); put_char(&lines, '\n'); }
  const char *const text = buf_to_arena(&c->arena, &lines);
  TRY(survey_add(c, &form, &f->survey));
  TRY(survey_invite(c, f->survey, text, &added));
  return survey_send(c, f->survey);
}

static int answer_one(struct ctx *c, struct filling *f, struct survey_visit *v, const struct survey_invitation *invitation)
{
  v->invitation = *invitation;
  TRY(answers_begin(c, &v->definition, &v->answers));
  for (size_t i = 0; i < v->definition.count; i++)
    if (v->definition.items[i].option_count) v->answers.at[i].options = UINT64_C(1) << dice_below(&f->dice, (uint32_t)v->definition.items[i].option_count);
  answers_show(&v->answers);
  TRY(survey_count_named(c, v));
  v->invitation.answered = YES;
  TRY(global_update(c, survey_invitation, &v->invitation));
  return rate_add(c, f->survey, invitation->team, 0, 1);
}

static int answer_some(struct ctx *c, void *arg)
{
  struct filling *const f = arg;
  struct filling now = *f;
  struct survey_visit v = { .open = true };
  struct questionnaire q;
  struct survey_invitation_list invited;
  TRY(survey_get(c, f->survey, &v.survey));
  TRY(questionnaire_get(c, v.survey.questionnaire, &q));
  TRY(questionnaire_definition(c, &q, &v.definition));
  TRY(survey_invited(c, f->survey, f->count, &invited));
  for (size_t i = 0; i < A_TRANSACTION && now.done < now.count; i++) TRY(answer_one(c, &now, &v, &invited.at[now.done++]));
  *f = now;
  return OK;
}

static int make_all(struct ctx *c, void *arg) { return db_transaction(c, make, arg); }
static int answer_part(struct ctx *c, void *arg) { return db_transaction(c, answer_some, arg); }

static int fill(struct ctx *c, const char *data, const struct places *places, struct filling *f, size_t count)
{
  const struct config config = { .data = data, .demo = true };
  struct account a;
  struct ctx mine;
  ctx_init(&mine, c->now, c->random, 0);
  mine.places = places;
  mine.today = c->today;
  mine.scope = (struct scope){ .reach = REACH_ALL, .region = region };
  int rc = data_open_existing(&mine, &config, &mine.db);
  if (rc == OK) rc = account_by_mail(&mine, leader, &a);
  if (rc == OK) mine.scope = (struct scope){ .actor = a.id, .region = region, .role = role_key(ROLE_REGION), .reach = REACH_NOTHING };
  for (size_t i = 0; rc == OK && i < count; i++) {
    rc = in_own_memory(&mine, make_all, &f[i]);
    while (rc == OK && f[i].done < f[i].count) rc = in_own_memory(&mine, answer_part, &f[i]);
  }
  db_close(mine.db);
  keys_close(mine.keys);
  c->error = mine.error;
  return rc;
}

/* --- read ------------------------------------------------------------------------------------------------------------------ */

static struct questions results_of(struct ctx *c, const char *cookie, struct id survey)
{
  const char **const one = arena_new(&c->arena, const char *, 1);
  char id[ID_TEXT];
  id_format(survey, id);
  one[0] = formed(c, "GET /werk/vragenlijsten/%s/uitkomsten HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", id, cookie);
  return (struct questions){ one, 1, 0, "" };
}

/* In turns, so that a machine busy with something else slows both. */
static int measure(struct ctx *c, const struct server_child *server, struct questions *few, struct questions *many, struct figures *f)
{
  double rates[TURNS], shares[TURNS];
  for (size_t i = 0; i < TURNS; i++) {
    struct load_result a, b;
    TRY(people_run(c, server, CONNECTIONS, f->seconds, few, &a));
    TRY(people_run(c, server, CONNECTIONS, f->seconds, many, &b));
    rates[i] = b.rate;
    shares[i] = b.rate / a.rate * 100;
  }
  figure_add(f, (struct figure){ "survey_results", formed(c, "results of a self-scan with %d answers of %d teams", MANY, TEAMS), "/s", median(rates, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "survey_results_share", formed(c, "that, of its rate with %d answers", FEW), "%", median(shares, TURNS), 0, AT_LEAST, 50 });
  return OK;
}

int survey_figures(struct ctx *c, const char *folder, const struct places *places, struct figures *f)
{
  const char *const data = formed(c, "%s/surveys", folder), *const serve[] = { "--demo", "--data", data, NULL };
  struct server_child server = { .pid = -1, .out = -1 };
  struct filling both[] = { { .count = FEW, .dice = { 1 } }, { .count = MANY, .dice = { 2 } } };
  const char *cookie;
  TRY(server_begin(c, serve, &server));
  server_end(&server);
  TRY(fill(c, data, places, both, COUNT(both)));
  TRY(server_begin(c, serve, &server));
  int rc = people_cookie(c, server.port, leader, &cookie);
  struct questions few = { NULL, 0, 0, "" }, many = few;
  if (rc == OK) {
    few = results_of(c, cookie, both[0].survey);
    many = results_of(c, cookie, both[1].survey);
    rc = measure(c, &server, &few, &many, f);
  }
  server_end(&server);
  return rc;
}
