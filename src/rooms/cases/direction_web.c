/* Who directs, and who else helps: a map of everybody the reader may know of, with what is too much or done twice. */
#include "cases_web.h"
#include "html.h"
#include "text.h"
#include "involved.h"
#include "need_to_know.h"
#include "organisations.h"

enum { DOUBLES_MOST = 50, MANY_HELPERS = 6 };               /* more than this many at once is a question to the director. Source: IVO 2021, table 4; Fontys 2023 H2 */

/* --- who directs -------------------------------------------------------------------------------------------- */

static int director_shown(struct ctx *c, const struct case_file *f, struct direction_view *v)
{
  struct household_director *const d = arena_new(&c->arena, struct household_director, 1);
  bool own;
  const int rc = director_of(c, f->file.household.id, d);
  if (absent(c, rc)) return OK;
  TRY(rc);
  v->director = d;
  v->mine = id_same(d->account, c->scope.actor) && id_same(d->organisation, c->scope.organisation);
  v->asked_me = id_same(d->asked, c->scope.actor) && id_same(d->asked_organisation, c->scope.organisation);
  TRY(director_works_here(c, d, &v->works));
  TRY(case_colleague(c, f, d->account, &v->name));
  TRY(same_side(c, f->file.household.id, d->account, &own));
  if (own) TRY(organisation_name(c, d->organisation, &v->organisation));
  return case_colleague(c, f, d->asked, &v->asked);
}

static int colleagues_shown(struct ctx *c, const struct case_file *f, struct direction_view *v)
{
  struct involved_list list;
  TRY(involved_of(c, f->file.household.id, &list));
  v->colleagues.at = arena_new(&c->arena, struct colleague_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    const struct involved *const one = &list.at[i];
    const bool directs = v->director && id_same(v->director->account, one->account);
    v->colleagues.at[v->colleagues.count++] = (struct colleague_line){ one->name, one->organisation, one->side ? side_letter_label(one->side) : N_("Only what all sides read"), directs };
  }
  v->to[0] = (struct field_list){ .field = "to" };
  return director_choices(c, f->file.household.id, v->director ? v->director->account : ID_NONE, &v->to[0].values);
}

/* --- who helps ------------------------------------------------------------------------------------------------- */

static bool serves(const struct helper *h) { return !date_known(h->until) && case_part_counts(h); }

static bool does(const struct helper *h, const struct helper *like, unsigned work) { return serves(h) && id_same(h->about, like->about) && set_has(h->work, work); }

/* Several who work on the same with the same person: said once, of all of them. */
static void warn_double(struct ctx *c, const struct case_file *f, const struct helper *all, size_t count, size_t at, unsigned work, struct direction_view *v)
{
  struct buf names = { 0 };
  size_t doing = 0;
  for (size_t i = 0; i < at; i++) if (does(&all[i], &all[at], work)) return;      /* said already */
  for (size_t i = at; i < count; i++) {
    if (!does(&all[i], &all[at], work)) continue;
    if (doing++) put(&names, ", ");
    put(&names, all[i].name);
  }
  const char *const who = buf_to_arena(&c->arena, &names);
  if (doing > 1 && v->warnings.count < DOUBLES_MOST) v->warnings.at[v->warnings.count++] = (struct double_line){ who, helper_work_label((enum helper_work)work), case_name(c, f, all[at].about) };
}

static void warn_doubles(struct ctx *c, const struct case_file *f, const struct helper *all, size_t count, struct direction_view *v)
{
  v->warnings.at = arena_new(&c->arena, struct double_line, DOUBLES_MOST);
  for (size_t i = 0; i < count; i++)
    for (unsigned w = 1; w < helper_work_choices.count; w++) if (does(&all[i], &all[i], w)) warn_double(c, f, all, count, i, w, v);
}

static int helpers_shown(struct ctx *c, const struct case_file *f, struct direction_view *v)
{
  struct list rows;
  size_t serving = 0;
  TRY(case_parts_of(c, &case_kinds[KIND_HELPER], f, &rows));
  const struct helper *const all = rows.rows;
  v->helpers.at = arena_new(&c->arena, struct helper_line, rows.count + 1);
  v->gone.at = arena_new(&c->arena, struct helper_line, rows.count + 1);
  warn_doubles(c, f, all, rows.count, v);
  for (size_t i = 0; i < rows.count; i++) {
    struct helper_line_list *const to = serves(&all[i]) ? &v->helpers : &v->gone;
    serving += serves(&all[i]);
    to->at[to->count++] = (struct helper_line){ &all[i], case_name(c, f, all[i].about), field_said(c, record_field(&helper_record, "work"), &all[i]),
      case_may_write(c) ? path_of_id(c, PARTS_PATH "/hulpverlener", all[i].id, NULL) : NULL };
  }
  v->many = serving > MANY_HELPERS ? serving : 0;
  return OK;
}

int show_direction(struct ctx *c)
{
  struct case_file f;
  struct direction_view v = { .may_write = case_may_write(c), .may_direct = signed_in_may(who(c), MAY_DIRECT) };
  TRY(case_of_path(c, &f));
  v.household = &f.file.household;
  v.add_helper = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/hulpverlener");
  TRY(director_shown(c, &f, &v));
  TRY(case_both_sides(c, &f, &v.both));
  TRY(colleagues_shown(c, &f, &v));
  TRY(helpers_shown(c, &f, &v));
  TRY(partner_helpers(c, &f, &v.partners));
  const struct page page = { .title = tr(c, N_("Direction")), .current = HOUSEHOLDS, .noindex = true, .work = true };
  page_begin(c, &page);
  view_direction(c, &v);
  return page_end(c, &page);
}

/* --- what is done about it ----------------------------------------------------------------------------------- */

static int done_at(struct ctx *c, struct id household, const char *done) { return redirect_done(c, path_of_id(c, HOUSEHOLDS, household, "/regie"), done); }

#define DIRECTION_ACT(name, call, done) \
  int name(struct ctx *c) \
  { \
    struct id id; \
    TRY(path_id(c, &id)); \
    TRY(call); \
    return done_at(c, id, done); \
  }
DIRECTION_ACT(ask_director, director_hand_over(c, id, c->form->version, form_row(c, director_ask)), "overname")
DIRECTION_ACT(accept_director, director_accept(c, id, c->form->version), "bevestigd")
DIRECTION_ACT(decline_director, director_decline(c, id, c->form->version), "afgewezen")
DIRECTION_ACT(unask_director, director_take_back(c, id, c->form->version), "beeindigd")
DIRECTION_ACT(take_direction, director_take_up(c, id, c->form->version, form_row(c, director_take)), "bevestigd")
