/* Requests of a person, and one request: what it is, what comes next. */
#include "rights_web.h"
#include "accounts.h"
#include "app.h"
#include "calendar.h"
#include "form_page.h"
#include "html.h"
#include "need_to_know.h"
#include "organisations.h"
#include "rights_internal.h"
#include "terms.h"

static const struct field item_ask_fields[] = { F_TEXT(part_ask, deel, BY_LINK, N_("Which part"), .max = 100) };
const struct record part_ask_record = PART(part_ask, item_ask_fields);

/* --- words ---------------------------------------------------------------------------------------------------- */

const char *right_path(struct ctx *c, struct id id, const char *rest) { return path_of_id(c, RIGHTS_PATH, id, rest); }

const char *right_left(struct ctx *c, const struct right_clock *k)
{
  return date_known(k->closed) ? NULL : term_left(c, (struct instant){ date_begins(date_plus_days(k->due, 1)) }, TERM_DAYS);
}

int right_of_path(struct ctx *c, struct right *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return right_get(c, id, out);
}

/* A colleague's name, if they work, or worked, for the side. */
static int colleague_of(struct ctx *c, const struct right *r, struct id account, const char **out)
{
  bool known;
  const char *name = NULL;
  *out = NULL;
  if (!id_known(account)) return OK;
  TRY(ever_worked_in(c, right_colleagues(r), account, &known));
  if (known || id_same(account, c->scope.actor)) TRY(account_name(c, account, &name));
  *out = name ? name : tr(c, N_("a colleague"));
  return OK;
}

/* --- of a person ------------------------------------------------------------------------------------------------- */

static int fill_lines(struct ctx *c, struct id person, struct right_line_list *out)
{
  struct right_list all;
  TRY(rights_of(c, person, &all));
  *out = (struct right_line_list){ arena_new(&c->arena, struct right_line, all.count + 1), all.count };
  for (size_t i = 0; i < all.count; i++)
    out->at[i] = (struct right_line){ &all.at[i], right_left(c, &all.at[i].clock), right_is_late(c, &all.at[i].clock), id_same(all.at[i].clock.account, c->scope.actor), right_limits_use(&all.at[i]) };
  return OK;
}

/* One household: it goes without saying. */
static int fill_sides(struct ctx *c, struct id person, struct person_rights_view *v)
{
  struct household_side_list sides;
  TRY(right_sides(c, person, &sides));
  struct choice *const at = arena_new(&c->arena, struct choice, sides.count + 1);
  at[0] = (struct choice){ NULL, N_("Choose the household") };
  for (size_t i = 0; i < sides.count; i++) {
    struct household h;
    TRY(household_now(c, sides.at[i].household, &h));
    at[i + 1] = (struct choice){ arg_id(&c->arena, sides.at[i].id), h.name };
  }
  v->list = (struct field_list){ .field = "side", .values = { sides.count + 1, at }, .required = true };
  if (sides.count < 2) v->list = (struct field_list){ 0 };
  return OK;
}

