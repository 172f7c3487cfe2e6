#include "desk.h"
#include "calendar.h"
#include "intake.h"
#include "kept.h"
#include "tasks.h"
#include "terms.h"
#include "text.h"
#include "tokens.h"

static const struct field step_fields[] = {
  F_ENUM(step_form, kind,  REQUIRED, signup_step_kind, N_("What was done")),
  F_DATE(step_form, again, OPTIONAL, N_("Call again on")),
  F_TEXT(step_form, note,  OPTIONAL, N_("Note, one line"), .max = 200, .help = N_("Only what a colleague needs for the next call. No file is built here.")),
};
const struct record step_form_record = PART(step_form, step_fields);

/* --- responsible, next date, task ------------------------------------------------------------------------------------ */

bool signup_is_late(const struct ctx *c, const struct signup *s)
{
  if (!signup_is_open(s)) return false;
  return (!instant_known(s->called) && c->now >= s->due.ms) || date_before(s->next, c->today);
}

int signup_give(struct ctx *c, const struct post_list *desk, struct signup *s)
{
  struct signup_list open;
  size_t *const loads = arena_new(&c->arena, size_t, desk->count + 1);
  TRY(signups_open(c, &open));
  for (size_t i = 0; i < open.count; i++)
    for (size_t k = 0; k < desk->count; k++) if (id_same(desk->at[k].account, open.at[i].responsible)) loads[k]++;
  TRY(duty_pick(c, desk, loads, &s->responsible));
  if (!date_known(s->next)) s->next = date_at(s->due.ms - 1);
  return OK;
}

static bool as_it_should(const struct task_list *open, const struct task *t)
{
  return open->count == 1 && id_same(open->at[0].account, t->account) && open->at[0].due.ymd == t->due.ymd;
}

int signup_task(struct ctx *c, const struct post_list *desk, const struct signup *s)
{
  const struct post *const post = desk_post_of(desk, s->responsible);
  const struct task t = { .account = s->responsible, .organisation = post ? post->organisation : ID_NONE, .kind = TASK_SIGNUP, .about = s->id, .due = s->next };
  struct task_list open;
  TRY(tasks_open_about(c, TASK_SIGNUP, s->id, &open));
  if (signup_is_open(s) && as_it_should(&open, &t)) return OK;
  TRY(tasks_close(c, TASK_SIGNUP, s->id, ID_NONE));
  return signup_is_open(s) ? task_add(c, &t) : OK;
}

static int save(struct ctx *c, struct signup *s)
{
  struct post_list desk;
  s->touched = (struct instant){ c->now };
  TRY(signup_save(c, s));
  TRY(desk_colleagues(c, &desk));
  TRY(signup_task(c, &desk, s));
  return signup_is_late(c, s) ? OK : tasks_close(c, TASK_SIGNUP_LATE, s->id, ID_NONE);
}

int signup_take_over(struct ctx *c, struct id id)
{
  struct signup s;
  struct signup_said said;
  TRY(signup_get(c, id, &s));
  TRY(signup_read(c, &s, &said));
  if (!signup_is_open(&s)) return fail(c, ERR_INVALID, NULL, N_("This sign-up is closed."));
  if (id_same(s.responsible, c->scope.actor)) return OK;
  s.responsible = c->scope.actor;
  TRY(signup_note(c, &s, STEP_TAKEN, NULL));
  return save(c, &s);
}

/* --- closing ------------------------------------------------------------------------------------------------------------ */

static int tell_follower(struct ctx *c, struct id follow, enum follow_state state)
{
  struct signup_follow f;
  const int rc = global_get(c, signup_follow, follow, &f);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (follow_is_over(&f)) return OK;
  f.state = state;
  f.over = (struct instant){ c->now };
  return global_update(c, signup_follow, &f);
}

int signup_close(struct ctx *c, struct signup *s, enum signup_outcome outcome)
{
  struct signup_said said;
  TRY(signup_read(c, s, &said));
  TRY(signup_counted(c, s, said.for_whom, outcome));
  s->state = SIGNUP_CLOSED;
  s->outcome = outcome;
  s->responsible = ID_NONE;
  s->next = DATE_UNKNOWN;
  s->closed = (struct instant){ c->now };
  TRY(tell_follower(c, s->follow, FOLLOW_CLOSED));
  return save(c, s);
}

int stop_tag(struct ctx *c, const char *reach, const char **out)
{
  const char *const normal = reach ? reach_normal(c, reach) : NULL;
  char *const text = arena_alloc(&c->arena, ID_TEXT);
  struct id id;
  if (!normal) return not_there(c);
  TRY(token_id(c, (const char *const[]){ "stop list of sign-ups", c->scope.region, normal, NULL }, &id));
  id_format(id, text);
  *out = text;
  return OK;
}

/* Said once more, it counts from today on. */
static int put_on_stop_list(struct ctx *c, const struct signup *s)
{
  struct signup_said said;
  struct signup_stop stop = { .since = c->today };
  TRY(signup_read(c, s, &said));
  TRY(stop_tag(c, said.reach, &stop.tag));
  struct signup_stop there;
  const int rc = stop_of(c, stop.tag, &there);
  if (absent(c, rc)) return record_insert(c, signup_stop, &stop, NULL);
  TRY(rc);
  there.since = c->today;
  return record_update(c, signup_stop, &there);
}

/* --- steps --------------------------------------------------------------------------------------------------------------- */

