#include "rights_internal.h"
#include "accounts.h"
#include "html.h"

/* --- reading ----------------------------------------------------------------------------------------------- */

int age_on(struct date birth, struct date day) { return date_known(birth) ? (day.ymd - birth.ymd) / 10000 : -1; }

/* A side that the actor may open. */
static int openable(struct ctx *c, struct id side, struct household_side *out, bool *is)
{
  const int rc = id_known(side) ? side_get(c, side, out) : ERR_NOT_FOUND;
  *is = rc == OK;
  return rc == ERR_NOT_FOUND ? (c->error = (struct error){ 0 }, OK) : rc;
}

int right_sides(struct ctx *c, struct id person, struct household_side_list *out)
{
  struct membership_list places;
  TRY(memberships_of_person(c, person, &places));
  *out = (struct household_side_list){ .at = arena_new(&c->arena, struct household_side, places.count + 1) };
  for (size_t i = 0; i < places.count; i++) {
    bool is;
    TRY(openable(c, places.at[i].side, &out->at[out->count], &is));
    out->count += is;
  }
  return OK;
}

/* On which side it is handled: that by which it came in, as long as the person is on it; then where they are now. ERR_NOT_FOUND: a
 * side that the actor does not work for. */
static int handling_side(struct ctx *c, struct right *r)
{
  struct membership_list places;
  struct household_side_list mine;
  TRY(memberships_of_person(c, r->person.id, &places));
  TRY(right_sides(c, r->person.id, &mine));
  bool still = false;
  for (size_t i = 0; i < places.count; i++) still |= id_same(places.at[i].side, r->request.side);
  for (size_t i = 0; i < mine.count; i++) if (!still || id_same(mine.at[i].id, r->request.side)) { r->side = mine.at[i]; return OK; }
  return still ? not_there(c) : OK;
}

static int fill(struct ctx *c, const struct rights_request *q, struct right *out)
{
  *out = (struct right){ .request = *q, .parent = q->asker == ASKER_PARENT };
  TRY(record_get(c, right_clock, q->id, &out->clock));
  TRY(person_get(c, q->person, &out->person));
  return handling_side(c, out);
}

int right_get(struct ctx *c, struct id id, struct right *out)
{
  struct rights_request q;
  struct right r;
  TRY(record_get(c, rights_request, id, &q));
  TRY(fill(c, &q, &r));
  *out = r;
  return OK;
}

static int fill_all(struct ctx *c, const struct rights_request_list *list, struct right_list *out)
{
  *out = (struct right_list){ .at = arena_new(&c->arena, struct right, list->count + 1) };
  for (size_t i = 0; i < list->count; i++) {
    const int rc = fill(c, &list->at[i], &out->at[out->count]);
    if (absent(c, rc)) continue;
    TRY(rc);
    out->count++;
  }
  return OK;
}

int rights_of(struct ctx *c, struct id person, struct right_list *out)
{
  struct rights_request_list list;
  TRY(requests_of_person(c, person, &list));
  return fill_all(c, &list, out);
}

int rights_open(struct ctx *c, struct right_list *out)
{
  struct rights_request_list list;
  TRY(requests_open(c, &list));
  return fill_all(c, &list, out);
}