int show_person_rights(struct ctx *c)
{
  const struct part_ask *const ask = form_row(c, part_ask);
  struct person p;
  struct person_rights_view v = { .may_write = signed_in_may(who(c), MAY_WRITE_FILES) };
  struct instant until;
  TRY(path_id(c, &v.person));
  TRY(person_get(c, v.person, &p));
  TRY(emergency_ends(c, p.compartment, &until));
  if (instant_known(until)) v.may_write = false;
  v.name = person_name(c, &p);
  v.minor = age_on(p.birth, c->today) < ALONE_AGE;           /* also if nobody knows */
  const struct right_ask *const posted = form_row(c, right_ask);
  v.about = ask && ask->deel ? ask->deel : posted ? posted->about : NULL;
  v.ask = (struct right_ask){ .received = c->today, .kind = v.about ? RIGHT_NOTE : RIGHT_UNKNOWN };
  TRY(fill_lines(c, v.person, &v.rows));
  TRY(fill_sides(c, v.person, &v));
  const struct page page = { .title = tr(c, N_("Rights")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_person_rights(c, &v);
  return page_end(c, &page);
}

int ask_right(struct ctx *c)
{
  struct right_ask a = *form_row(c, right_ask);
  struct id person, id;
  TRY(path_id(c, &person));
  TRY(right_ask(c, person, &a, &id));
  return redirect_done(c, right_path(c, id, NULL), "toegevoegd");
}

/* --- one request ------------------------------------------------------------------------------------------------------ */

static void fact(struct one_right_view *v, const char *label, const char *text) { if (text) v->facts.at[v->facts.count++] = (struct right_fact){ label, text }; }

static const char *day(struct ctx *c, struct date d) { return date_known(d) ? arg_date(c, d) : NULL; }
static const char *moment(struct ctx *c, struct instant t) { return instant_known(t) ? moment_in_words(c, t, false) : NULL; }

static int fill_facts(struct ctx *c, struct one_right_view *v)
{
  const struct rights_request *const q = &v->r->request;
  const char *decided_by, *agreed_by;
  TRY(colleague_of(c, v->r, q->decided_by, &decided_by));
  TRY(colleague_of(c, v->r, q->agreed_by, &agreed_by));
  v->facts.at = arena_new(&c->arena, struct right_fact, 20);
  fact(v, N_("Who asks?"), q->asker_name ? JOIN(&c->arena, tr(c, right_asker_label(q->asker)), ": ", q->asker_name) : tr(c, right_asker_label(q->asker)));
  fact(v, N_("Received on"), day(c, q->received));
  fact(v, N_("How do you know who it is?"), tr(c, identity_check_label(q->identity)));
  fact(v, N_("By whom and when that was checked"), q->identity_note);
  fact(v, N_("What is asked, in their own words"), q->statement);
  fact(v, N_("The child's interest"), q->child_view);
  if (v->r->parent) fact(v, N_("Does the child agree?"), tr(c, yes_no_label(q->child_agrees)));
  fact(v, N_("Why it takes longer"), q->extension);
  if (q->outcome) fact(v, N_("Decision"), tr(c, right_outcome_label(q->outcome)));
  fact(v, N_("What was weighed"), q->weighing);
  fact(v, N_("Why, for the letter"), q->facts);
  fact(v, N_("What was changed"), q->changed);
  fact(v, N_("Until"), day(c, q->until));
  fact(v, N_("Decided by"), decided_by);
  fact(v, N_("Decided"), moment(c, q->decided));
  fact(v, N_("Agreed by"), agreed_by);
  fact(v, N_("Agreed"), moment(c, q->agreed));
  return OK;
}

/* An address that is secret for anybody of the household, or of which nobody knows. */
static bool secret_for_somebody(const struct address *a, const struct address_list *others)
{
  if (a->secret != NO) return true;
  for (size_t i = 0; i < others->count; i++) {
    const struct address *const o = &others->at[i];
    if (o->secret == NO || !a->street || !o->street || !a->number || !o->number) continue;
    if (strcasecmp(a->street, o->street) == 0 && strcasecmp(a->number, o->number) == 0) return true;
  }
  return false;
}

/* The addresses of everybody of the household that the actor may see. */
static int addresses_near(struct ctx *c, const struct right *r, struct address_list *out)
{
  struct household_file f = { 0 };
  struct address_list some;
  size_t room = 0;
  if (id_known(r->side.id)) {
    const int rc = household_file(c, r->side.household, &f);
    if (!absent(c, rc)) TRY(rc);
  }
  *out = (struct address_list){ .at = NULL };
  for (size_t i = 0; i < f.persons.count; i++) {
    TRY(addresses_of(c, f.persons.at[i].id, &some));
    struct address *const all = arena_new(&c->arena, struct address, room + some.count + 1);
    if (out->count) memcpy(all, out->at, out->count * sizeof *all);
    if (some.count) memcpy(all + out->count, some.at, some.count * sizeof *all);
    room += some.count;
    *out = (struct address_list){ .at = all, .count = out->count + some.count };
  }
  return OK;
}

/* How an answer can reach this person: ways that are safe, and addresses with what to mind. */
static int fill_ways(struct ctx *c, struct one_right_view *v)
{
  struct contact_way_list ways;
  struct address_list own, near;
  TRY(contacts_of(c, v->r->person.id, &ways));
  TRY(addresses_of(c, v->r->person.id, &own));
  TRY(addresses_near(c, v->r, &near));
  v->ways.at = arena_new(&c->arena, struct safe_way, ways.count + own.count + 1);
  for (size_t i = 0; i < ways.count; i++)
    if (!date_known(ways.at[i].until)) v->ways.at[v->ways.count++] = (struct safe_way){ .text = ways.at[i].value, .safe = ways.at[i].safe == YES };
  for (size_t i = 0; i < own.count; i++) {
    const struct address *const a = &own.at[i];
    if (date_known(a->until)) continue;
    const bool secret = secret_for_somebody(a, &near);
    v->ways.at[v->ways.count++] = (struct safe_way){ JOIN(&c->arena, a->street ? a->street : "", " ", a->number ? a->number : "", a->town ? ", " : "", a->town ? a->town : ""), !secret, secret };
  }
  return OK;
}

static void letter(struct one_right_view *v, enum right_letter kind) { v->letters.at[v->letters.count++] = (struct letter_link){ right_letter_key(kind), right_letter_label(kind) }; }

static void fill_letters(struct ctx *c, struct one_right_view *v)
{
  const struct rights_request *const q = &v->r->request;
  const bool decided = q->outcome != OUTCOME_UNKNOWN;
  v->letters.at = arena_new(&c->arena, struct letter_link, 6);
  letter(v, LETTER_RECEIPT);
  if (q->extension) letter(v, LETTER_EXTENSION);
  if (q->kind == RIGHT_COPY && v->r->clock.state == RIGHT_GIVEN) letter(v, LETTER_COPY);
  if (q->kind == RIGHT_COPY && q->outcome == OUTCOME_REFUSED) letter(v, LETTER_REFUSAL);
  if (q->kind == RIGHT_OBJECTION && decided) letter(v, LETTER_OBJECTION);
  if (q->kind == RIGHT_DESTRUCTION && decided) letter(v, LETTER_DESTRUCTION);
  if (q->kind == RIGHT_RECTIFY && decided) letter(v, LETTER_RECTIFY);
}

static int fill_given(struct ctx *c, struct one_right_view *v)
{
  struct rights_copy_list rows;
  TRY(copies_of(c, v->r->request.id, &rows));
  v->given = (struct given_line_list){ arena_new(&c->arena, struct given_line, rows.count + 1), rows.count };
  for (size_t i = 0; i < rows.count; i++) {
    v->given.at[i] = (struct given_line){ .when = moment_in_words(c, rows.at[i].given, false), .count = rows.at[i].count.n, .digest = rows.at[i].digest };
    TRY(colleague_of(c, v->r, rows.at[i].by, &v->given.at[i].who));
  }
  return OK;
}

/* How far a copy is. */
static int fill_progress(struct ctx *c, struct one_right_view *v)
{
  struct copy copy;
  const struct rights_request *const q = &v->r->request;
  if (q->kind != RIGHT_COPY || !v->under_way) return OK;
  TRY(copy_make(c, v->r, &copy));
  v->undecided = copy.undecided;
  v->left_out = copy.left_out;
  v->items = copy.items.count;
  v->ready = v->r->clock.state == RIGHT_MAKING && q->outcome == OUTCOME_GRANTED && q->digest && strcmp(q->digest, copy.digest) == 0 && (instant_known(q->agreed) || !copy_needs_second(v->r, &copy));
  return OK;
}

/* Whether somebody other than who decided works with the person too. */
static int fill_others(struct ctx *c, struct one_right_view *v)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, v->r->person.compartment, &rows));
  for (size_t i = 0; i < rows.count; i++)
    v->others |= !id_same(rows.at[i].account, c->scope.actor) && rows.at[i].purpose != PURPOSE_EMERGENCY && rows.at[i].purpose != PURPOSE_ACCESS_RIGHT;
  return OK;
}

