/* What is shared on which ground, for those involved; the overview to print for the person; who has looked. */
#include "privacy_web.h"
#include "accounts.h"
#include "app.h"
#include "html.h"
#include "need_to_know.h"
#include "organisations.h"
#include "text.h"

static const struct field form_fields[] = {
  F_TEXT(ground_form, organisatie, REQUIRED, N_("With which organisation?"), .max = 160),
  F_SET (ground_form, things,      REQUIRED, shared_thing, N_("What is shared")),
  F_ENUM(ground_form, purpose,     REQUIRED, given_purpose, N_("For what")),
  F_ENUM(ground_form, ground,      REQUIRED, legal_ground, N_("Legal ground")),
  F_TEXT(ground_form, how,         REQUIRED | LONG, N_("How it was given, or the facts it stands on"), .max = 1000,
         .help = N_("For permission: who gave it, when and how. Else: the facts, and the article of the law.")),
  F_DATE(ground_form, since,       OPTIONAL | NOT_IN_FUTURE, N_("Since")),
  F_DATE(ground_form, until,       OPTIONAL, N_("Until"), .help = N_("Leave empty if it holds as long as the help lasts.")),
  F_TEXT(ground_form, ook,         ANSWERS, N_("Also for"), .max = 4000),
};
const struct record ground_form_record = RECORD(ground_form, form_fields);

static const char *things_text(struct ctx *c, struct set things)
{
  struct buf b = { 0 };
  for (unsigned i = 1; i < shared_thing_choices.count; i++) {
    if (!set_has(things, i)) continue;
    if (b.len) put(&b, "; ");
    put(&b, tr(c, shared_thing_label((enum shared_thing)i)));
  }
  return buf_to_arena(&c->arena, &b);
}

static int line_of(struct ctx *c, const struct ground *g, struct ground_line *out)
{
  *out = (struct ground_line){ .id = g->id, .things = things_text(c, g->things), .purpose = g->purpose, .ground = g->ground, .how = g->how, .since = g->since, .until = g->until,
    .withdrawn = g->withdrawn, .stands = ground_stands(g, c->today) };
  TRY(name_of_organisation(c, g->organisation, &out->organisation));
  return colleague_name(c, g->recorded_by, &out->recorded_by);
}

static int lines_of(struct ctx *c, struct id compartment, struct ground_line_list *out)
{
  struct ground_list rows;
  TRY(grounds_of(c, compartment, &rows));
  *out = (struct ground_line_list){ arena_new(&c->arena, struct ground_line, rows.count + 1), rows.count };
  for (size_t i = 0; i < rows.count; i++) TRY(line_of(c, &rows.at[i], &out->at[i]));
  return OK;
}

/* --- partners outside care ----------------------------------------------------------------------------------------- */

/* What another side asked whom stays with that side, as its grounds do. */
static int asked_by_own_side(struct ctx *c, struct id household, struct partner_ask_list *out)
{
  struct partner_answer_list answers;
  size_t n = 0;
  TRY(partner_asks_in(c, household, out, &answers));
  for (size_t i = 0; i < out->count; i++) {
    bool own;
    TRY(same_side(c, household, out->at[i].asker, &own));
    if (own) out->at[n++] = out->at[i];
  }
  out->count = n;
  return OK;
}

static int asked_line(struct ctx *c, const struct partner_ask *p, bool may_write, struct asked_line *out)
{
  *out = (struct asked_line){ .ask = p, .asked = moment_in_words(c, p->asked, false), .stands = !instant_known(p->ended) && partner_ends(p).ms > c->now };
  if (may_write && out->stands) out->withdraw = path_of_id(c, PARTNERS_PATH, p->id, "/terug");
  return colleague_name(c, p->asker, &out->asker);
}

static int asked_in_part(struct ctx *c, const struct partner_ask_list *all, struct part_view *part)
{
  part->asked.at = arena_new(&c->arena, struct asked_line, all->count + 1);
  for (size_t i = 0; i < all->count; i++)
    if (id_same(all->at[i].compartment, part->id)) TRY(asked_line(c, &all->at[i], part->may_write, &part->asked.at[part->asked.count++]));
  return OK;
}

/* --- the register ---------------------------------------------------------------------------------------------------- */

