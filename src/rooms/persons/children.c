#include "children.h"
#include "accounts.h"
#include "calendar.h"
#include "involvement.h"
#include "seal.h"
#include "tasks.h"
#include "text.h"

DEFINE_CHOICES(child_wish_kind, CHILD_WISHES)
DEFINE_CHOICES(authority, AUTHORITIES)
DEFINE_CHOICES(access_decision, ACCESS_DECISIONS)

enum { NAME_MOST = 100, LINE_MOST = 200, WORDS_MOST = 4000, ADULT_MONTHS = 18 * 12 };

static const struct field wish_fields[] = {
  F_REF (child_wish, person,   IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_TEXT(child_wish, about,    REQUIRED, N_("Contact with whom"), .max = NAME_MOST, .help = N_("For example: father. Write down each parent apart.")),
  F_ENUM(child_wish, wish,     REQUIRED, child_wish_kind, N_("What does the child want?")),
  F_TEXT(child_wish, words,    LONG, N_("In the child's own words"), .max = WORDS_MOST, .help = N_("As literally as you can. What you think of it belongs in the notes of your side.")),
  F_DATE(child_wish, said_on,  REQUIRED | NOT_IN_FUTURE, N_("Said on")),
  F_TEXT(child_wish, asked_by, REQUIRED, N_("Asked by"), .max = LINE_MOST, .help = N_("Who asked, and who was there. A parent who was in the room changes what a child says.")),
};
const struct record child_wish_record = SEALED_RECORD(child_wish, wish_fields);

static const struct field trust_fields[] = {
  F_REF (child_trust, person,         IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_TEXT(child_trust, trusted_name,   OPTIONAL, N_("Trusted person"), .max = NAME_MOST, .help = N_("Chosen by the child: a teacher, an aunt, a neighbour.")),
  F_TEXT(child_trust, trusted_reach,  OPTIONAL, N_("How to reach the trusted person"), .max = LINE_MOST),
  F_ENUM(child_trust, authority,      OPTIONAL, authority, N_("Who has parental authority?")),
  F_TEXT(child_trust, authority_note, LONG, N_("Which parent or guardian, since when, by which decision"), .max = 2000),
};
const struct record child_trust_record = SEALED_RECORD(child_trust, trust_fields);

static const struct field access_fields[] = {
  F_REF (parent_access, person,     IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_TEXT(parent_access, parent,     REQUIRED, N_("Which parent"), .max = NAME_MOST),
  F_ENUM(parent_access, decision,   REQUIRED, access_decision, N_("May this parent see the child's file?")),
  F_TEXT(parent_access, reason,     REQUIRED | LONG, N_("Why"), .max = WORDS_MOST,
    .help = N_("What seeing it would do to the safety of the child and of the other parent; what the child wants; which part, if partly.")),
  F_DATE(parent_access, weighed_on, REQUIRED | NOT_IN_FUTURE, N_("Weighed on")),
  F_REF (parent_access, weighed_by, IN_PROGRAM | REQUIRED, account, N_("Weighed by")),
};
const struct record parent_access_record = SEALED_RECORD(parent_access, access_fields);

static const struct field birth_fields[] = { F_DATE(child_birth, birth, IN_PROGRAM, N_("Birth date")) };
const struct record child_birth_record = { .name = "person", .count = COUNT(birth_fields), .fields = birth_fields, .size = sizeof(struct child_birth), .protection = SEALED };

int is_child(struct ctx *c, const struct person *p, bool *out)
{
  struct compartment what;
  TRY(compartment_get(c, p->compartment, &what));
  *out = what.kind == COMPARTMENT_CHILD;
  return OK;
}

struct date adult_since(struct date birth) { return date_plus_months(birth, ADULT_MONTHS); }

/* Where a child's own lies. ERR_NOT_FOUND: not the actor's to see, or no child's file. */
static int place_of(struct ctx *c, struct id person, struct id *compartment)
{
  struct compartment what;
  TRY(record_place(c, person, person, compartment));
  TRY(compartment_get(c, *compartment, &what));
  return what.kind == COMPARTMENT_CHILD ? OK : not_there(c);
}

int child_wish_add(struct ctx *c, const struct child_wish *w, struct id *out)
{
  struct child_wish new = *w;
  TRY(place_of(c, w->person, &new.compartment));
  new.id = ID_NONE;
  return record_insert(c, child_wish, &new, out);
}

static int changed(struct ctx *c) { return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at the new version first.")); }

int child_trust_save(struct ctx *c, const struct child_trust *t)
{
  struct child_trust stored, new = *t;
  TRY(place_of(c, t->person, &new.compartment));
  TRY(child_trust_of(c, t->person, &stored));
  if (!id_known(stored.id)) return t->version ? changed(c) : record_insert(c, child_trust, &new, NULL);
  if (!t->version) return changed(c);
  new.id = stored.id;
  return record_update(c, child_trust, &new);
}

int parent_access_add(struct ctx *c, const struct parent_access *a, struct id *out)
{
  struct parent_access new = *a;
  TRY(place_of(c, a->person, &new.compartment));
  new.id = ID_NONE;
  new.weighed_by = c->scope.actor;
  return record_insert(c, parent_access, &new, out);
}

/* --- becoming an adult -------------------------------------------------------------------------------------------------- */

static int tell_workers(struct ctx *c, const struct child_birth *b)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, b->compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const r = &rows.at[i];
    if (r->purpose == PURPOSE_EMERGENCY) continue;
    TRY(task_add(c, &(struct task){ .account = r->account, .organisation = r->organisation, .kind = TASK_TURNS_ADULT, .about = b->id, .due = adult_since(b->birth) }));
  }
  return OK;
}

static int tell_page(struct ctx *c, struct id after, struct child_birth_list *page)
{
  const struct date last = date_plus_days(c->today, ADULT_SOON_DAYS);
  TRY(child_births(c, after, page));
  for (size_t i = 0; i < page->count; i++) {
    const struct date day = date_known(page->at[i].birth) ? adult_since(page->at[i].birth) : DATE_UNKNOWN;
    if (date_known(day) && !date_before(day, c->today) && !date_before(last, day)) TRY(tell_workers(c, &page->at[i]));
  }
  return OK;
}

int children_tell_adults(struct ctx *c)
{
  struct reading *const before = c->readings;                /* the program looked at a date; who looks at a file is what the journal is for */
  struct child_birth_list page = { .count = BIRTHS_A_PAGE };
  struct id after = { .b = { [sizeof after.b - 1] = 1 } };  /* before every other: no id at all would be unknown to the database */
  while (page.count == BIRTHS_A_PAGE) {
    TRY(tell_page(c, after, &page));
    c->readings = before;
    if (page.count) after = page.at[page.count - 1].id;
  }
  return OK;
}