static int fill_right(struct ctx *c, struct one_right_view *v)
{
  const struct right *const r = v->r;
  struct instant until;
  bool handled;
  v->name = person_name(c, &r->person);
  v->path = right_path(c, r->request.id, NULL);
  v->left = right_left(c, &r->clock);
  v->late = right_is_late(c, &r->clock);
  v->mine = id_same(r->clock.account, c->scope.actor);
  v->under_way = r->clock.state == RIGHT_RECEIVED || r->clock.state == RIGHT_MAKING || r->clock.state == RIGHT_SECOND;
  v->again = !v->under_way && !date_known(r->clock.closed);
  v->limited = right_limits_use(r);
  v->decided_self = id_same(r->request.decided_by, c->scope.actor);
  TRY(emergency_ends(c, r->person.compartment, &until));
  v->may_write = signed_in_may(who(c), MAY_WRITE_FILES) && !instant_known(until);
  TRY(right_has_handler(c, r, &handled));
  v->orphan = !handled;
  TRY(fill_facts(c, v));
  TRY(fill_ways(c, v));
  TRY(fill_given(c, v));
  fill_letters(c, v);
  TRY(fill_others(c, v));
  return fill_progress(c, v);
}

int show_right(struct ctx *c)
{
  struct right r;
  struct one_right_view v = { .r = &r };
  TRY(right_of_path(c, &r));
  TRY(fill_right(c, &v));
  const struct page page = { .title = tr(c, N_("Request")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_one_right(c, &v);
  return page_end(c, &page);
}
