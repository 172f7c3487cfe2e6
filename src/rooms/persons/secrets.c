#include "secrets.h"
#include "row_guard.h"
#include "seal.h"
#include "secret_texts.h"

#define SECRET_SAID N_("In these words stands a secret place, or how somebody of another side is reached. Take it out: who reads this must not know it.")

/* --- what was looked up, once for a request ------------------------------------------------------------------ */

/* All that the actor sees of a household's persons. */
struct family {
  struct id household;
  struct membership_list memberships;
  struct address_list addresses;
  struct contact_way_list ways;
  bool places_read, ways_read;
  struct family *next;
};
/* What must not stand in a compartment. `alone`: the actor sees nobody of whom something could be told there. */
struct held { struct id compartment; struct needle_list needles; bool alone; struct held *next; };
/* Of one actor: a command may act as several. */
struct guarded { struct id actor, organisation; enum reach reach; struct family *families; struct held *held; };

/* Who reads a compartment: of that household, those of a side or of one person; everybody. */
struct readers { struct id household, side, person; bool all; };
struct readers_list { struct readers *at; size_t count; };

static struct guarded *kept(struct ctx *c)
{
  const struct scope *const s = &c->scope;
  if (c->guarded && id_same(c->guarded->actor, s->actor) && id_same(c->guarded->organisation, s->organisation) && c->guarded->reach == s->reach) return c->guarded;
  c->guarded = arena_new(&c->arena, struct guarded, 1);
  *c->guarded = (struct guarded){ .actor = s->actor, .organisation = s->organisation, .reach = s->reach };
  return c->guarded;
}

static int family_of(struct ctx *c, struct id household, struct family **out)
{
  struct guarded *const g = kept(c);
  for (struct family *f = g->families; f; f = f->next) if (id_same(f->household, household)) { *out = f; return OK; }
  struct family new = { .household = household, .next = g->families };
  TRY(family_memberships(c, household, &new.memberships));
  struct family *const f = arena_new(&c->arena, struct family, 1);
  *f = new;
  *out = g->families = f;
  return OK;
}

static int with_places(struct ctx *c, struct family *f)
{
  if (f->places_read) return OK;
  TRY(family_addresses(c, f->household, &f->addresses));
  f->places_read = true;
  return OK;
}

static int with_ways(struct ctx *c, struct family *f)
{
  if (f->ways_read) return OK;
  TRY(family_ways(c, f->household, &f->ways));
  f->ways_read = true;
  return OK;
}

/* --- whose are secret for whom --------------------------------------------------------------------------------- */

static bool is_of(const struct membership *m, const struct readers *r)
{
  return id_same(m->person, r->person) || (id_known(r->side) && id_same(m->household, r->household) && id_same(m->side, r->side));
}

static bool reads_of(const struct family *f, const struct readers *r, struct id person)
{
  for (size_t i = 0; !r->all && i < f->memberships.count; i++) if (id_same(f->memberships.at[i].person, person) && is_of(&f->memberships.at[i], r)) return true;
  return false;
}

static bool has_others(const struct family *f, const struct readers *r)
{
  for (size_t i = 0; i < f->memberships.count; i++) if (!reads_of(f, r, f->memberships.at[i].person)) return true;
  return false;
}

static bool is_secret(const struct address *a) { return address_secret(a) || a->kind == ADDRESS_SHELTER; }

static void hold_places(struct ctx *c, const struct family *f, const struct readers *r, struct needle_list *out)
{
  struct needle_list open = { .count = 0 };
  for (size_t i = 0; i < f->addresses.count; i++) if (!is_secret(&f->addresses.at[i])) needle_town(c, &open, f->addresses.at[i].town);
  for (size_t i = 0; i < f->addresses.count; i++) {
    const struct address *const a = &f->addresses.at[i];
    struct needle_list town = { .count = 0 };
    if (!is_secret(a) || reads_of(f, r, a->person)) continue;
    needle_place(c, out, a->street);
    needle_place(c, out, a->postal_code);
    needle_town(c, &town, a->town);
    if (town.count && !needle_among(&open, &town.at[0])) needle_town(c, out, a->town);
  }
}

/* A number that both have (the house that they shared) is no secret to either. */
static void hold_ways(struct ctx *c, const struct family *f, const struct readers *r, struct needle_list *out)
{
  struct needle_list own = { .count = 0 }, theirs = { .count = 0 };
  for (size_t i = 0; i < f->ways.count; i++) needle_way(c, reads_of(f, r, f->ways.at[i].person) ? &own : &theirs, f->ways.at[i].value);
  for (size_t i = 0; i < theirs.count; i++) if (!needle_among(&own, &theirs.at[i])) needle_way(c, out, theirs.at[i].text);
}