int show_grounds(struct ctx *c)
{
  struct grounds_view v = { 0 };
  const bool may_write = role_may(who(c)->post.role, MAY_INVOLVE);
  struct instant until;
  struct file_part_list parts;
  struct partner_ask_list asked;
  TRY(path_id(c, &v.household));
  TRY(household_parts(c, v.household, &parts));
  TRY(asked_by_own_side(c, v.household, &asked));
  v.parts = (struct part_view_list){ arena_new(&c->arena, struct part_view, parts.count), parts.count };
  for (size_t i = 0; i < parts.count; i++) {
    v.parts.at[i] = (struct part_view){ .id = parts.at[i].compartment, .name = parts.at[i].name };
    TRY(lines_of(c, parts.at[i].compartment, &v.parts.at[i].grounds));
    TRY(emergency_ends(c, parts.at[i].compartment, &until));
    v.parts.at[i].may_write = may_write && !instant_known(until);
    TRY(asked_in_part(c, &asked, &v.parts.at[i]));
  }
  const struct page page = { .title = tr(c, N_("What is shared")), .current = "/werk/huishoudens", .noindex = true };
  page_begin(c, &page);
  view_grounds(c, &v);
  return page_end(c, &page);
}

static int fill_organisations(struct ctx *c, struct field_list *out)
{
  struct organisation_list all;
  TRY(ground_partners(c, &all));
  struct choice *const at = arena_new(&c->arena, struct choice, all.count + 1);
  at[0] = (struct choice){ NULL, N_("Choose the organisation") };
  for (size_t i = 0; i < all.count; i++) at[i + 1] = (struct choice){ all.at[i].name, all.at[i].name };
  *out = (struct field_list){ "organisatie", { all.count + 1, at } };
  return OK;
}

/* A part of a household that the actor is involved in. `household`: through which. */
static int household_through(struct ctx *c, struct id part, struct id *household)
{
  struct involvement_list rows;
  TRY(involvement_open(c, part));
  TRY(involvements_of_compartment(c, part, &rows));
  *household = ID_NONE;
  for (size_t i = 0; i < rows.count; i++) if (id_same(rows.at[i].account, c->scope.actor)) *household = rows.at[i].household;
  return id_known(*household) ? OK : fail(c, ERR_NOT_FOUND, NULL, NULL);
}

static int find_part(struct ctx *c, struct id *part, struct id *household)
{
  TRY(path_id(c, part));
  return household_through(c, *part, household);
}

static const char *grounds_path(struct ctx *c, struct id household)
{
  return path_of_id(c, "/werk/huishoudens", household, "/gronden");
}

/* Which other parts were ticked. In c->arena. */
static int ticked_parts(struct ctx *c, const struct ground_form *f, struct form_answer_list *out)
{
  *out = (struct form_answer_list){ .count = 0 };
  return f && f->ook ? form_answers(c, f->ook, out) : OK;
}

/* What the reader calls that part (a ground on the wrong one opens the wrong file), and the others, for which the same ground may stand. */
static int name_parts(struct ctx *c, struct ground_view *v)
{
  struct file_part_list parts;
  struct form_answer_list ticked;
  v->about = "";
  TRY(household_parts(c, v->household, &parts));
  TRY(ticked_parts(c, form_row(c, ground_form), &ticked));
  v->also.at = arena_new(&c->arena, struct also_line, parts.count + 1);
  for (size_t i = 0; i < parts.count; i++) {
    struct instant until;
    if (id_same(parts.at[i].compartment, v->part)) { v->about = parts.at[i].name; continue; }
    if (!id_known(parts.at[i].compartment)) continue;
    TRY(emergency_ends(c, parts.at[i].compartment, &until));
    if (!instant_known(until))
      v->also.at[v->also.count++] = (struct also_line){ parts.at[i].compartment, parts.at[i].name, form_answer_to(&ticked, arg_id(&c->arena, parts.at[i].compartment)) != NULL };
  }
  return OK;
}

int show_ground(struct ctx *c)
{
  struct ground_view v = { .about = NULL };
  TRY(find_part(c, &v.part, &v.household));
  TRY(name_parts(c, &v));
  TRY(fill_organisations(c, &v.organisations));
  const struct page page = { .title = tr(c, N_("Write a ground down")), .current = "/werk/huishoudens", .noindex = true };
  page_begin(c, &page);
  view_ground(c, &v);
  return page_end(c, &page);
}

/* The part of the address, then those that were ticked: only parts of the same household that the actor opens. */
static int parts_asked(struct ctx *c, struct id part, struct id household, const struct form_answer_list *ticked, struct id **out, size_t *count)
{
  struct file_part_list parts;
  size_t n = 0;
  TRY(household_parts(c, household, &parts));
  struct id *const ids = arena_new(&c->arena, struct id, 1 + parts.count);
  ids[n++] = part;
  for (size_t i = 0; i < parts.count; i++)
    if (id_known(parts.at[i].compartment) && !id_same(parts.at[i].compartment, part) && form_answer_to(ticked, arg_id(&c->arena, parts.at[i].compartment))) ids[n++] = parts.at[i].compartment;
  *out = ids;
  *count = n;
  return n == 1 + ticked->count ? OK : not_there(c);
}

