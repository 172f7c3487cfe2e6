/* The desk's pages: who waits for a call, one sign-up, what came of it. The list says nothing about a person. */
#include "signups_web.h"
#include "accounts.h"
#include "addresses.h"
#include "calendar.h"
#include "html.h"
#include "month_counts.h"
#include "say.h"
#include "terms.h"
#include "text.h"

static int line_of(struct ctx *c, const struct signup *s, struct desk_line *out)
{
  const enum term_unit unit = s->urgent == YES ? TERM_HOURS : TERM_WORKING_DAYS;
  *out = (struct desk_line){ .signup = s, .made = moment_in_words(c, s->made, false), .due = moment_in_words(c, s->due, false), .late = signup_is_late(c, s),
    .mine = id_same(s->responsible, c->scope.actor) };
  if (signup_is_open(s) && !instant_known(s->called)) out->left = term_left(c, s->due, unit);
  return account_name(c, s->responsible, &out->responsible);
}

static int lines_of(struct ctx *c, const struct signup_list *all, bool mine, struct desk_line_list *out)
{
  *out = (struct desk_line_list){ arena_new(&c->arena, struct desk_line, all->count + 1), 0 };
  for (size_t i = 0; i < all->count; i++) {
    if (mine && !id_same(all->at[i].responsible, c->scope.actor)) continue;
    TRY(line_of(c, &all->at[i], &out->at[out->count++]));
  }
  return OK;
}

/* --- the list ---------------------------------------------------------------------------------------------------------- */

static int find_on_duty(struct ctx *c, struct on_duty_list *out)
{
  struct post_list desk;
  struct signup_duty_list duties;
  const int now = minute_at(c->now);
  const enum day_part part = now >= DUTY_EVENING_FROM ? DAY_PART_EVENING : DAY_PART_DAY;
  TRY(desk_colleagues(c, &desk));
  TRY(duties_now(c, &desk, &duties));
  *out = (struct on_duty_list){ arena_new(&c->arena, struct on_duty_line, duties.count + 1), 0 };
  for (size_t i = 0; now >= DUTY_DAY_FROM && now < DUTY_UNTIL && i < duties.count; i++) {
    if (!duty_covers(&duties.at[i], c->today, part)) continue;
    TRY(account_name(c, duties.at[i].account, &out->at[out->count].who));
    out->at[out->count++].when = day_part_label(duties.at[i].part);
  }
  return OK;
}

int show_desk(struct ctx *c)
{
  struct desk_view v = { .mine = strcmp(query_text(c), "toon=mijn") == 0 };
  struct signup_list open, closed;
  TRY(signups_open(c, &open));
  TRY(signups_closed(c, &closed));
  TRY(boxes_count(c, &v.sealed));
  for (size_t i = 0; i < open.count; i++) v.own += id_same(open.at[i].responsible, c->scope.actor);
  v.all = open.count;
  TRY(lines_of(c, &open, v.mine, &v.open));
  TRY(lines_of(c, &closed, false, &v.closed));
  TRY(find_on_duty(c, &v.now));
  const struct page page = { .title = tr(c, N_("Sign-ups")), .current = DESK_PATH, .other_lang = DESK_PATH };
  page_begin(c, &page);
  view_desk(c, &v);
  return page_end(c, &page);
}

/* --- one ---------------------------------------------------------------------------------------------------------------- */

static const char *call_url(struct ctx *c, const char *reach)
{
  const char *const phone = reach ? phone_normal(&c->arena, reach) : NULL, *const normal = reach && !phone ? reach_normal(c, reach) : NULL;
  if (phone) return JOIN(&c->arena, "tel:", phone);
  return normal ? JOIN(&c->arena, "mailto:", normal) : NULL;
}

/* What else was said, label by label. */
static void more_said(struct ctx *c, const struct signup_said *said, struct said_lines *out)
{
  static const char *const shown[] = { "place", "for_whom", "alias", "language", "voicemail", "who_answers", "remark", "offer" };
  *out = (struct said_lines){ arena_new(&c->arena, struct said_line, COUNT(shown)), 0 };
  for (size_t i = 0; i < COUNT(shown); i++) {
    const struct field *const f = record_field(&signup_said_record, shown[i]);
    const char *const text = field_said(c, f, said);
    if (text) out->at[out->count++] = (struct said_line){ f->label, text };
  }
}

static int steps_said(struct ctx *c, const struct signup *s, struct step_lines *out)
{
  struct signup_step_list steps;
  TRY(signup_steps(c, s, &steps));
  *out = (struct step_lines){ arena_new(&c->arena, struct step_line, steps.count + 1), steps.count };
  for (size_t i = 0; i < steps.count; i++) {
    const struct signup_step *const step = &steps.at[steps.count - 1 - i];
    out->at[i] = (struct step_line){ signup_step_kind_label(step->kind), step->note, moment_in_words(c, step->at, false), NULL };
    TRY(account_name(c, step->by, &out->at[i].by));
  }
  return OK;
}

static int with_same_number(struct ctx *c, const struct signup *s, const char **out)
{
  struct signup_list same;
  int64_t others = s->more.n;
  TRY(signups_same(c, s->same, &same));
  for (size_t i = 0; i < same.count; i++) others += signup_is_open(&same.at[i]) && !id_same(same.at[i].id, s->id);
  *out = others ? count_text(c, others) : NULL;
  return OK;
}

int show_signup_file(struct ctx *c)
{
  struct signup_file_view v = { .said = NULL };
  struct signup s;
  struct signup_said said;
  struct id id;
  c->arena.wipe = c->out.wipe = true;
  TRY(path_id(c, &id));
  TRY(signup_get(c, id, &s));
  TRY(line_of(c, &s, &v.line));
  int rc = signup_read(c, &s, &said);
  if (!absent(c, rc)) {
    TRY(rc);
    v.said = &said;
    more_said(c, &said, &v.more);
    v.call = call_url(c, said.reach);
    v.phone = v.call && strncmp(v.call, "tel:", 4) == 0;
    TRY(steps_said(c, &s, &v.steps));
  } else if (signup_is_open(&s)) return not_there(c);
  TRY(with_same_number(c, &s, &v.others));
  TRY(signup_called_enough(c, &s, &v.enough));
  TRY(signup_last_day(c, &v.last_day));
  v.may_unreached = s.tries.n >= UNREACHED_AFTER;
  const struct page page = { .title = tr(c, N_("Sign-up")), .current = DESK_PATH, .other_lang = path_of_id(c, DESK_PATH, id, NULL) };
  page_begin(c, &page);
  view_signup_file(c, &v);
  return page_end(c, &page);
}

static int back_to(struct ctx *c, struct id id) { return redirect_done(c, path_of_id(c, DESK_PATH, id, NULL), "opgeslagen"); }

int act_on_signup(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(signup_act(c, id, form_row(c, step_form)));
  return back_to(c, id);
}

int take_signup(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(signup_take_over(c, id));
  return back_to(c, id);
}

/* --- numbers --------------------------------------------------------------------------------------------------------------- */

int show_signup_counts(struct ctx *c)
{
  static const struct month_counts counts = { N_("Sign-ups in numbers"), { N_("For whom"), N_("Outcome") },
    signup_counts, DESK_PATH, COUNTS_PATH };
  return month_counts_page(c, &counts);
}
