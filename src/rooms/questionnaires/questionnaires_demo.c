/* The demonstration: a self-scan that six teams answered last year, and one that runs now. Teams and answers are invented. */
#include "accounts.h"
#include "questionnaires_room.h"
#include "survey_page.h"
#include "surveys.h"
#include "text.h"

static const char leader[] = "regio@demo.invalid";
static const char *const teams[] = { "Team Aa", "Team Dommel", "Team Kanaal", "Team Markt", "Team Molen", "Team Peel" };

struct example { const char *title; size_t answered; int until; };      /* until: days from now */
static const struct example examples[] = {
  { "Zelfscan van vorig jaar", COUNT(teams), -340 },
  { "Zelfscan van dit jaar", 4, 18 },
};

static int act_as(struct ctx *c)
{
  struct account a;
  struct post_list posts;
  TRY(account_by_mail(c, leader, &a));
  TRY(posts_of_account(c, a.id, &posts));
  if (!posts.count) return not_there(c);
  c->scope = (struct scope){ .actor = a.id, .organisation = posts.at[0].organisation, .region = posts.at[0].region, .role = role_key(posts.at[0].role), .reach = REACH_NOTHING };
  return OK;
}

/* Teams differ, and are further this year. The last option of a question says that they do not know. */
static void answer_all(struct survey_visit *v, size_t team, size_t further)
{
  for (size_t i = 0; i < v->definition.count; i++) {
    const struct item *const item = &v->definition.items[i];
    if (item->option_count < 2) continue;
    const size_t step = (i * 7 + team * 5) % (2 + team % 3) + (i + team) % 2 * further, most = item->option_count - 2;
    v->answers.at[i].options = UINT64_C(1) << ((i * 3 + team) % 23 == 0 ? most + 1 : step < most ? step : most);
  }
  answers_show(&v->answers);
}

static int answer(struct ctx *c, struct id survey, size_t count, size_t further)
{
  struct survey_invitation_list invited;
  const struct scope before = c->scope;
  TRY(survey_invitations(c, survey, &invited));
  for (size_t i = 0; i < invited.count && i < count; i++) {
    struct survey_visit v;
    const char *link;
    TRY(survey_link(c, invited.at[i].id, &link));
    TRY(survey_visit(c, link, &v));
    answer_all(&v, i, further);
    TRY(survey_answer(c, &v));
  }
  c->scope = before;
  return OK;
}

/* What is past was made with the calendar set back. */
static int put_example(struct ctx *c, const struct example *e, size_t further)
{
  const struct date today = c->today;
  const char *lines = "";
  struct id id;
  size_t added;
  if (e->until < 0) c->today = date_plus_days(today, e->until - 14);
  const struct survey_form f = { .questionnaire_name = "self-scan", .survey = { .title = e->title, .anonymous = NO, .shared = YES, .until = date_plus_days(today, e->until) } };
  for (size_t i = 0; i < COUNT(teams); i++) lines = JOIN(&c->arena, lines, "; ", teams[i], "\n");
  int rc = survey_add(c, &f, &id);
  if (rc == OK) rc = survey_invite(c, id, lines, &added);
  if (rc == OK) rc = survey_send(c, id);
  if (rc == OK) rc = answer(c, id, e->answered, further);
  c->today = today;
  return rc;
}

static int fill(struct ctx *c, void *arg)
{
  struct survey_list there;
  bool *const made = arg;
  TRY(act_as(c));
  TRY(surveys_of_region(c, &there));
  *made = !there.count;
  for (size_t i = 0; i < COUNT(examples) && !there.count; i++) TRY(put_example(c, &examples[i], i));
  return OK;
}

/* Once: where the demo's coordinator has no survey yet. */
int questionnaires_demo(struct ctx *c, bool *made)
{
  const struct scope before = c->scope;
  struct account a;
  const int rc = account_by_mail(c, leader, &a);
  if (absent(c, rc)) return OK;
  TRY(rc);
  const int filled = db_savepoint(c, fill, made);
  c->scope = before;
  return filled;
}
