/* For the tests of surveys: a coordinator, a questionnaire of four questions, people who answer by their links. */
#ifndef SURVEYS_HELPER_H
#define SURVEYS_HELPER_H
#include "../../persons/test/world.h"
#include "outbox.h"
#include "questionnaire_try.h"
#include "survey_page.h"
#include "survey_results.h"
#include "surveys.h"

#undef MUST
static struct ctx *at_work;                        /* whose error is told */
#define MUST(call) do { const int must_ = (call); \
    if (must_ != OK) print_error("%s: %d %s %s\n", #call, must_, at_work->error.field ? at_work->error.field : "", at_work->error.text ? at_work->error.text : ""); \
    assert_int_equal(must_, OK); } while (0)

enum { LEADER = 0, LEADER_ELSEWHERE = 1 };

static const char four_questions[] = "{'resourceType':'Questionnaire','language':'nl','id':'proef','version':'1','title':'Proef','item':["
  "{'linkId':'g','text':'Groep','type':'group','item':["
  "{'linkId':'a','text':'Hoe ver?','type':'choice','answerOption':["
  "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':0}],'valueCoding':{'code':'not','display':'Niet'}},"
  "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':2}],'valueCoding':{'code':'far','display':'Ver'}}]},"
  "{'linkId':'b','text':'Werkt het?','type':'boolean','required':true}]},"
  "{'linkId':'c','text':'Hoeveel?','type':'integer','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/minValue','valueInteger':0},"
  "{'url':'http://hl7.org/fhir/StructureDefinition/maxValue','valueInteger':10}]},"
  "{'linkId':'d','text':'Waarom?','type':'text'}]}";

static inline struct world *surveys_world(void)
{
  struct world *const w = world_new();
  struct ctx *const c = at_work = &w->s->c;
  struct id id;
  hire(w, LEADER, "regio@proef.invalid", "Regio Proef", ROLE_REGION);
  c->app = &w->app;
  c->now = NOW;
  c->today = date_at(NOW);
  as(w, LEADER);
  MUST(questionnaire_begin(c, &(struct questionnaire_form){ .json = quoted(c, four_questions) }, &id));
  MUST(questionnaire_make_ready(c, id));
  return w;
}

static inline void goes_on(struct world *w, int days)
{
  struct ctx *const c = &w->s->c;
  c->now += days * DAY_MS;
  c->today = date_at(c->now);
}

/* Not sent yet. */
static inline struct id is_made(struct world *w, enum yes_no anonymous, const char *lines)
{
  struct ctx *const c = &w->s->c;
  struct id id;
  size_t added;
  as(w, LEADER);
  const struct survey_form f = { .questionnaire_name = "proef", .survey = { .title = "Proefvraag", .anonymous = anonymous, .until = date_plus_days(c->today, 28) } };
  MUST(survey_add(c, &f, &id));
  MUST(survey_invite(c, id, lines, &added));
  return id;
}

static inline struct id is_sent(struct world *w, enum yes_no anonymous, const char *lines)
{
  const struct id id = is_made(w, anonymous, lines);
  MUST(survey_send(&w->s->c, id));
  return id;
}

/* "; team" so many times. */
static inline const char *links_for(struct ctx *c, const char *team, size_t n)
{
  const char *lines = "";
  while (n--) lines = JOIN(&c->arena, lines, "; ", team, "\n");
  return lines;
}

static inline const char *link_of(struct world *w, struct id survey, size_t n)
{
  struct survey_invitation_list list;
  const char *link;
  as(w, LEADER);
  MUST(survey_invitations(&w->s->c, survey, &list));
  assert_true(n < list.count);
  MUST(survey_link(&w->s->c, list.at[n].id, &link));
  return link;
}

/* What somebody says; NULL and -1: nothing. */
struct says { const char *how_far, *works, *why; int many; };

static inline void set(struct ctx *c, struct survey_visit *v, const char *link_id, const char *value)
{
  if (value) MUST(answer_set(c, &v->answers, definition_find(&v->definition, link_id), &value, 1));
}
static inline void fill(struct ctx *c, struct survey_visit *v, const struct says *s)
{
  char many[16];
  snprintf(many, sizeof many, "%d", s->many);
  set(c, v, "a", s->how_far);
  set(c, v, "b", s->works);
  set(c, v, "c", s->many < 0 ? NULL : many);
  set(c, v, "d", s->why);
}

/* As a request of the public does: with no scope but what the link gives. */
static inline int visits(struct world *w, const char *link, struct survey_visit *v)
{
  seal_forget(&w->s->c);
  w->s->c.scope = (struct scope){ .reach = REACH_NOTHING };
  return survey_visit(&w->s->c, link, v);
}
struct answering { struct world *w; const char *link; const struct says *says; };
static inline int answer_body(struct ctx *c, void *arg)
{
  const struct answering *const a = arg;
  struct survey_visit v;
  TRY(visits(a->w, a->link, &v));
  fill(c, &v, a->says);
  return survey_answer(c, &v);
}
static inline int answers(struct world *w, const char *link, const struct says *says) { return db_transaction(&w->s->c, answer_body, &(struct answering){ w, link, says }); }

static inline int run_body(struct ctx *c, void *arg)
{
  bool *const more = arg;
  c->scope = (struct scope){ .reach = REACH_ALL };
  *more = false;
  return surveys_run(c, more);
}
/* The job, until it has nothing more to do. */
static inline void runs(struct world *w)
{
  for (bool more = true; more;) MUST(db_transaction(&w->s->c, run_body, &more));
}

static inline void closes(struct world *w, struct id id)
{
  as(w, LEADER);
  MUST(survey_end(&w->s->c, id));
  runs(w);
  as(w, LEADER);
}
#endif
