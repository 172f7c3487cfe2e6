#include "plan_releases.h"
#include "accounts.h"
#include "need_to_know.h"
#include "secrets.h"
#include "text.h"
#include <stdlib.h>

enum { KEY_MOST = 100, WORDS_MOST = 2000, WAS_MOST = 8000 };

#define WORDS_LABEL N_("In which words?")
static const struct field fields[] = {
  F_REF (plan_release, plan,       IN_PROGRAM | CLEAR | REQUIRED, plan, N_("Plan")),
  F_TEXT(plan_release, item,       IN_PROGRAM | MADE | REQUIRED, N_("What"), .max = KEY_MOST),
  F_REF (plan_release, person,     IN_PROGRAM | REQUIRED, person, N_("Who")),
  F_TEXT(plan_release, words,      REQUIRED | LONG, WORDS_LABEL, .max = WORDS_MOST),
  F_TEXT(plan_release, was,        IN_PROGRAM | MADE | REQUIRED | LONG, N_("What stood there"), .max = WAS_MOST),
  F_DATE(plan_release, said_on,    REQUIRED | NOT_IN_FUTURE, N_("On which day did this person say yes?")),
  F_DATE(plan_release, taken_back, IN_PROGRAM, N_("Taken back on")),
  F_REF (plan_release, writer,     IN_PROGRAM, account, N_("Written down by")),
};
const struct record plan_release_record = SEALED_RECORD(plan_release, fields);

static const struct field new_fields[] = {
  F_TEXT(release_new, item,    REQUIRED, N_("What may the family read?"), .max = KEY_MOST),
  F_REF (release_new, person,  REQUIRED, person, N_("Who says yes?"), .help = N_("Themselves, when alone. Nobody says yes for somebody else.")),
  F_TEXT(release_new, words,   LONG, WORDS_LABEL, .max = WORDS_MOST,
         .help = N_("Short sentences and plain words, read together with this person. Empty: as it stands in the plan. No address, no place, nothing that somebody else said.")),
  F_DATE(release_new, said_on, REQUIRED | NOT_IN_FUTURE, N_("On which day did this person say yes?")),
};
const struct record release_new_record = PART(release_new, new_fields);

/* --- who must say yes -------------------------------------------------------------------------------------------- */

static bool is_party(enum member_role role) { return uses_violence(role) || role == MEMBER_EXPERIENCES; }

/* Where all read, those whom all know: the same for whoever asks. A side's plan is its person's; one of the side as a whole is of its adults. */
int releasers_of(struct ctx *c, const struct plan_file *f, struct releaser_list *out)
{
  struct releaser_list list = { arena_new(&c->arena, struct releaser, f->home.file.members.count + f->persons.count + 2), 0 };
  const struct plan *const p = &f->plan;
  for (size_t i = 0; p->place == PLACE_SHARED && i < f->home.file.members.count; i++) {
    const struct household_member *const m = &f->home.file.members.at[i];
    if (is_party(m->role)) list.at[list.count++] = (struct releaser){ m->id, m->shared_name, file_membership_as(&f->home.file, m->id) != NULL };
  }
  if (p->place != PLACE_SHARED && id_known(p->person)) list.at[list.count++] = (struct releaser){ p->person, plan_whom(c, p, &f->home), case_name(c, &f->home, p->person) != NULL };
  for (size_t i = 0; p->place != PLACE_SHARED && !id_known(p->person) && i < f->persons.count; i++) {
    const struct membership *const m = &f->persons.at[i];
    if (is_party(m->role)) list.at[list.count++] = (struct releaser){ m->person, case_name(c, &f->home, m->person), true };
  }
  *out = list;
  return OK;
}

/* --- saying yes, and taking it back ---------------------------------------------------------------------------------- */

static int check_person(struct ctx *c, const struct plan_file *f, struct id person)
{
  struct releaser_list who;
  TRY(releasers_of(c, f, &who));
  for (size_t i = 0; i < who.count; i++)
    if (id_same(who.at[i].id, person))
      return who.at[i].may ? OK : fail(c, ERR_INVALID, "person", N_("You do not work with this person. A colleague who does asks them, and writes it down."));
  return fail(c, ERR_INVALID, "person", N_("Choose from the list."));
}

