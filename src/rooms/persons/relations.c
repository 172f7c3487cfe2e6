#include "relations.h"
#include "households_store.h"
#include "need_to_know.h"
#include "relations_store.h"
#include "text.h"

DEFINE_CHOICES(relation_kind, KIN_KINDS)

enum { NAME_MOST = 100, NOTE_MOST = 2000 };

/* --- declarations ------------------------------------------------------------------------------------- */

/* An end is a person or a member of a household: both are ids. */
static const struct record end_record = { .name = "person or household_member" };
static const struct record readers_record = { .name = "household or household_side" };

/* What is asked of a new one and of one that is there. */
#define KIN_FIELDS_(T) \
  F_TEXT(T, other_name, OPTIONAL, N_("Of somebody else, by name"), .max = NAME_MOST, \
    .help = N_("Only for somebody without a file whom the household does not know: a grandmother, a new partner. Only your side reads it.")), \
  F_DATE(T, since,    NOT_IN_FUTURE, N_("Since")), \
  F_DATE(T, until,    NOT_IN_FUTURE, N_("Until"), .help = N_("When it ended. It stays readable.")), \
  F_ENUM(T, together, OPTIONAL, yes_no, N_("Do these two live together now?")), \
  F_TEXT(T, note,     LONG, N_("Note"), .max = NOTE_MOST)

static const struct field fields[] = {
  F_REF (kin_relation, one,   IN_PROGRAM | REQUIRED, end, N_("Who")),
  F_ENUM(kin_relation, kind,  REQUIRED, relation_kind, N_("What is this person?")),
  F_REF (kin_relation, other, IN_PROGRAM, end, N_("Of whom")),
  KIN_FIELDS_(kin_relation),
};
const struct record kin_relation_record = SEALED_RECORD(kin_relation, fields);

static const struct field new_fields[] = {
  F_REF (relation_new, one,   REQUIRED, end, N_("Who")),
  F_ENUM(relation_new, kind,  REQUIRED, relation_kind, N_("What is this person?")),
  F_REF (relation_new, other, OPTIONAL, end, N_("Of whom")),
  KIN_FIELDS_(relation_new),
  F_REF (relation_new, readers, REQUIRED, readers, N_("Who reads this?"),
    .help = N_("Everybody who works with this household: only if both parties know it. If in doubt: your own side.")),
};
const struct record relation_new_record = PART(relation_new, new_fields);

/* --- whom it can be between ------------------------------------------------------------------------------ */

static struct kin kin_of_person(struct ctx *c, const struct person *p, struct id member)
{
  const char *const first = text_known(p->called) ? p->called : text_known(p->given_names) ? p->given_names : NULL;
  return (struct kin){ .id = p->id, .person = p->id, .member = member, .name = person_name(c, p), .short_name = first ? first : person_name(c, p),
    .gender = p->gender, .birth = p->birth, .died = p->deceased == YES };
}

static struct kin kin_of_member(const struct household_member *m)
{
  return (struct kin){ .id = m->id, .member = m->id, .name = m->shared_name, .short_name = m->shared_name };
}

/* Where somebody stands in the list; count: nowhere. */
static size_t place_of(const struct kin_list *list, struct id id)
{
  size_t i = 0;
  while (i < list->count && !(id_known(id) && (id_same(list->at[i].id, id) || id_same(list->at[i].member, id)))) i++;
  return i;
}

enum { NAMES_MOST = 200 };

int kin_of(struct ctx *c, const struct household_file *f, struct kin_list *out)
{
  struct kin_list list = { arena_new(&c->arena, struct kin, f->memberships.count + f->members.count + NAMES_MOST + 1), 0 };
  for (size_t i = 0; i < f->memberships.count; i++)
    if (place_of(&list, f->persons.at[i].id) == list.count) list.at[list.count++] = kin_of_person(c, &f->persons.at[i], f->memberships.at[i].member);
  for (size_t i = 0; i < f->members.count; i++)
    if (place_of(&list, f->members.at[i].id) == list.count) list.at[list.count++] = kin_of_member(&f->members.at[i]);
  *out = list;
  return OK;
}

/* --- writing --------------------------------------------------------------------------------------------- */

static int check_dates(struct ctx *c, struct date since, struct date until)
{
  return date_known(since) && date_known(until) && date_before(until, since) ? fail(c, ERR_INVALID, "until", N_("This date is before the first one.")) : OK;
}

/* Everybody is to read it: only about those whom the household knows, under the name that it knows. */
static int put_in_shared(struct ctx *c, const struct household_file *f, const struct kin *one, const struct kin *other, struct kin_relation *new)
{
  if (!id_known(f->household.compartment)) return not_there(c);
  TRY(involvement_is_own(c, f->household.compartment));
  if (!id_known(one->member)) return fail(c, ERR_INVALID, "one", N_("The household does not know this person. Add them first as somebody whom all sides know, or let only your side read this."));
  if (!other || !id_known(other->member))
    return fail(c, ERR_INVALID, "other", N_("The household does not know this person. Add them first as somebody whom all sides know, or let only your side read this."));
  new->compartment = f->household.compartment;
  new->one = one->member;
  new->other = other->member;
  return OK;
}

