/* Who answers by a link: what is there, keeping it, sending it. */
#include "surveys.h"
#include "keys.h"
#include "seal.h"
#include "text.h"

/* --- reading ------------------------------------------------------------------------------------------------------------------- */

static int read_draft(struct ctx *c, struct survey_visit *v)
{
  struct survey_draft d;
  const int rc = draft_of(c, v->invitation.id, &d);
  if (absent(c, rc)) return answers_begin(c, &v->definition, &v->answers);
  TRY(rc);
  v->draft = d.id;
  v->version = d.version;
  return answers_read(c, &v->definition, d.answers, strlen(d.answers), &v->answers);
}

int survey_visit(struct ctx *c, const char *link, struct survey_visit *out)
{
  struct id id;
  struct questionnaire q;
  struct survey_visit *const v = out;
  *v = (struct survey_visit){ .version = 0 };
  TRY(survey_link_read(c, link, &id));
  TRY(global_get(c, survey_invitation, id, &v->invitation));
  TRY(global_get(c, survey, v->invitation.survey, &v->survey));
  c->scope = (struct scope){ .region = v->survey.region, .reach = REACH_NOTHING };
  if (!instant_known(v->survey.sent)) return not_there(c);
  v->open = survey_is_open(&v->survey, c->today) && v->invitation.answered != YES;
  TRY(questionnaire_get(c, v->survey.questionnaire, &q));
  TRY(questionnaire_definition(c, &q, &v->definition));
  TRY(v->open ? read_draft(c, v) : answers_begin(c, &v->definition, &v->answers));
  answers_show(&v->answers);
  return OK;
}

/* --- keeping ------------------------------------------------------------------------------------------------------------------- */

static int closed_now(struct ctx *c) { return fail(c, ERR_INVALID, NULL, N_("This list of questions is closed, or was sent already.")); }

/* As long as these answers can become, about: what is sealed is then of one size for everybody, and says nothing of who wrote much. */
static size_t bytes_of(const struct definition *d)
{
  enum { AROUND = 160, OF_A_LETTER = 2 };
  size_t n = AROUND;
  for (size_t i = 0; i < d->count; i++) {
    const struct item *const item = &d->items[i];
    size_t options = 0;
    for (size_t k = 0; k < item->option_count; k++) {
      const size_t one = AROUND + strlen(item->options[k].code) + strlen(item->options[k].text[LANG_NL]);
      options = item->repeats ? options + one : one > options ? one : options;
    }
    n += AROUND + strlen(item->link_id) + options;
    if (item->type == ITEM_TEXT || item->type == ITEM_LINE || item->type == ITEM_OPEN_CHOICE) n += OF_A_LETTER * (size_t)item->text_most;
  }
  return n < ANSWERS_BYTES - 1 ? n : ANSWERS_BYTES - 1;
}

/* Blanks behind JSON say nothing. */
static void pad(const struct definition *d, struct buf *b)
{
  const size_t usual = bytes_of(d), to = b->len <= usual ? usual : ANSWERS_BYTES - 1;
  while (!b->failed && b->len < to) put_char(b, ' ');
}

static int begin(struct ctx *c, struct survey_visit *v)
{
  if (v->invitation.begun == YES) return OK;
  v->invitation.begun = YES;
  TRY(global_update(c, survey_invitation, &v->invitation));
  return global_get(c, survey_invitation, v->invitation.id, &v->invitation);
}

static int keep(struct ctx *c, struct survey_visit *v, bool sent)
{
  struct buf b = { .wipe = true, .max = ANSWERS_BYTES };
  if (!v->open) return closed_now(c);
  answers_json(&v->answers, sent, &b);
  pad(&v->definition, &b);
  if (b.failed) { buf_release(&b); return fail(c, ERR_INVALID, NULL, N_("These answers are too long to be kept. Make some of them shorter.")); }
  TRY(begin(c, v));
  const struct survey_draft d = { .id = v->draft, .version = v->version, .compartment = v->survey.compartment, .invitation = v->invitation.id, .team = v->invitation.team,
    .answers = buf_to_arena(&c->arena, &b), .sent = sent ? YES : YES_NO_UNKNOWN };
  if (id_known(v->draft)) return AS_PROGRAM(c, record_update(c, survey_draft, &d));
  return AS_PROGRAM(c, record_insert(c, survey_draft, &d, NULL));
}

int survey_keep(struct ctx *c, struct survey_visit *v) { return keep(c, v, false); }

/* --- sending ------------------------------------------------------------------------------------------------------------------- */

static int forget_draft(struct ctx *c, const struct survey_visit *v) { return id_known(v->draft) ? AS_PROGRAM(c, record_delete(c, survey_draft, v->draft)) : OK; }

int survey_answer(struct ctx *c, struct survey_visit *v)
{
  if (!v->open) return closed_now(c);
  TRY(answers_finish(c, &v->answers));
  if (v->survey.anonymous == YES) TRY(keep(c, v, true));
  else {
    TRY(forget_draft(c, v));
    TRY(survey_count_named(c, v));
  }
  v->invitation.answered = YES;
  TRY(global_update(c, survey_invitation, &v->invitation));
  TRY(rate_add(c, v->survey.id, v->invitation.team, 0, 1));
  v->open = false;
  return OK;
}