int signup_called_enough(struct ctx *c, const struct signup *s, bool *out)
{
  struct signup_list same;
  int64_t today = 0;
  TRY(signups_same(c, s->same, &same));
  for (size_t i = 0; i < same.count; i++) if (same.at[i].tried_on.ymd == c->today.ymd) today += same.at[i].tries_that_day.n;
  *out = today >= SAME_CALLS_A_DAY;
  return OK;
}

enum { CALL_LEFT_DAYS = 3 };         /* to call on that day and the days after, before it is deleted */

int signup_last_day(struct ctx *c, struct date *out)
{
  int32_t days;
  TRY(signup_kept_days(c, &days));
  *out = date_plus_days(c->today, days > CALL_LEFT_DAYS ? days - CALL_LEFT_DAYS : 0);
  return OK;
}

static int tried(struct ctx *c, struct signup *s, bool reached)
{
  bool enough;
  TRY(signup_called_enough(c, s, &enough));
  if (enough && !reached) return fail(c, ERR_INVALID, NULL, N_("This number was called three times today. Call again tomorrow."));
  s->tries_that_day = num(s->tried_on.ymd == c->today.ymd ? s->tries_that_day.n + 1 : 1);
  s->tried_on = c->today;
  s->tries = num(s->tries.n + 1);
  if (!instant_known(s->called)) s->called = (struct instant){ c->now };
  s->state = reached ? SIGNUP_REACHED : s->state == SIGNUP_KEPT ? SIGNUP_KEPT : SIGNUP_CALLING;
  return OK;
}

/* A day that was chosen. */
static int put_off(struct ctx *c, struct signup *s, struct date again)
{
  struct date last;
  if (!date_known(again)) return fail(c, ERR_INVALID, "again", N_("Choose a day."));
  if (date_before(again, c->today)) return fail(c, ERR_INVALID, "again", N_("This day is over."));
  TRY(signup_last_day(c, &last));
  if (date_before(last, again)) return fail(c, ERR_INVALID, "again", N_("A sign-up is not kept that long. Choose an earlier day, or refer."));
  s->next = again;
  return OK;
}

static struct date within(const struct ctx *c, const struct signup *s, int32_t days) { return s->urgent == YES ? date_plus_days(c->today, 1) : working_day_after(c->places, c->today, days); }

/* After a call, on the day that was chosen, else within so many working days. Who was not reached yet is not put off beyond the norm. */
static int call_again(struct ctx *c, struct signup *s, struct date again, int32_t days)
{
  s->next = within(c, s, days);
  if (!date_known(again)) return OK;
  if (s->state != SIGNUP_REACHED && date_before(within(c, s, SIGNUP_CALL_DAYS), again)) return fail(c, ERR_INVALID, "again", N_("This is later than the norm allows. Choose an earlier day."));
  return put_off(c, s, again);
}

/* Another call will come. ERR_NOT_FOUND without an error: that step closes it. */
static int goes_on(struct ctx *c, struct signup *s, const struct step_form *f)
{
  switch (f->kind) {
  case STEP_NO_ANSWER:
  case STEP_WRONG_NUMBER:
    TRY(tried(c, s, false));
    return call_again(c, s, f->again, 1);
  case STEP_REACHED:
    TRY(tried(c, s, true));
    return call_again(c, s, f->again, SIGNUP_CALL_DAYS);
  case STEP_LATER: return put_off(c, s, f->again);
  case STEP_NOT_NOW:
    TRY(put_off(c, s, f->again));
    s->state = SIGNUP_KEPT;
    return OK;
  default: return OK;
  }
}

/* What a step closes it with; unknown: nothing. Who did not want it, and still does not when we call again, is left alone. */
static enum signup_outcome outcome_of(const struct signup *s, const struct step_form *f)
{
  switch (f->kind) {
  case STEP_HELPED:    return OUTCOME_HELPED;
  case STEP_REFERRED:  return OUTCOME_REFERRED;
  case STEP_UNREACHED: return OUTCOME_UNREACHED;
  case STEP_STOP:      return OUTCOME_STOP;
  case STEP_NOT_NOW:   return s->state == SIGNUP_KEPT && !date_known(f->again) ? OUTCOME_NOT_NOW : OUTCOME_UNKNOWN;
  default:             return OUTCOME_UNKNOWN;
  }
}

int signup_act(struct ctx *c, struct id id, const struct step_form *f)
{
  struct signup s;
  struct signup_said said;
  TRY(signup_get(c, id, &s));
  TRY(signup_read(c, &s, &said));
  if (!signup_is_open(&s)) return fail(c, ERR_INVALID, NULL, N_("This sign-up is closed."));
  if (f->kind == STEP_UNKNOWN || f->kind >= STEP_TAKEN) return fail(c, ERR_INVALID, "kind", NOT_IN_LIST);
  if (f->kind == STEP_NOTE && !text_said(f->note)) return fail(c, ERR_INVALID, "note", N_("Write a line."));
  const enum signup_outcome outcome = outcome_of(&s, f);
  if (outcome == OUTCOME_UNREACHED && s.tries.n < UNREACHED_AFTER) return fail(c, ERR_INVALID, NULL, N_("Try at least three times before you close it as \"cannot be reached\"."));
  if (outcome == OUTCOME_UNKNOWN) TRY(goes_on(c, &s, f));
  TRY(signup_note(c, &s, f->kind, f->note));
  if (outcome == OUTCOME_STOP) TRY(put_on_stop_list(c, &s));
  return outcome ? signup_close(c, &s, outcome) : save(c, &s);
}