/* Who works for one side only and reads no other has nothing to give away: then no address is asked for. */
static int hold(struct ctx *c, const struct readers *r, bool ways, struct needle_list *out, bool *alone)
{
  struct family *f;
  TRY(family_of(c, r->household, &f));
  if (!has_others(f, r)) return OK;
  *alone = false;
  TRY(with_places(c, f));
  hold_places(c, f, r, out);
  if (!ways) return OK;
  TRY(with_ways(c, f));
  hold_ways(c, f, r, out);
  return OK;
}

/* --- who reads a compartment ------------------------------------------------------------------------------------- */

static void add_readers(struct ctx *c, struct readers_list *to, struct readers r)
{
  struct readers *const more = arena_new(&c->arena, struct readers, to->count + 1);
  if (to->count) memcpy(more, to->at, to->count * sizeof *more);
  to->at = more;
  to->at[to->count++] = r;
}

static void add_places_of(struct ctx *c, const struct membership_list *places, struct readers_list *out)
{
  for (size_t i = 0; i < places->count; i++) {
    const struct membership *const m = &places->at[i];
    add_readers(c, out, (struct readers){ m->household, m->side, m->person, false });
  }
}

/* A household that was merged: its persons are part of the one that goes on. */
static int readers_of_shared(struct ctx *c, struct id compartment, struct readers_list *out)
{
  struct household_list list;
  struct household now;
  TRY(households_in_compartment(c, compartment, &list));
  if (!list.count) return OK;
  const int rc = household_now(c, list.at[0].id, &now);
  if (absent(c, rc)) return OK;
  TRY(rc);
  add_readers(c, out, (struct readers){ now.id, ID_NONE, ID_NONE, true });
  return OK;
}

static int add_persons(struct ctx *c, const struct record *rec, const void *row, struct readers_list *out)
{
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    struct membership_list places;
    if (f->kind != FIELD_REF || strcmp(f->target->name, person_record.name) != 0 || !id_known(field_id(f, row))) continue;
    TRY(memberships_of_person(c, field_id(f, row), &places));
    add_places_of(c, &places, out);
  }
  return OK;
}

/* A compartment of a room's own: about the persons that the row, or what lies beside it, refers to. */
static int readers_apart(struct ctx *c, const struct record *rec, const void *row, struct id compartment, struct readers_list *out)
{
  TRY(add_persons(c, rec, row, out));
  if (!rec->about || out->count) return OK;
  struct list beside;
  TRY(record_select_(c, rec->about->rec, &beside.rows, &beside.count, rec->about, P(compartment)));
  for (size_t i = 0; i < beside.count; i++) TRY(add_persons(c, rec->about->rec, (const char *)beside.rows + i * rec->about->rec->size, out));
  return OK;
}

static int readers_of(struct ctx *c, const struct record *rec, const void *row, struct id compartment, struct readers_list *out)
{
  struct compartment what;
  struct household_side_list sides;
  struct membership_list places;
  TRY(compartment_get(c, compartment, &what));
  switch (what.kind) {
  case COMPARTMENT_SIDE:
    TRY(sides_in_compartment(c, compartment, &sides));
    for (size_t i = 0; i < sides.count; i++) add_readers(c, out, (struct readers){ sides.at[i].household, sides.at[i].id, ID_NONE, false });
    return OK;
  case COMPARTMENT_PERSON:
  case COMPARTMENT_CHILD:
    TRY(memberships_in_compartment(c, compartment, &places));
    add_places_of(c, &places, out);
    return OK;
  case COMPARTMENT_HOUSEHOLD: return readers_of_shared(c, compartment, out);
  default: return rec ? readers_apart(c, rec, row, compartment, out) : OK;
  }
}

/* As the actor sees it, also where the program writes in their name; and told to nobody: the program looked, and shows nothing. */
#define AS_ACTOR(c, call) __extension__ ({ struct reading *const told_ = (c)->readings; const enum reach own_ = (c)->scope.reach; \
  if (id_known((c)->scope.actor) && own_ == REACH_ALL) (c)->scope.reach = REACH_INVOLVED; \
  const int rc_ = (call); (c)->scope.reach = own_; (c)->readings = told_; rc_; })

