#include "identity.h"
#include "accounts.h"
#include "addresses.h"
#include "involvement.h"
#include "text.h"

DEFINE_CHOICES(identity_fact, IDENTITY_FACTS)

enum { LINE_MOST = 200, FACTS_LEAST = 2 };

static const struct field check_fields[] = {
  F_REF (identity_check, person,  IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_REF (identity_check, account, IN_PROGRAM | REQUIRED, account, N_("Who")),
  F_TIME(identity_check, at,      IN_PROGRAM | REQUIRED, N_("When")),
  F_SET (identity_check, facts,   IN_PROGRAM | REQUIRED, identity_fact, N_("By which facts")),
};
const struct record identity_check_record = SEALED_RECORD(identity_check, check_fields);

static const struct field ask_fields[] = {
  F_DATE(identity_ask, birth,       NOT_IN_FUTURE, N_("Birth date")),
  F_TEXT(identity_ask, phone,       OPTIONAL, N_("Phone"), .max = LINE_MOST),
  F_TEXT(identity_ask, postal_code, OPTIONAL, N_("Postal code"), .max = 60),
  F_TEXT(identity_ask, mail,        OPTIONAL, N_("Mail"), .max = LINE_MOST),
};
const struct record identity_ask_record = PART(identity_ask, ask_fields);

/* --- what the file holds --------------------------------------------------------------------------------- */

struct held { struct person person; struct contact_way_list ways; struct address_list addresses; };

static int look(struct ctx *c, struct id person, struct held *out)
{
  TRY(person_get(c, person, &out->person));
  TRY(contacts_of(c, person, &out->ways));
  return addresses_of(c, person, &out->addresses);
}

static struct set facts_held(const struct held *h)
{
  struct set s = { 0 };
  if (date_known(h->person.birth)) s = set_with(s, FACT_BIRTH);
  for (size_t i = 0; i < h->ways.count; i++) {
    if (h->ways.at[i].kind == CONTACT_PHONE) s = set_with(s, FACT_PHONE);
    if (h->ways.at[i].kind == CONTACT_MAIL) s = set_with(s, FACT_MAIL);
  }
  for (size_t i = 0; i < h->addresses.count; i++) if (text_known(h->addresses.at[i].postal_code)) s = set_with(s, FACT_POSTAL);
  return s;
}

static size_t how_many(struct set s)
{
  size_t n = 0;
  for (unsigned i = 1; i < identity_fact_choices.count; i++) n += set_has(s, i);
  return n;
}

/* --- whether it is asked -------------------------------------------------------------------------------------- */

static int made_it(struct ctx *c, struct id compartment, bool *out)
{
  struct involvement_list ever;
  *out = c->scope.reach == REACH_ALL;
  TRY(involvements_ever(c, compartment, &ever));
  for (size_t i = 0; i < ever.count; i++) {
    const struct involvement *const row = &ever.at[i];
    *out = *out || (id_same(row->account, c->scope.actor) && id_same(row->given_by, c->scope.actor) && row->purpose != PURPOSE_EMERGENCY);
  }
  return OK;
}

int identity_needed(struct ctx *c, struct id person, bool *out)
{
  struct held h;
  struct identity_check_list checks;
  bool sure;
  TRY(look(c, person, &h));
  TRY(made_it(c, h.person.compartment, &sure));
  TRY(identity_checks_of(c, person, &checks));
  for (size_t i = 0; i < checks.count; i++) sure = sure || id_same(checks.at[i].account, c->scope.actor);
  *out = !sure && how_many(facts_held(&h)) >= FACTS_LEAST;
  return OK;
}

int identity_must_be_sure(struct ctx *c, struct id person)
{
  bool needed;
  TRY(identity_needed(c, person, &needed));
  return needed ? fail(c, ERR_INVALID, NULL, N_("Confirm first that this is the right person, by two facts: on the page of this person.")) : OK;
}

/* --- confirming ------------------------------------------------------------------------------------------------ */

/* Letters and digits only, in one case: 1234 ab is 1234AB. */
static bool same_postal(const char *a, const char *b)
{
  for (;; a++, b++) {
    a += strspn(a, " ");
    b += strspn(b, " ");
    const char x = *a >= 'a' && *a <= 'z' ? (char)(*a - 32) : *a, y = *b >= 'a' && *b <= 'z' ? (char)(*b - 32) : *b;
    if (x != y) return false;
    if (!x) return true;
  }
}

static bool has_way(struct ctx *c, const struct held *h, enum contact_kind kind, const char *value)
{
  for (size_t i = 0; value && i < h->ways.count; i++) {
    const struct contact_way *const w = &h->ways.at[i];
    if (w->kind != kind || !w->value) continue;
    const char *const own = kind == CONTACT_PHONE ? phone_normal(&c->arena, w->value) : text_folded(&c->arena, w->value);
    if (own && strcmp(own, value) == 0) return true;
  }
  return false;
}

/* What was typed, and what of it is so. */
static void compare(struct ctx *c, const struct held *h, const struct identity_ask *a, struct set *typed, struct set *right)
{
  if (date_known(a->birth)) {
    *typed = set_with(*typed, FACT_BIRTH);
    if (a->birth.ymd == h->person.birth.ymd) *right = set_with(*right, FACT_BIRTH);
  }
  if (text_said(a->phone)) {
    *typed = set_with(*typed, FACT_PHONE);
    if (has_way(c, h, CONTACT_PHONE, phone_normal(&c->arena, a->phone))) *right = set_with(*right, FACT_PHONE);
  }
  if (text_said(a->mail)) {
    *typed = set_with(*typed, FACT_MAIL);
    if (has_way(c, h, CONTACT_MAIL, text_folded(&c->arena, a->mail))) *right = set_with(*right, FACT_MAIL);
  }
  if (!text_said(a->postal_code)) return;
  *typed = set_with(*typed, FACT_POSTAL);
  for (size_t i = 0; i < h->addresses.count; i++)
    if (text_known(h->addresses.at[i].postal_code) && same_postal(h->addresses.at[i].postal_code, a->postal_code)) *right = set_with(*right, FACT_POSTAL);
}

/* Trying facts is a search: it counts as one, and leaves a line. */
static int count_as_search(struct ctx *c, const struct person *p, struct date birth)
{
  struct person_list found;
  return date_known(birth) && text_known(p->surname) ? person_find(c, &(struct person_search){ .surname = p->surname, .birth = birth }, &found)
    : record_find(c, person, &found, "name_birth", "-");
}

int identity_confirm(struct ctx *c, struct id person, const struct identity_ask *a)
{
  struct held h;
  struct set typed = { 0 }, right = { 0 };
  TRY(look(c, person, &h));
  compare(c, &h, a, &typed, &right);
  if (how_many(typed) < FACTS_LEAST) return fail(c, ERR_INVALID, "birth", N_("Write at least two facts that you know of this person."));
  TRY(count_as_search(c, &h.person, a->birth));
  if (typed.bits != right.bits) return fail(c, ERR_INVALID, "birth", N_("Not all of this is so, or it is not in this file. Look whether this is the right person; ask them, do not guess."));
  const struct identity_check check = { .compartment = h.person.compartment, .person = person, .account = c->scope.actor, .at = { c->now }, .facts = right };
  return record_insert(c, identity_check, &check, NULL);
}