int right_has_handler(struct ctx *c, const struct right *r, bool *out)
{
  struct involvement_list rows;
  *out = false;
  TRY(involvements_of_compartment(c, r->person.compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) *out |= id_same(rows.at[i].account, r->clock.account) && rows.at[i].purpose != PURPOSE_EMERGENCY;
  return OK;
}

/* --- who may ask --------------------------------------------------------------------------------------------- */

/* Jeugdwet 7.3.4 and 7.3.8: from 12 the young person too, from 16 alone. */
static int check_age(struct ctx *c, enum right_asker asker, struct date birth)
{
  const int age = age_on(birth, c->today);
  if (asker == ASKER_PARENT && age < 0) return fail(c, ERR_INVALID, "asker", N_("Fill in the birth date of this person first: it decides whether a parent may ask."));
  if (asker == ASKER_PARENT && age >= ALONE_AGE) return fail(c, ERR_INVALID, "asker", N_("From 16 on a young person asks alone, or gives somebody signed permission."));
  if (asker == ASKER_SELF && age >= 0 && age < OWN_RIGHT_AGE)
    return fail(c, ERR_INVALID, "asker", N_("Up to 12 a parent or guardian asks for a child. Ask the child what it thinks, and write that down."));
  return OK;
}

static int check_parent(struct ctx *c, const struct person *p, const char *child_view, enum yes_no agrees)
{
  if (!text_said(child_view)) return fail(c, ERR_INVALID, "child_view", N_("A parent asks: write first what it means for the child, and what the child thinks."));
  if (age_on(p->birth, c->today) >= OWN_RIGHT_AGE && !agrees) return fail(c, ERR_INVALID, "child_agrees", N_("From 12 on the child is asked too: write down whether they agree."));
  return OK;
}

static int check_ask(struct ctx *c, const struct person *p, const struct right_ask *a)
{
  if (a->kind != RIGHT_COPY && !text_said(a->statement)) return fail(c, ERR_INVALID, "statement", N_("Write what is asked."));
  if (a->asker != ASKER_SELF && !text_said(a->asker_name)) return fail(c, ERR_INVALID, "asker_name", N_("Write who asks."));
  TRY(check_age(c, a->asker, p->birth));
  if (a->asker == ASKER_REPRESENTATIVE && a->identity && a->identity != IDENTITY_MANDATE)
    return fail(c, ERR_INVALID, "identity", N_("For somebody else: only with signed permission that the person confirmed to you."));
  return a->asker == ASKER_PARENT ? check_parent(c, p, a->child_view, a->child_agrees) : OK;
}

int right_answerable(struct ctx *c, const struct right *r)
{
  if (!r->request.identity) return fail(c, ERR_INVALID, NULL, N_("Nobody wrote down yet how it is known who asks. Nothing is given before that."));
  if (check_age(c, r->request.asker, r->person.birth) != OK) { c->error.field = NULL; return c->error.code; }
  return OK;
}

static int side_asked(struct ctx *c, struct id person, const char *asked, struct id *out)
{
  struct household_side_list mine;
  struct id id = ID_NONE;
  TRY(right_sides(c, person, &mine));
  *out = mine.count == 1 ? mine.at[0].id : ID_NONE;
  if (mine.count < 2) return OK;
  if (!asked || !id_parse(asked, &id)) return fail(c, ERR_INVALID, "side", N_("You work with this person in several households: choose for which one this is."));
  for (size_t i = 0; i < mine.count; i++) if (id_same(mine.at[i].id, id)) { *out = id; return OK; }
  return fail(c, ERR_INVALID, "side", N_("Choose from the list."));
}

/* A part that whoever writes it down may open. */
static int check_about(struct ctx *c, const struct rights_request *q, const struct person *p)
{
  struct right r = { .request = *q, .person = *p };
  struct right_item_list items;
  const struct right_item *item;
  if (!q->about) return OK;
  TRY(handling_side(c, &r));
  TRY(right_items(c, &r, &items));
  return right_item_of(&items, q->about, &item) == OK ? OK : fail(c, ERR_INVALID, "statement", N_("The part that this is about is not there any more."));
}

int right_ask(struct ctx *c, struct id person, const struct right_ask *a, struct id *out)
{
  struct person p;
  struct rights_request q = { .kind = a->kind, .asker = a->asker, .asker_name = a->asker == ASKER_SELF ? NULL : a->asker_name, .identity = a->identity, .identity_note = a->identity_note,
    .received = a->received, .statement = a->statement, .about = a->about, .child_view = a->child_view, .child_agrees = a->child_agrees };
  TRY(person_get(c, person, &p));
  TRY(involvement_is_own(c, p.compartment));
  TRY(check_ask(c, &p, a));
  q.person = person;
  q.compartment = p.compartment;
  TRY(side_asked(c, person, a->side, &q.side));
  TRY(check_about(c, &q, &p));
  TRY(record_insert(c, rights_request, &q, &q.id));
  const bool placed = a->kind == RIGHT_NOTE;                 /* one's own words need nobody's decision */
  const struct right_clock clock = { .id = q.id, .kind = a->kind, .state = placed ? RIGHT_GIVEN : RIGHT_RECEIVED, .organisation = c->scope.organisation, .account = c->scope.actor,
    .asked = a->received, .due = date_plus_months(a->received, RIGHT_MONTHS), .closed = placed ? c->today : DATE_UNKNOWN };
  *out = q.id;
  return record_insert(c, right_clock, &clock, NULL);
}

/* --- steps ------------------------------------------------------------------------------------------------------ */

int right_to_change(struct ctx *c, struct id id, int32_t version, unsigned states, struct right *out)
{
  struct right r;
  TRY(right_get(c, id, &r));
  TRY(involvement_is_own(c, r.person.compartment));
  if (!(states & STATE(r.clock.state))) return fail(c, ERR_INVALID, NULL, N_("This cannot be done any more as it is now. Look at the request again."));
  if (version) r.request.version = version;
  *out = r;
  return OK;
}

int right_save(struct ctx *c, struct right *r)
{
  TRY(record_update(c, rights_request, &r->request));
  return record_get(c, rights_request, r->request.id, &r->request);
}

int right_to(struct ctx *c, struct right *r, enum right_state state, struct date closed)
{
  r->clock.state = state;
  r->clock.closed = closed;
  TRY(record_update(c, right_clock, &r->clock));
  return record_get(c, right_clock, r->clock.id, &r->clock);
}

enum { UNDER_WAY = STATE(RIGHT_RECEIVED) | STATE(RIGHT_MAKING) | STATE(RIGHT_SECOND) };

int right_detail(struct ctx *c, struct id id, int32_t version, const struct right_details *d)
{
  struct right r;
  TRY(right_to_change(c, id, version, UNDER_WAY, &r));
  if (r.request.asker == ASKER_REPRESENTATIVE && d->identity && d->identity != IDENTITY_MANDATE)
    return fail(c, ERR_INVALID, "identity", N_("For somebody else: only with signed permission that the person confirmed to you."));
  if (r.parent) TRY(check_parent(c, &r.person, d->child_view, d->child_agrees));
  r.request.identity = d->identity;
  r.request.identity_note = d->identity_note;
  r.request.child_view = d->child_view;
  r.request.child_agrees = d->child_agrees;
  r.clock.limited = d->limited;
  TRY(right_save(c, &r));
  return right_to(c, &r, r.clock.state, DATE_UNKNOWN);
}

int right_extend(struct ctx *c, struct id id, int32_t version, const struct right_extend *e)
{
  struct right r;
  if (!text_said(e->extension)) return fail(c, ERR_INVALID, "extension", N_("Write why."));
  TRY(right_to_change(c, id, version, UNDER_WAY, &r));
  if (r.request.extension) return fail(c, ERR_INVALID, "extension", N_("It was extended already. That is possible once."));
  if (date_before(r.clock.due, c->today)) return fail(c, ERR_INVALID, "extension", N_("The month is over. Extending is only possible before that."));
  r.request.extension = e->extension;
  r.clock.due = date_plus_months(r.request.received, RIGHT_MONTHS + RIGHT_MORE_MONTHS);
  TRY(right_save(c, &r));
  return right_to(c, &r, r.clock.state, DATE_UNKNOWN);
}

int right_withdraw(struct ctx *c, struct id id, int32_t version)
{
  struct right r;
  TRY(right_to_change(c, id, version, UNDER_WAY, &r));
  r.request.returned = NULL;
  r.request.digest = NULL;
  r.request.outcome = OUTCOME_UNKNOWN;
  TRY(right_save(c, &r));
  return right_to(c, &r, RIGHT_WITHDRAWN, c->today);
}

/* Two who take it at the same moment: the second is told. */
int right_take(struct ctx *c, struct id id, int32_t version)
{
  struct right r;
  TRY(right_to_change(c, id, 0, UNDER_WAY | STATE(RIGHT_GIVEN) | STATE(RIGHT_REFUSED), &r));
  if (date_known(r.clock.closed)) return fail(c, ERR_INVALID, NULL, N_("This cannot be done any more as it is now. Look at the request again."));
  r.clock.version = version;
  r.clock.account = c->scope.actor;
  r.clock.organisation = c->scope.organisation;
  return right_to(c, &r, r.clock.state, DATE_UNKNOWN);
}

int right_again(struct ctx *c, struct id id, int32_t version)
{
  struct right r;
  TRY(right_to_change(c, id, version, STATE(RIGHT_GIVEN) | STATE(RIGHT_REFUSED), &r));
  if (date_known(r.clock.closed)) return fail(c, ERR_INVALID, NULL, N_("This cannot be done any more as it is now. Look at the request again."));
  r.request.outcome = OUTCOME_UNKNOWN;
  r.request.digest = NULL;
  r.request.agreed_by = ID_NONE;
  r.request.agreed = (struct instant){ 0 };
  TRY(right_save(c, &r));
  return right_to(c, &r, r.request.kind == RIGHT_COPY ? RIGHT_MAKING : RIGHT_RECEIVED, DATE_UNKNOWN);
}

int rights_still_open(struct ctx *c, struct id household, const char **what)
{
  struct household_file f;
  TRY(household_file(c, household, &f));
  for (size_t i = 0; i < f.persons.count; i++) {
    struct right_list rights;
    TRY(rights_of(c, f.persons.at[i].id, &rights));
    for (size_t k = 0; k < rights.count; k++)
      if (UNDER_WAY & STATE(rights.at[k].clock.state)) *what = N_("A request about the own file is not answered yet (a copy, a correction, destruction): answer it first, it has a term.");
  }
  return OK;
}