static int put_on_side(struct ctx *c, const struct household_file *f, struct id side, struct kin_relation *new)
{
  const struct household_side *const own = file_side(f, side);
  if (!own) return fail(c, ERR_INVALID, "readers", N_("Choose from the list."));
  TRY(involvement_is_own(c, own->compartment));
  new->compartment = own->compartment;
  return OK;
}

int relation_add_in(struct ctx *c, const struct household_file *f, const struct relation_new *n, struct id *out)
{
  struct kin_relation new = { .kind = n->kind, .since = n->since, .until = n->until, .together = n->together, .note = n->note };
  struct kin_list kin;
  TRY(kin_of(c, f, &kin));
  const size_t one = place_of(&kin, n->one), other = place_of(&kin, n->other);
  if (one == kin.count) return fail(c, ERR_INVALID, "one", N_("Choose from the list."));
  if (id_known(n->other) ? other == kin.count : !text_said(n->other_name)) return fail(c, ERR_INVALID, "other", N_("Choose of whom, or write a name."));
  if (id_known(n->other) && text_said(n->other_name)) return fail(c, ERR_INVALID, "other_name", N_("Choose somebody from the list, or write a name: not both."));
  if (one == other) return fail(c, ERR_INVALID, "other", N_("Choose two different persons."));
  TRY(check_dates(c, n->since, n->until));
  new.one = kin.at[one].id;
  new.other = other < kin.count ? kin.at[other].id : ID_NONE;
  new.other_name = id_known(new.other) ? NULL : n->other_name;
  if (id_same(n->readers, f->household.id)) TRY(put_in_shared(c, f, &kin.at[one], other < kin.count ? &kin.at[other] : NULL, &new));
  else TRY(put_on_side(c, f, n->readers, &new));
  return record_insert(c, kin_relation, &new, out);
}

int relation_add(struct ctx *c, struct id household, const struct relation_new *n, struct id *out)
{
  struct household_file f;
  TRY(household_file(c, household, &f));
  return relation_add_in(c, &f, n, out);
}

int relation_get(struct ctx *c, struct id id, struct kin_relation *out) { return record_get(c, kin_relation, id, out); }

int relation_change(struct ctx *c, const struct kin_relation *r)
{
  struct kin_relation stored, new = *r;
  TRY(relation_get(c, r->id, &stored));
  TRY(check_dates(c, r->since, r->until));
  new.compartment = stored.compartment;
  new.one = stored.one;
  new.other = stored.other;
  if (id_known(stored.other)) new.other_name = NULL;
  else if (!text_said(r->other_name)) return fail(c, ERR_INVALID, "other_name", N_("Write a name."));
  return record_update(c, kin_relation, &new);
}

int relation_remove(struct ctx *c, struct id id) { return record_delete(c, kin_relation, id); }

int relation_household(struct ctx *c, const struct kin_relation *r, struct household *out)
{
  struct household_list households;
  struct household_side_list sides;
  TRY(households_in(c, r->compartment, &households));
  if (households.count) return household_now(c, households.at[0].id, out);
  TRY(sides_in(c, r->compartment, &sides));
  return sides.count ? household_now(c, sides.at[0].household, out) : not_there(c);
}

/* --- reading --------------------------------------------------------------------------------------------- */

/* Somebody of another household of theirs, or whom only a household knows that this one was split from. ERR_NOT_FOUND: not theirs to see. */
static int kin_elsewhere(struct ctx *c, struct id id, struct kin *out)
{
  struct person p;
  struct household_member m;
  const int rc = person_get(c, id, &p);
  if (rc == OK) *out = kin_of_person(c, &p, ID_NONE);
  if (!absent(c, rc)) return rc;
  TRY(member_get(c, id, &m));
  *out = kin_of_member(&m);
  return OK;
}

/* The place of an end; added if it is not there yet. `*found` false: the actor may not know it. */
static int find_end(struct ctx *c, struct kin_list *kin, size_t most, struct id id, size_t *at, bool *found)
{
  *at = place_of(kin, id);
  *found = *at < kin->count;
  if (*found || kin->count == most) return OK;
  const int rc = kin_elsewhere(c, id, &kin->at[kin->count]);
  *found = rc == OK;
  if (*found) kin->count++;
  return absent(c, rc) ? OK : rc;
}

/* Who has only a name: the same name of the same side is the same person. */
static bool find_named(struct ctx *c, struct kin_list *kin, size_t most, const struct kin_relation *r, size_t *at)
{
  const char *const name = r->other_name;
  const char *const folded = text_folded(&c->arena, name);
  for (*at = 0; *at < kin->count; ++*at)
    if (id_same(kin->at[*at].named_in, r->compartment) && strcmp(text_folded(&c->arena, kin->at[*at].name), folded) == 0) return true;
  if (kin->count == most) return false;
  kin->at[kin->count++] = (struct kin){ .named_in = r->compartment, .name = name, .short_name = name };
  return true;
}

