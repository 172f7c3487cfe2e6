#include "households.h"
#include "directors.h"
#include "households_store.h"
#include "ids.h"
#include "need_to_know.h"
#include "possible_doubles.h"
#include "seal.h"
#include "shielded.h"
#include "shields.h"
#include "text.h"

DEFINE_CHOICES(side_letter, SIDE_LETTERS)
DEFINE_CHOICES(member_role, MEMBER_ROLES)
DEFINE_CHOICES(my_side, SIDE_CHOICES)

enum { NAME_MOST = 100, LINE_MOST = 200, NOTE_MOST = 4000 };

/* --- declarations ----------------------------------------------------------------------------------- */

#define NAME_HELP N_("In neutral words, without a surname or a place. Everybody who works with this household reads it.")
#define SEEN_BY_ALL N_("Everybody who works with this household reads this, also for the other side.")

static const struct field household_fields[] = {
  F_TEXT(household, name,        REQUIRED, N_("Name of the household"), .max = NAME_MOST, .help = NAME_HELP),
  F_TEXT(household, address,     OPTIONAL, N_("Address that all sides know"), .max = LINE_MOST, .help = N_("Only if both parties know it anyway. Never an address where one of them stays now.")),
  F_TEXT(household, note,        LONG, N_("Note for all sides"), .max = NOTE_MOST, .help = SEEN_BY_ALL),
  F_TIME(household, opened,      IN_PROGRAM | CLEAR | REQUIRED, N_("Opened")),
  F_REF (household, merged_into, IN_PROGRAM | CLEAR, household, N_("Merged into")),
  F_REF (household, split_from,  IN_PROGRAM | CLEAR, household, N_("Split off from")),
};
const struct record household_record = SEALED_RECORD(household, household_fields);

static const struct field side_fields[] = {
  F_REF (household_side, household, IN_PROGRAM | CLEAR | REQUIRED, household, N_("Household")),
  F_ENUM(household_side, letter,    IN_PROGRAM | REQUIRED, side_letter, N_("Side")),
  F_TEXT(household_side, notes,     LONG, N_("Notes of this side"), .max = NOTE_MOST, .help = N_("Only colleagues who work for this side read this.")),
};
const struct record household_side_record = SEALED_RECORD(household_side, side_fields);

static const struct field member_fields[] = {
  F_REF (household_member, household,   IN_PROGRAM | CLEAR | REQUIRED, household, N_("Household")),
  F_TEXT(household_member, shared_name, REQUIRED, N_("Name as the household knows it"), .max = NAME_MOST, .help = SEEN_BY_ALL),
  F_ENUM(household_member, role,        OPTIONAL, member_role, N_("Role")),
  F_TEXT(household_member, relation,    OPTIONAL, N_("Relation"), .max = LINE_MOST, .help = N_("For example: father of Sem. Everybody who works with this household reads it.")),
};
const struct record household_member_record = SEALED_RECORD(household_member, member_fields);