int send_ground(struct ctx *c)
{
  const struct ground_form *const f = form_row(c, ground_form);
  struct ground g = { .things = f->things, .purpose = (enum purpose)f->purpose, .ground = f->ground, .how = f->how, .since = f->since, .until = f->until };
  struct form_answer_list ticked;
  struct id part, household, *parts;
  size_t count;
  TRY(find_part(c, &part, &household));
  TRY(ticked_parts(c, f, &ticked));
  TRY(parts_asked(c, part, household, &ticked, &parts, &count));
  TRY(ground_partner_named(c, f->organisatie, &g.organisation));
  TRY(ground_add_to(c, &g, parts, count));
  return redirect_done(c, grounds_path(c, household), "toegevoegd");
}

/* --- withdrawing ------------------------------------------------------------------------------------------------- */

int show_withdraw(struct ctx *c)
{
  struct withdraw_view v;
  struct ground g;
  TRY(path_id(c, &v.ground));
  TRY(ground_get(c, v.ground, &g));
  TRY(household_through(c, g.compartment, &v.household));
  TRY(line_of(c, &g, &v.line));
  if (!v.line.stands) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  const struct page page = { .title = tr(c, N_("Withdraw a ground")), .current = "/werk/huishoudens", .noindex = true };
  page_begin(c, &page);
  view_withdraw(c, &v);
  return page_end(c, &page);
}

int send_withdraw(struct ctx *c)
{
  struct id id, household;
  struct ground g;
  TRY(path_id(c, &id));
  TRY(ground_get(c, id, &g));
  TRY(ground_withdraw(c, id));
  const int rc = household_through(c, g.compartment, &household);
  if (rc == OK) return redirect_done(c, grounds_path(c, household), "beeindigd");
  if (!absent(c, rc)) return rc;                              /* the actor stood on it too, and is out */
  return redirect_done(c, local_path(c, "/werk/huishoudens"), "beeindigd");
}

/* --- for the person ------------------------------------------------------------------------------------------------- */

enum { OVERVIEW_MOST = 400 };

static int add_lines(struct ctx *c, struct id compartment, void *arg)
{
  struct ground_line_list *const all = arg, some;
  TRY(lines_of(c, compartment, &some));
  for (size_t i = 0; i < some.count && all->count < OVERVIEW_MOST; i++) all->at[all->count++] = some.at[i];
  return OK;
}

/* Of this person's own compartments only, the file's and those that rooms keep apart: what concerns others stands in theirs. */
static int fill_overview(struct ctx *c, const struct person *p, struct ground_line_list *out)
{
  *out = (struct ground_line_list){ arena_new(&c->arena, struct ground_line, OVERVIEW_MOST), 0 };
  TRY(add_lines(c, p->compartment, out));
  for (const struct room *const *r = c->app->rooms; *r; r++) if ((*r)->of_person) TRY((*r)->of_person(c, p->id, add_lines, out));
  return OK;
}

/* What was asked of partners about this person, or in their own file: of each household that the actor works with. */
static int fill_asked(struct ctx *c, const struct person *p, struct part_view *part)
{
  struct membership_list at;
  part->asked.at = arena_new(&c->arena, struct asked_line, OVERVIEW_MOST);
  TRY(memberships_of_person(c, p->id, &at));
  for (size_t m = 0; m < at.count; m++) {
    struct partner_ask_list asked;
    TRY(asked_by_own_side(c, at.at[m].household, &asked));
    for (size_t i = 0; i < asked.count && part->asked.count < OVERVIEW_MOST; i++) {
      const struct partner_ask *const a = &asked.at[i];
      const bool theirs = id_same(a->compartment, p->compartment) || id_same(a->whom, p->id) || (id_known(at.at[m].member) && id_same(a->whom, at.at[m].member));
      if (theirs) TRY(asked_line(c, a, false, &part->asked.at[part->asked.count++]));
    }
  }
  return OK;
}

int print_overview(struct ctx *c)
{
  struct overview_view v = { .today = c->today };
  struct person p;
  struct id id;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  v.person = id;
  v.part = (struct part_view){ .id = p.compartment, .name = person_name(c, &p) };
  TRY(fill_overview(c, &p, &v.part.grounds));
  TRY(fill_asked(c, &p, &v.part));
  journal_later(c, "export", "ground", id, p.compartment, "overview");
  const struct page page = { .title = tr(c, N_("Overview")), .plain = true, .noindex = true };
  page_begin(c, &page);
  view_overview(c, &v);
  return page_end(c, &page);
}

int show_looked(struct ctx *c)
{
  struct looked_view v;
  TRY(path_id(c, &v.household));
  TRY(household_looks(c, v.household, &v.looks));
  const struct page page = { .title = tr(c, N_("Who has looked at this")), .current = "/werk/huishoudens", .noindex = true };
  page_begin(c, &page);
  view_looked(c, &v);
  return page_end(c, &page);
}