int release_add(struct ctx *c, struct id plan, const struct release_new *n)
{
  struct plan_file f;
  struct plan_item_list items;
  TRY(plan_open(c, plan, &f));
  TRY(plan_needs_open(c, &f.plan));
  TRY(involvement_is_own(c, f.plan.compartment));
  TRY(plan_items(c, &f, &items));
  const struct plan_item *const it = plan_item_of(&items, n->item);
  if (!it || it->release == ITEM_NEVER) return fail(c, ERR_INVALID, "item", N_("Choose from the list. What keeps somebody safe is never released."));
  TRY(check_person(c, &f, n->person));
  const char *const words = text_said(n->words) ? n->words : it->text;
  if (text_length(words, strlen(words)) > WORDS_MOST) return fail(c, ERR_INVALID, "words", N_("This is long for a paper. Write it shorter, in plain words."));
  TRY(no_secret_place(c, f.home.file.household.id, words, "words"));
  return record_insert(c, plan_release, &((struct plan_release){ .compartment = f.plan.compartment, .plan = plan, .item = it->key, .person = n->person, .words = words,
    .was = it->raw, .said_on = n->said_on, .writer = c->scope.actor }), NULL);
}

int release_get(struct ctx *c, struct id id, struct plan_release *out) { return record_get(c, plan_release, id, out); }

/* Also of a plan that is closed, and of somebody who left: a no is always heard. */
int release_take_back(struct ctx *c, struct id release, int32_t version)
{
  struct plan_release r;
  TRY(release_get(c, release, &r));
  TRY(involvement_is_own(c, r.compartment));
  r.version = version;
  if (!date_known(r.taken_back)) r.taken_back = c->today;
  return record_update(c, plan_release, &r);
}

static int newest(const void *a, const void *b)
{
  const struct plan_release *const x = a, *const y = b;
  return x->said_on.ymd != y->said_on.ymd ? y->said_on.ymd - x->said_on.ymd : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int releases_of(struct ctx *c, struct id plan, struct plan_release_list *out)
{
  TRY(releases_in(c, plan, out));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest);
  return OK;
}

bool release_holds(const struct plan_release *r, const struct plan_item_list *items)
{
  const struct plan_item *const it = plan_item_of(items, r->item);
  return it && it->release != ITEM_NEVER && !date_known(r->taken_back) && strcmp(it->raw, r->was) == 0;
}

/* --- what the family reads ---------------------------------------------------------------------------------------------- */

static const struct plan_release *said_yes(const struct plan_release_list *all, const struct plan_item_list *items, const char *key, struct id person, const char *words)
{
  for (size_t i = 0; i < all->count; i++) {
    const struct plan_release *const r = &all->at[i];
    if (strcmp(r->item, key) == 0 && id_same(r->person, person) && release_holds(r, items) && (!words || strcmp(words, r->words) == 0)) return r;
  }
  return NULL;
}

/* Words to which everybody said yes; NULL: there are none. */
static const char *agreed_words(const struct plan_release_list *all, const struct plan_item_list *items, const char *key, const struct releaser_list *who)
{
  for (size_t i = 0; who->count && i < all->count; i++) {
    const struct plan_release *const r = &all->at[i];
    if (strcmp(r->item, key) != 0 || !id_same(r->person, who->at[0].id) || !release_holds(r, items)) continue;
    bool everybody = true;
    for (size_t k = 1; k < who->count; k++) everybody &= said_yes(all, items, key, who->at[k].id, r->words) != NULL;
    if (everybody) return r->words;
  }
  return NULL;
}

int family_items(struct ctx *c, const struct plan_file *f, struct plan_item_list *out)
{
  struct plan_item_list items, family;
  struct plan_release_list all;
  struct releaser_list who;
  TRY(plan_items(c, f, &items));
  TRY(releases_of(c, f->plan.id, &all));
  TRY(releasers_of(c, f, &who));
  family = (struct plan_item_list){ arena_new(&c->arena, struct plan_item, items.count + 1), 0 };
  for (size_t i = 0; i < items.count; i++) {
    const char *const words = items.at[i].stays ? NULL : agreed_words(&all, &items, items.at[i].key, &who);
    if (!words) continue;
    int rc = no_secret_place(c, f->home.file.household.id, words, NULL);       /* an address may have become secret since */
    if (rc == OK) rc = no_secret_for(c, f->plan.compartment, words, NULL);
    if (rc == ERR_INVALID) { c->error = (struct error){ 0 }; continue; }
    TRY(rc);
    family.at[family.count] = items.at[i];
    family.at[family.count++].text = words;
  }
  *out = family;
  return OK;
}

int release_stands(struct ctx *c, const struct plan_release *r, bool *out)
{
  struct plan_file f;
  struct plan_item_list family;
  *out = false;
  if (date_known(r->taken_back)) return OK;
  const int rc = plan_open(c, r->plan, &f);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(family_items(c, &f, &family));
  const struct plan_item *const it = plan_item_of(&family, r->item);
  *out = it && strcmp(it->text, r->words) == 0 && strcmp(it->raw, r->was) == 0;
  return OK;
}