static const struct field membership_fields[] = {
  F_REF (membership, household, IN_PROGRAM | CLEAR | REQUIRED, household, N_("Household")),
  F_REF (membership, person,    IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_REF (membership, side,      IN_PROGRAM, household_side, N_("Side")),
  F_REF (membership, member,    IN_PROGRAM, household_member, N_("Known in the household as")),
  F_ENUM(membership, role,      OPTIONAL, member_role, N_("Role")),
  F_TEXT(membership, relation,  OPTIONAL, N_("Relation"), .max = LINE_MOST),
};
const struct record membership_record = SEALED_RECORD(membership, membership_fields);

static const struct field household_new_fields[] = {
  F_TEXT(household_new, name, OPTIONAL, N_("Name of the household"), .max = NAME_MOST, .help = NAME_HELP),
  F_ENUM(household_new, mine, REQUIRED, my_side, N_("For whom do you work?"), .help = N_("You see the files of the side that you work for, and nothing of another.")),
};
const struct record household_new_record = PART(household_new, household_new_fields);

static const struct field side_new_fields[] = { F_ENUM(side_new, letter, REQUIRED, side_letter, N_("For which side do you work?")) };
const struct record side_new_record = PART(side_new, side_new_fields);

static const struct field person_new_fields[] = {
  F_TEXT(person_new, called,      OPTIONAL, N_("Name in use"), .max = NAME_MOST),
  F_TEXT(person_new, given_names, OPTIONAL, N_("Given names"), .max = NAME_MOST),
  F_TEXT(person_new, prefix,      OPTIONAL, N_("Prefix of the surname"), .max = 60, .help = N_("For example: van der")),
  F_TEXT(person_new, surname,     OPTIONAL, N_("Surname"), .max = NAME_MOST),
  F_DATE(person_new, birth,       NOT_IN_FUTURE, N_("Birth date")),
  F_ENUM(person_new, gender,      OPTIONAL, person_gender, N_("Gender")),
  F_ENUM(person_new, role,        REQUIRED, member_role, N_("Role")),
  F_TEXT(person_new, relation,    OPTIONAL, N_("Relation"), .max = LINE_MOST, .help = N_("For example: father of Sem. Only this side reads it.")),
  F_TEXT(person_new, shared_name, OPTIONAL, N_("Name as the household knows it"), .max = NAME_MOST,
         .help = N_("Only if both parties know that this person belongs to the household. Empty: the other side sees nothing of this person.")),
  F_ENUM(person_new, anyway,      OPTIONAL, yes_no, N_("Add also if a file with this name and birth date is there"), .help = N_("Only asked for a file that you may see.")),
};
const struct record person_new_record = PART(person_new, person_new_fields);

/* --- opening ----------------------------------------------------------------------------------------- */

static int make_side(struct ctx *c, struct id household, enum side_letter letter, enum purpose purpose, struct id *out)
{
  struct household_side s = { .household = household, .letter = letter };
  TRY(compartment_make(c, COMPARTMENT_SIDE, &s.compartment));
  TRY(involve_self(c, s.compartment, household, purpose));
  return record_insert(c, household_side, &s, out);
}

/* Who sees both sides directs; who works for one helps. */
static enum purpose purpose_of(enum my_side mine) { return mine == MY_SIDE_BOTH ? PURPOSE_DIRECTION : PURPOSE_HELP; }

int household_open(struct ctx *c, const struct household_new *n, struct id *out)
{
  const enum purpose purpose = purpose_of(n->mine);
  struct household h = { .id = id_random(c), .name = n->name && *n->name ? n->name : tr(c, N_("Household")), .opened = { c->now } };
  if (n->mine == MY_SIDE_UNKNOWN) return fail(c, ERR_INVALID, "mine", N_("Choose an answer."));
  TRY(compartment_make(c, COMPARTMENT_HOUSEHOLD, &h.compartment));
  TRY(involve_self(c, h.compartment, h.id, purpose));
  TRY(record_insert(c, household, &h, NULL));
  TRY(director_begin(c, h.id, h.compartment));
  if (n->mine != MY_SIDE_B) TRY(make_side(c, h.id, SIDE_A, purpose, NULL));
  if (n->mine != MY_SIDE_A) TRY(make_side(c, h.id, SIDE_B, purpose, NULL));
  *out = h.id;
  return OK;
}

int side_open(struct ctx *c, struct id household, enum side_letter letter, struct id *out)
{
  struct household h;
  struct household_side_list mine;
  TRY(household_get(c, household, &h));
  TRY(involvement_is_own(c, h.compartment));
  if (letter == SIDE_UNKNOWN) return fail(c, ERR_INVALID, "letter", N_("Choose an answer."));
  TRY(sides_of(c, household, &mine));
  for (size_t i = 0; i < mine.count; i++) if (mine.at[i].letter == letter) return fail(c, ERR_INVALID, "letter", N_("You work for this side already."));
  struct id new;
  struct household_side side;
  TRY(make_side(c, household, letter, PURPOSE_HELP, &new));
  TRY(side_get(c, new, &side));
  if (out) *out = new;
  return AS_PROGRAM(c, shields_same(c, h.compartment, side.compartment));
}

int household_get(struct ctx *c, struct id id, struct household *out) { return record_get(c, household, id, out); }
int side_get(struct ctx *c, struct id id, struct household_side *out) { return record_get(c, household_side, id, out); }
int member_get(struct ctx *c, struct id id, struct household_member *out) { return record_get(c, household_member, id, out); }

int household_change(struct ctx *c, const struct household *h)
{
  struct household stored, new = *h;
  TRY(household_get(c, h->id, &stored));
  new.compartment = stored.compartment;
  new.opened = stored.opened;
  new.merged_into = stored.merged_into;
  new.split_from = stored.split_from;
  return record_update(c, household, &new);
}

int side_change(struct ctx *c, const struct household_side *s)
{
  struct household_side stored, new = *s;
  TRY(side_get(c, s->id, &stored));
  new.compartment = stored.compartment;
  new.household = stored.household;
  new.letter = stored.letter;
  return record_update(c, household_side, &new);
}

/* --- reading ----------------------------------------------------------------------------------------- */

static int member_order(const void *a, const void *b)
{
  const struct household_member *const x = a, *const y = b;
  if (x->role != y->role) return (int)x->role - (int)y->role;
  const int names = strcmp(x->shared_name ? x->shared_name : "", y->shared_name ? y->shared_name : "");
  return names ? names : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static int membership_order(const void *a, const void *b)
{
  const struct membership *const x = a, *const y = b;
  return x->role != y->role ? (int)x->role - (int)y->role : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static int side_order(const void *a, const void *b)
{
  const struct household_side *const x = a, *const y = b;
  return x->letter != y->letter ? (int)x->letter - (int)y->letter : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

enum { MERGES_MOST = 16 };

/* The household that it is part of now. */
static int newest_of(struct ctx *c, struct id id, struct household *out)
{
  struct household h;
  TRY(household_get(c, id, &h));
  for (int i = 0; id_known(h.merged_into) && i < MERGES_MOST; i++) TRY(household_get(c, h.merged_into, &h));
  *out = h;
  return OK;
}

/* Whoever may not read the shared part any more (a ground was withdrawn) keeps the own side, under a name that says nothing. */
static int own_sides_only(struct ctx *c, struct id id, struct household *out)
{
  struct household_side_list sides;
  TRY(sides_of(c, id, &sides));
  if (!sides.count) return not_there(c);
  c->error = (struct error){ 0 };
  *out = (struct household){ .id = id, .name = tr(c, N_("Household")) };
  return OK;
}

int household_now(struct ctx *c, struct id id, struct household *out)
{
  const int rc = newest_of(c, id, out);
  return rc == ERR_NOT_FOUND ? own_sides_only(c, id, out) : rc;
}

/* Those that were merged into it, and into those. */
static int earlier_of(struct ctx *c, struct id household, struct household_list *out)
{
  struct household_list found = { .at = arena_new(&c->arena, struct household, MERGES_MOST) };
  struct id next = household;
  for (size_t i = 0; ; i++) {
    struct household_list some;
    TRY(merged_into(c, next, &some));
    for (size_t k = 0; k < some.count && found.count < MERGES_MOST; k++) found.at[found.count++] = some.at[k];
    if (i == found.count) break;
    next = found.at[i].id;
  }
  *out = found;
  return OK;
}

/* Each membership's person, in the same order. */
static int read_persons(struct ctx *c, struct household_file *f)
{
  struct person_list all;
  TRY(persons_of_household(c, f->household.id, &all));
  f->persons.at = arena_new(&c->arena, struct person, f->memberships.count + 1);
  for (; f->persons.count < f->memberships.count; f->persons.count++) {
    const struct person *found = NULL;
    for (size_t i = 0; i < all.count && !found; i++) if (id_same(all.at[i].id, f->memberships.at[f->persons.count].person)) found = &all.at[i];
    if (!found) return not_there(c);
    f->persons.at[f->persons.count] = *found;
  }
  return OK;
}

int household_file(struct ctx *c, struct id id, struct household_file *out)
{
  struct household_file f = { 0 };
  TRY(household_now(c, id, &f.household));
  TRY(earlier_of(c, f.household.id, &f.earlier));
  TRY(sides_of(c, f.household.id, &f.sides));
  TRY(members_of_household(c, f.household.id, &f.members));
  TRY(memberships_of_household(c, f.household.id, &f.memberships));
  if (f.sides.count) qsort(f.sides.at, f.sides.count, sizeof *f.sides.at, side_order);
  if (f.members.count) qsort(f.members.at, f.members.count, sizeof *f.members.at, member_order);
  if (f.memberships.count) qsort(f.memberships.at, f.memberships.count, sizeof *f.memberships.at, membership_order);
  TRY(read_persons(c, &f));
  *out = f;
  return OK;
}

#define FIND(LIST, FIELD, ID) \
  for (size_t i = 0; id_known(ID) && i < f->LIST.count; i++) if (id_same(f->LIST.at[i].FIELD, ID)) return &f->LIST.at[i]; \
  return NULL
const struct membership *file_membership_of(const struct household_file *f, struct id person) { FIND(memberships, person, person); }
const struct membership *file_membership_as(const struct household_file *f, struct id member) { FIND(memberships, member, member); }
const struct household_member *file_member(const struct household_file *f, struct id member) { FIND(members, id, member); }
const struct household_side *file_side(const struct household_file *f, struct id side) { FIND(sides, id, side); }

static struct id person_or_member(const struct household_file *f, struct id id)
{
  const struct membership *const m = file_membership_as(f, id);
  return m ? m->person : id;
}

bool file_same(const struct household_file *f, struct id a, struct id b) { return id_same(person_or_member(f, a), person_or_member(f, b)); }

/* --- persons on sides -------------------------------------------------------------------------------- */

static bool linked(const struct membership_list *memberships, struct id member)
{
  for (size_t i = 0; i < memberships->count; i++) if (id_same(memberships->at[i].member, member)) return true;
  return false;
}

/* The member of the household that this name means: one without a file that the actor sees, or a new one. */
static int member_for(struct ctx *c, struct id household, const struct person_new *n, struct id *out)
{
  const char *const folded = text_folded(&c->arena, n->shared_name);
  struct household_member_list members;
  struct membership_list memberships;
  TRY(members_of_household(c, household, &members));
  TRY(memberships_of_household(c, household, &memberships));
  for (size_t i = 0; i < members.count; i++) {
    const struct household_member *const m = &members.at[i];
    if (!m->shared_name || strcmp(text_folded(&c->arena, m->shared_name), folded) != 0 || linked(&memberships, m->id)) continue;
    *out = m->id;
    return OK;
  }
  return member_add(c, &(struct household_member){ .household = household, .shared_name = n->shared_name, .role = n->role }, out);
}

static int add_to_side(struct ctx *c, const struct household_side *s, const struct person *p, const struct person_new *n, struct person *out)
{
  struct person new;
  struct membership m = { .role = n->role, .relation = n->relation };
  TRY(person_make(c, p, n->role == MEMBER_CHILD, &new));
  TRY(involve_same(c, s->compartment, new.compartment, s->household));
  if (n->shared_name && *n->shared_name) TRY(member_for(c, s->household, n, &m.member));
  m.compartment = new.compartment;
  m.household = s->household;
  m.person = new.id;
  m.side = s->id;
  TRY(record_insert(c, membership, &m, NULL));
  *out = new;
  return OK;
}

static struct person asked_person(const struct person_new *n)
{
  return (struct person){ .given_names = n->given_names, .called = n->called, .prefix = n->prefix, .surname = n->surname, .birth = n->birth, .gender = n->gender };
}

int person_add_made_up(struct ctx *c, struct id side, const struct person_new *n, struct id *out)
{
  const struct person p = asked_person(n);
  struct household_side s;
  struct person new;
  TRY(side_get(c, side, &s));
  TRY(add_to_side(c, &s, &p, n, &new));
  *out = new.id;
  return OK;
}

int person_add(struct ctx *c, struct id side, const struct person_new *n, struct id *out)
{
  const struct person p = asked_person(n);
  struct household_side s;
  struct person_list alike;
  struct person new;
  TRY(side_get(c, side, &s));
  TRY(person_alike(c, &p, &alike));
  if (alike.count && n->anyway != YES) return fail(c, ERR_INVALID, "anyway", N_("You may see a file with this name and birth date already. Look there first; if it is somebody else, say yes here."));
  TRY(add_to_side(c, &s, &p, n, &new));
  TRY(possible_double_tell(c, &new, s.household, &alike));
  *out = new.id;
  return OK;
}

int person_join(struct ctx *c, struct id person, struct id side, enum member_role role, struct id *out)
{
  struct household_side s;
  struct membership m = { .person = person, .role = role };
  struct membership_list there;
  TRY(side_get(c, side, &s));
  TRY(record_place(c, person, person, &m.compartment));
  TRY(memberships_of_person(c, person, &there));
  for (size_t i = 0; i < there.count; i++)
    if (id_same(there.at[i].household, s.household)) return fail(c, ERR_INVALID, NULL, N_("This person belongs to this household already."));
  bool apart;
  TRY(person_stays_apart(c, person, side, &apart));
  if (apart) return fail(c, ERR_INVALID, "side", STAYS_APART);
  TRY(involve_also(c, s.compartment, m.compartment, s.household));
  m.household = s.household;
  m.side = s.id;
  TRY(record_insert(c, membership, &m, out));
  return shield_household(c, s.household);
}

int person_change_side(struct ctx *c, struct id membership, struct id side)
{
  struct membership m = { 0 };
  struct household_side s;
  TRY(record_get(c, membership, membership, &m));
  TRY(side_get(c, side, &s));
  if (!id_same(s.household, m.household)) return not_there(c);
  if (id_same(s.id, m.side)) return OK;
  m.side = s.id;
  TRY(record_update(c, membership, &m));
  TRY(involve_also(c, s.compartment, m.compartment, m.household));
  return involvement_end_but(c, m.compartment, s.compartment, m.household);
}

/* --- what the household knows --------------------------------------------------------------------- */

int member_add(struct ctx *c, const struct household_member *m, struct id *out)
{
  struct household_member new = *m;
  struct household h;
  TRY(household_get(c, m->household, &h));
  new.id = ID_NONE;
  new.compartment = h.compartment;
  return record_insert(c, household_member, &new, out);
}

int member_change(struct ctx *c, const struct household_member *m)
{
  struct household_member stored, new = *m;
  TRY(member_get(c, m->id, &stored));
  new.compartment = stored.compartment;
  new.household = stored.household;
  return record_update(c, household_member, &new);
}

int member_remove(struct ctx *c, struct id member) { return record_delete(c, household_member, member); }