static int needles_of(struct ctx *c, const struct record *rec, const void *row, struct id compartment, const struct needle_list **out)
{
  struct guarded *const g = kept(c);
  struct readers_list readers = { .count = 0 };
  struct held new = { .compartment = compartment, .alone = true };
  for (const struct held *h = g->held; h; h = h->next) if (id_same(h->compartment, compartment)) { *out = &h->needles; return OK; }
  TRY(readers_of(c, rec, row, compartment, &readers));
  for (size_t i = 0; i < readers.count; i++) TRY(hold(c, &readers.at[i], true, &new.needles, &new.alone));
  struct held *const h = arena_new(&c->arena, struct held, 1);
  *h = new;
  if (readers.count) { h->next = g->held; g->held = h; }      /* about whom it is may come yet */
  *out = &h->needles;
  return OK;
}

/* --- the guard ------------------------------------------------------------------------------------------------------ */

static bool is_place_or_way(const struct record *rec) { return rec == &address_record || rec == &contact_way_record; }

/* What changes where the guard looks is looked up again: who is where, all of it; a place or a way, where there is somebody to tell of. */
static void forget_what_changes(struct ctx *c, const struct record *rec)
{
  if (rec == &membership_record || rec == &household_side_record || rec == &household_record || rec == &involvement_record) c->guarded = NULL;
  if (!c->guarded || !is_place_or_way(rec)) return;
  for (struct family *f = c->guarded->families; f; f = f->next) f->places_read = f->ways_read = false;
  for (struct held **at = &c->guarded->held; *at; ) if ((*at)->alone) at = &(*at)->next; else *at = (*at)->next;
}

static bool is_words(const struct field *f, const void *before, const void *row)
{
  return f->kind == FIELD_TEXT && !(f->flags & MADE) && field_known(f, row) && !(before && field_same(f, before, row));
}

int row_guard(struct ctx *c, const struct record *rec, const void *before, const void *row)
{
  const struct needle_list *needles = NULL;
  struct id compartment;
  forget_what_changes(c, rec);
  if (rec->protection != SEALED || is_place_or_way(rec)) return OK;
  memcpy(&compartment, (const char *)row + sizeof(struct id) + sizeof(int32_t), sizeof compartment);
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (!is_words(f, before, row)) continue;
    if (!needles) TRY(AS_ACTOR(c, needles_of(c, rec, row, compartment, &needles)));
    if (!needles->count) return OK;
    if (needles_stand_in(c, needles, field_text(f, row))) return fail(c, ERR_INVALID, f->name, SECRET_SAID);
  }
  return OK;
}

/* --- words that go further ---------------------------------------------------------------------------------------------- */

static int no_secret_of_all(struct ctx *c, struct id household, bool ways, const char *words, const char *field)
{
  struct needle_list needles = { .count = 0 };
  const struct readers everybody = { household, ID_NONE, ID_NONE, true };
  bool alone;
  if (!words || !*words) return OK;
  TRY(AS_ACTOR(c, hold(c, &everybody, ways, &needles, &alone)));
  return needles_stand_in(c, &needles, words) ? fail(c, ERR_INVALID, field, SECRET_SAID) : OK;
}

int no_secret_place(struct ctx *c, struct id household, const char *words, const char *field) { return no_secret_of_all(c, household, false, words, field); }
int no_secret_aloud(struct ctx *c, struct id household, const char *words, const char *field) { return no_secret_of_all(c, household, true, words, field); }

int no_secret_for(struct ctx *c, struct id compartment, const char *words, const char *field)
{
  const struct needle_list *needles;
  if (!words || !*words) return OK;
  TRY(AS_ACTOR(c, needles_of(c, NULL, NULL, compartment, &needles)));
  return needles_stand_in(c, needles, words) ? fail(c, ERR_INVALID, field, SECRET_SAID) : OK;
}

int no_secret_place_in(struct ctx *c, struct id household, const struct record *rec, const void *row)
{
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const field = &rec->fields[i];
    if (field->kind == FIELD_TEXT && !(field->flags & IN_PROGRAM)) TRY(no_secret_place(c, household, field_text(field, row), field->name));
  }
  return OK;
}

static int any_secret(struct ctx *c, struct id household, bool *out)
{
  struct family *f;
  TRY(family_of(c, household, &f));
  TRY(with_places(c, f));
  for (size_t i = 0; i < f->addresses.count; i++) *out |= is_secret(&f->addresses.at[i]) && !date_known(f->addresses.at[i].until);
  return OK;
}

int secret_place_known(struct ctx *c, struct id household, bool *out)
{
  *out = false;
  return AS_ACTOR(c, any_secret(c, household, out));
}
