/* Who takes part in a study. */
#include "delphi_web.h"
#include "app.h"
#include "html.h"
#include "outbox.h"
#include "say.h"
#include "text.h"

static bool in_two_groups(const struct delphi_expert_list *list, const struct delphi_expert *e)
{
  for (size_t i = 0; i < list->count; i++) if (!id_same(list->at[i].id, e->id) && strcmp(list->at[i].mail, e->mail) == 0) return true;
  return false;
}

static const char *state_of(const struct delphi_turn_list *turns, const struct delphi_study *s, const struct delphi_expert *e)
{
  if (instant_known(e->stopped)) return N_("Stopped");
  for (size_t i = 0; i < turns->count; i++)
    if (id_same(turns->at[i].expert, e->id) && turns->at[i].round.n == delphi_round(s->stage)) return instant_known(turns->at[i].answered) ? N_("Answered") : N_("Asked");
  return s->stage == DELPHI_DRAFT ? N_("Not asked yet") : N_("Takes part");
}

/* The lines that came back, looked at once more. */
static int find_wrong(struct ctx *c, const struct delphi_study *s, struct error_line_list *out)
{
  const struct delphi_experts_form *const f = form_row(c, delphi_experts_form);
  struct delphi_expert_list good;
  struct delphi_wrong_line_list wrong;
  *out = (struct error_line_list){ .count = 0 };
  if (!f || !f->lines || !c->form->errors) return OK;
  const struct error before = c->error;
  const int rc = delphi_experts_check(c, s, f->lines, &good, &wrong);
  c->error = before;
  if (rc == ERR_INVALID) return OK;                           /* said already */
  TRY(rc);
  out->at = arena_new(&c->arena, struct error_line, wrong.count + 1);
  for (size_t i = 0; i < wrong.count; i++) {
    struct buf label = { 0 };
    put_filled(&label, tr(c, N_("Line %s")), (const char *const[]){ count_text(c, (int64_t)wrong.at[i].line), NULL });
    out->at[out->count++] = (struct error_line){ "lines", buf_to_arena(&c->arena, &label), wrong.at[i].text };
  }
  return OK;
}

static int add_rows(struct ctx *c, const struct delphi_study *s, struct delphi_experts_view *v)
{
  struct delphi_expert_list *const list = arena_new(&c->arena, struct delphi_expert_list, 1);
  struct delphi_turn_list turns;
  TRY(delphi_experts_of(c, s->id, list));
  TRY(delphi_turns_of(c, s->id, &turns));
  v->rows = (struct delphi_expert_row_list){ arena_new(&c->arena, struct delphi_expert_row, list->count + 1), list->count };
  for (size_t i = 0; i < list->count; i++) {
    const struct delphi_expert *const e = &list->at[i];
    const char *token = NULL;
    if (!v->mail && c->keys && s->stage != DELPHI_DRAFT && s->stage != DELPHI_CLOSED && !instant_known(e->stopped)) TRY(delphi_link(c, e->id, &token));
    v->rows.at[i] = (struct delphi_expert_row){ .expert = e, .state = state_of(&turns, s, e), .elsewhere = in_two_groups(list, e),
      .link = token ? absolute_url(c, local_path(c, JOIN(&c->arena, DELPHI_LINK "/", token))) : NULL };
  }
  return OK;
}

int show_delphi_experts(struct ctx *c)
{
  struct delphi_study s;
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_study_get(c, id, &s));
  struct delphi_experts_view v = { .study = &s, .mail = outbox_by(c->app, MESSAGE_MAIL), .may_add = s.stage <= DELPHI_RATING };
  TRY(add_rows(c, &s, &v));
  TRY(find_wrong(c, &s, &v.wrong));
  const struct page page = { .title = tr(c, N_("Experts")), .current = DELPHI_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_delphi_experts(c, &v);
  return page_end(c, &page);
}

int add_delphi_experts(struct ctx *c)
{
  struct delphi_wrong_line_list wrong;
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_experts_add(c, id, form_row(c, delphi_experts_form)->lines, &wrong));
  return redirect_done(c, path_of_id(c, DELPHI_PATH, id, "/deskundigen"), "toegevoegd");
}

int stop_delphi_expert(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_expert_stop(c, id, form_row(c, delphi_expert_form)->expert));
  return redirect_done(c, path_of_id(c, DELPHI_PATH, id, "/deskundigen"), "beeindigd");
}

int return_delphi_expert(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_expert_return(c, id, form_row(c, delphi_expert_form)->expert));
  return redirect_done(c, path_of_id(c, DELPHI_PATH, id, "/deskundigen"), "opgeslagen");
}