static int add_relations(struct ctx *c, struct family *out, size_t most, struct id compartment, enum side_letter side)
{
  struct kin_relation_list list;
  if (!id_known(compartment)) return OK;
  TRY(relations_in(c, compartment, &list));
  struct known_relation *const at = arena_new(&c->arena, struct known_relation, out->relations.count + list.count + 1);
  if (out->relations.count) memcpy(at, out->relations.at, out->relations.count * sizeof *at);
  out->relations.at = at;
  for (size_t i = 0; i < list.count; i++) {
    struct known_relation one = { .relation = list.at[i], .side = side };
    bool first, second;
    TRY(find_end(c, &out->kin, most, list.at[i].one, &one.one, &first));
    if (id_known(list.at[i].other)) TRY(find_end(c, &out->kin, most, list.at[i].other, &one.other, &second));
    else second = text_known(list.at[i].other_name) && find_named(c, &out->kin, most, &list.at[i], &one.other);
    if (first && second) out->relations.at[out->relations.count++] = one;
  }
  return OK;
}

enum { MERGES_MOST = 16 };

/* Of those that were merged into it, and into those. */
static int add_earlier(struct ctx *c, struct family *out, size_t most, const struct household_list *earlier, int deep)
{
  for (size_t i = 0; i < earlier->count && deep < MERGES_MOST; i++) {
    struct household_list before;
    TRY(add_relations(c, out, most, earlier->at[i].compartment, SIDE_UNKNOWN));
    TRY(merged_into(c, earlier->at[i].id, &before));
    TRY(add_earlier(c, out, most, &before, deep + 1));
  }
  return OK;
}

int family_of(struct ctx *c, const struct household_file *f, struct family *out)
{
  struct family found = { 0 };
  TRY(kin_of(c, f, &found.kin));
  const size_t most = found.kin.count + NAMES_MOST;
  TRY(add_relations(c, &found, most, f->household.compartment, SIDE_UNKNOWN));
  TRY(add_earlier(c, &found, most, &f->earlier, 0));
  for (size_t i = 0; i < f->sides.count; i++) TRY(add_relations(c, &found, most, f->sides.at[i].compartment, f->sides.at[i].letter));
  *out = found;
  return OK;
}

/* --- as a drawing ------------------------------------------------------------------------------------------- */

/* Which end stands above: a child of somebody is a parent turned round. */
static struct genogram_tie tie_of(const struct known_relation *r)
{
  static const struct { enum genogram_tie_kind kind; bool turned; } as[] = {
    [KIN_UNKNOWN] = { TIE_OTHER }, [KIN_PARTNER] = { TIE_COUPLE }, [RELATION_EX_PARTNER] = { TIE_COUPLE }, [KIN_PARENT] = { TIE_PARENT }, [KIN_CHILD] = { TIE_PARENT, true },
    [KIN_STEP_PARENT] = { TIE_CARER }, [KIN_STEP_CHILD] = { TIE_CARER, true }, [KIN_FOSTER_PARENT] = { TIE_CARER }, [KIN_FOSTER_CHILD] = { TIE_CARER, true },
    [KIN_SIBLING] = { TIE_SIBLING }, [KIN_STEP_SIBLING] = { TIE_SIBLING }, [KIN_GRANDPARENT] = { TIE_GRAND }, [KIN_GRANDCHILD] = { TIE_GRAND, true },
    [KIN_GUARDIAN] = { TIE_CARER }, [KIN_OTHER] = { TIE_OTHER } };
  const enum relation_kind kind = r->relation.kind;
  const size_t a = as[kind].turned ? r->other : r->one, b = as[kind].turned ? r->one : r->other;
  return (struct genogram_tie){ .a = a, .b = b, .kind = as[kind].kind, .ended = date_known(r->relation.until) || kind == RELATION_EX_PARTNER, .together = r->relation.together == YES };
}

static struct genogram_tie *same_tie(struct genogram_tie *at, size_t count, const struct genogram_tie *t)
{
  for (size_t i = 0; i < count; i++) {
    const bool turned = at[i].a == t->b && at[i].b == t->a && (t->kind == TIE_COUPLE || t->kind == TIE_SIBLING || t->kind == TIE_OTHER);
    if (at[i].kind == t->kind && ((at[i].a == t->a && at[i].b == t->b) || turned)) return &at[i];
  }
  return NULL;
}

struct genogram_ties family_ties(struct ctx *c, const struct family *f)
{
  struct genogram_tie *const at = arena_new(&c->arena, struct genogram_tie, f->relations.count + 1);
  size_t count = 0;
  for (size_t i = 0; i < f->relations.count; i++) {
    const struct genogram_tie t = tie_of(&f->relations.at[i]);
    struct genogram_tie *const there = same_tie(at, count, &t);
    if (!there) { at[count++] = t; continue; }
    there->ended = there->ended && t.ended;                  /* partners once more, after a time apart */
    there->together = there->together || t.together;
  }
  return (struct genogram_ties){ at, count };
}
