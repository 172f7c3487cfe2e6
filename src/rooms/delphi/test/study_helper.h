/* For tests of this room: a house with a coordinator, and studies that are somewhere in their rounds. */
#ifndef STUDY_HELPER_H
#define STUDY_HELPER_H
#include "../../persons/test/world.h"
#include "delphi_answering.h"
#include "delphi_report.h"
#include "delphi_rounds.h"
#include "outbox.h"
#include "verdicts_json.h"

#undef MUST
#define MUST(call) do { const int must_ = (call); const struct error *const e_ = &w->s->c.error; \
  if (must_ != OK) print_error("%s: %d %s %s\n", #call, must_, e_->field ? e_->field : "", e_->text ? e_->text : ""); \
  assert_int_equal(must_, OK); } while (0)
#define REFUSED(call) assert_int_equal((call), ERR_INVALID)

enum { COORDINATOR = 5 };

static inline int set_up(void **state)
{
  struct world *const w = world_new();
  hire(w, COORDINATOR, "regio@proef.invalid", "Regio Proef", ROLE_REGION);
  as(w, COORDINATOR);
  chance_seed(7);
  *state = w;
  return 0;
}
static inline int tear_down(void **state)
{
  struct world *const w = *state;
  w->s->c.app = NULL;
  outbox_close(w->app.outbox);
  world_free(w);
  return 0;
}

/* From now on messages are asked for. */
static inline void sends_mail(struct world *w)
{
  w->config.smtp_url = "smtp://127.0.0.1:1";
  w->config.mail_from = "noreply@kentering.example";
  w->config.quiet_hours = "00:00-00:00";
  w->config.public_url = "https://kentering.example";
  MUST(outbox_open(&w->s->c, &w->config, &w->app.outbox));
  w->s->c.app = &w->app;
}
static inline size_t messages(struct world *w, const char *of)
{
  struct job_list jobs;
  size_t n = 0;
  MUST(jobs_waiting(&w->s->c, &jobs));
  for (size_t i = 0; i < jobs.count; i++) n += strstr(jobs.at[i].name, of) != NULL;
  return n;
}

static inline void days_pass(struct world *w, int days)
{
  struct ctx *const c = &w->s->c;
  c->now += days * DAY_MS;
  c->today = date_at(c->now);
}

static inline struct id new_study(struct world *w, int32_t limit, enum delphi_quantile quantile)
{
  static struct delphi_group groups[] = { { "beleid" }, { "zorg" }, { "bestuur" } };
  const struct delphi_study s = { .title = "Proef", .question = "Wat is nodig?", .groups = { .at = groups, .count = COUNT(groups) }, .quantile = quantile, .range_limit = num(limit) };
  struct id id;
  MUST(delphi_study_add(&w->s->c, &s, &id));
  return id;
}
static inline void adds_experts(struct world *w, struct id study, const char *lines)
{
  struct delphi_wrong_line_list wrong;
  MUST(delphi_experts_add(&w->s->c, study, lines, &wrong));
}
/* Three of policy, four of care, one director. */
static const char team[] = "a@proef.invalid; A; beleid\nb@proef.invalid; B; beleid\nc@proef.invalid; C; beleid\nd@proef.invalid; D; zorg\ne@proef.invalid; E; zorg\n"
  "f@proef.invalid; F; zorg\ng@proef.invalid; G; zorg\nh@proef.invalid; H; bestuur\n";

static inline struct delphi_study study_of(struct world *w, struct id id)
{
  struct delphi_study s;
  MUST(delphi_study_get(&w->s->c, id, &s));
  return s;
}
static inline int goes(struct world *w, struct id id, enum delphi_stage to)
{
  as(w, COORDINATOR);
  return delphi_go(&w->s->c, id, study_of(w, id).stage, to, date_plus_days(w->s->c.today, 14));
}
static inline struct id makes_statement(struct world *w, struct id study, const char *theme, const char *text)
{
  struct id id;
  MUST(delphi_statement_add(&w->s->c, study, theme, text, NULL, &id));
  return id;
}
/* Round 2 runs, with so many statements. */
static inline struct id in_rating(struct world *w, int32_t limit, enum delphi_quantile quantile, int statements)
{
  const struct id id = new_study(w, limit, quantile);
  char text[40];
  adds_experts(w, id, team);
  MUST(goes(w, id, DELPHI_CODING));
  for (int i = 0; i < statements; i++) {
    snprintf(text, sizeof text, "Stelling nummer %d", i + 1);
    makes_statement(w, id, i % 3 == 0 ? "Eerst" : "Later", text);
  }
  MUST(goes(w, id, DELPHI_RATING));
  return id;
}

static inline struct delphi_expert expert_of(struct world *w, struct id study, const char *mail, const char *group)
{
  struct delphi_expert_list list;
  MUST(delphi_experts_of(&w->s->c, study, &list));
  for (size_t i = 0; i < list.count; i++) if (strcmp(list.at[i].mail, mail) == 0 && strcmp(list.at[i].group_name, group) == 0) return list.at[i];
  assert_true(false);
  return list.at[0];
}
static inline struct delphi_seat seat_of(struct world *w, const struct delphi_expert *e)
{
  struct delphi_seat seat;
  const char *token;
  MUST(delphi_link(&w->s->c, e->id, &token));
  MUST(delphi_seat(&w->s->c, token, &seat));
  return seat;
}
static inline int says(struct world *w, const struct delphi_expert *e, struct form_answer *answers, size_t count, bool send)
{
  struct delphi_seat seat = seat_of(w, e);
  const int rc = delphi_save(&w->s->c, &seat, &(struct form_answer_list){ answers, count }, num(1), send);
  as(w, COORDINATOR);
  return rc;
}
static inline int rates(struct world *w, const struct delphi_expert *e, const char *code, int rating)
{
  char text[2] = { (char)('0' + rating), '\0' };
  return says(w, e, (struct form_answer[]){ { code, text } }, 1, false);
}
static inline int answers(struct world *w, const struct delphi_expert *e, const char *place, const char *text)
{
  return says(w, e, (struct form_answer[]){ { place, text } }, 1, false);
}

/* Everybody rates what is asked of them, by chance; some leave some open. */
static inline void all_rate(struct world *w, struct id study)
{
  struct delphi_expert_list list;
  struct delphi_sheet sheet;
  MUST(delphi_experts_of(&w->s->c, study, &list));
  for (size_t i = 0; i < list.count; i++) {
    const struct delphi_seat seat = seat_of(w, &list.at[i]);
    if (seat.state != SEAT_OPEN) continue;
    MUST(delphi_sheet_of(&w->s->c, &seat, &sheet));
    for (size_t p = 0; p < sheet.count; p++)
      for (size_t k = 0; k < sheet.pages[p].count; k++)
        if (chance_below(8)) MUST(rates(w, &list.at[i], sheet.pages[p].items[k].statement->code, (int)(1 + chance_below(3) + chance_below(5))));
  }
  as(w, COORDINATOR);
}
static inline size_t asked_of(struct world *w, const struct delphi_expert *e)
{
  const struct delphi_seat seat = seat_of(w, e);
  struct delphi_sheet sheet = { .asked = 0 };
  if (seat.state == SEAT_OPEN) MUST(delphi_sheet_of(&w->s->c, &seat, &sheet));
  as(w, COORDINATOR);
  return sheet.asked;
}
#endif
