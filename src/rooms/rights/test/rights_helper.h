/* For tests of rights: two parties that know nothing of one another. 1 and 4 work for Bram's side, 2 and 5 for Noor's, 3 directs. */
#ifndef RIGHTS_HELPER_H
#define RIGHTS_HELPER_H
#include "../../persons/test/persons_helper.h"
#include "assessments.h"
#include "copies.h"
#include "journal.h"
#include "places.h"

#define USED __attribute__((unused))
enum { FOR_A = 1, FOR_B, BOTH, ALSO_A, ALSO_B };
static const char her_word[] = "Kwartelkoning";                      /* stands in all that is hers, and nowhere else */

struct house { struct scratch *s; struct places places; struct parties p; struct id compartment_a, compartment_b; };

USED static void lets_in_side(struct house *h, uint8_t n, struct id person)
{
  struct membership_list at;
  struct household_side side;
  struct household shared;
  struct scratch *const s = h->s;
  struct id compartment;
  s->c.scope.reach = REACH_ALL;
  MUST(record_place(&s->c, person, person, &compartment));
  MUST(memberships_of_person(&s->c, person, &at));
  MUST(side_get(&s->c, at.at[0].side, &side));
  MUST(household_get(&s->c, at.at[0].household, &shared));
  lets_in(s, n, compartment, shared.id);
  lets_in(s, n, side.compartment, shared.id);
  lets_in(s, n, shared.compartment, shared.id);
}

USED static void her_secrets(struct house *h)
{
  struct scratch *const s = h->s;
  struct household_side side;
  acts(s, FOR_B);
  MUST(address_add(&s->c, &(struct address){ .person = h->p.person_b, .kind = ADDRESS_SHELTER, .street = "Kwartelkoningstraat", .number = "902", .secret = YES }, NULL));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = h->p.person_b, .kind = CONTACT_MAIL, .value = "kwartelkoning@voorbeeld.invalid", .safe = YES }, false, NULL));
  MUST(side_get(&s->c, h->p.side_b, &side));
  side.notes = "Kwartelkoning is veilig.";
  MUST(side_change(&s->c, &side));
  MUST(member_add(&s->c, &(struct household_member){ .household = h->p.household, .shared_name = "Kwartelkoning", .role = MEMBER_CHILD }, NULL));
}

USED static int set_up(void **state)
{
  struct house *const h = calloc(1, sizeof *h);
  assert_non_null(h);
  struct scratch *const s = h->s = scratch_with_schema();
  MUST(places_load(&s->c, NULL, &h->places));
  s->c.places = &h->places;
  h->p = two_parties(s);
  acts(s, FOR_A);
  struct household_side side;
  MUST(side_get(&s->c, h->p.side_a, &side));
  side.notes = "Bram belt elke maandag.";
  MUST(side_change(&s->c, &side));
  MUST(address_add(&s->c, &(struct address){ .person = h->p.person_a, .kind = ADDRESS_HOME, .street = "Proefstraat", .number = "900", .town = "Testdorp", .secret = NO }, NULL));
  MUST(record_place(&s->c, person, h->p.person_a, &h->compartment_a));
  lets_in_side(h, ALSO_A, h->p.person_a);
  lets_in_side(h, ALSO_B, h->p.person_b);
  acts(s, FOR_A);
  *state = h;
  return 0;
}
USED static int tear_down(void **state)
{
  struct house *const h = *state;
  scratch_free(h->s);
  free(h);
  return 0;
}

USED static struct right_ask plain_ask(const struct house *h, enum right_kind kind)
{
  return (struct right_ask){ .kind = kind, .asker = ASKER_SELF, .received = h->s->c.today, .identity = IDENTITY_KNOWN, .statement = kind == RIGHT_COPY ? NULL : "Dit klopt niet volgens mij." };
}
USED static struct id asks_for(struct house *h, struct id person, enum right_kind kind)
{
  struct scratch *const s = h->s;
  const struct right_ask a = plain_ask(h, kind);
  struct id id;
  MUST(right_ask(&s->c, person, &a, &id));
  return id;
}
USED static struct right right_now(struct house *h, struct id id)
{
  struct scratch *const s = h->s;
  struct right r;
  MUST(right_get(&s->c, id, &r));
  return r;
}
USED static struct right_item_list items_now(struct house *h, struct id id)
{
  struct scratch *const s = h->s;
  struct right r = right_now(h, id);
  struct right_item_list items;
  MUST(right_items(&s->c, &r, &items));
  return items;
}
USED static void gives_all(struct house *h, struct id id)
{
  struct scratch *const s = h->s;
  const struct right_item_list items = items_now(h, id);
  struct text_list keys = { arena_new(&s->c.arena, const char *, items.count + 1), 0 };
  for (size_t i = 0; i < items.count; i++) keys.at[keys.count++] = items.at[i].key;
  MUST(items_give(&s->c, id, &keys));
}
USED static const char *key_of_table(struct house *h, struct id id, const char *table)
{
  const struct right_item_list items = items_now(h, id);
  for (size_t i = 0; i < items.count; i++) if (strcmp(items.at[i].rec->name, table) == 0) return items.at[i].key;
  return NULL;
}
USED static struct copy copy_now(struct house *h, struct id id)
{
  struct scratch *const s = h->s;
  const struct right r = right_now(h, id);
  struct copy copy;
  MUST(copy_make(&s->c, &r, &copy));
  return copy;
}
USED static void finishes(struct house *h, struct id id)
{
  struct scratch *const s = h->s;
  MUST(copy_finish(&s->c, id, right_now(h, id).request.version));
}
USED static int gives(struct house *h, struct id id) { return copy_give(&h->s->c, id, right_now(h, id).request.version); }
#define INVALID(call, name) do { assert_int_equal((call), ERR_INVALID); assert_string_equal(s->c.error.field ? s->c.error.field : "", name); s->c.error = (struct error){ 0 }; } while (0)

/* The region's instrument about who is on side A, every question answered. */
USED static void answers_safety(struct house *h)
{
  struct scratch *const s = h->s;
  struct assessment_file f;
  struct id id;
  MUST(assessment_begin(&s->c, h->p.household, &(struct assessment_new){ .questionnaire = "safety", .about = h->p.person_a, .place = PLACE_PERSON, .day = { 20250101 } }, &id));
  MUST(assessment_read(&s->c, id, &f));
  for (size_t i = 0; i < f.definition.count; i++) {
    const struct item *const item = &f.definition.items[i];
    const char *const value = item->type == ITEM_TEXT ? "Zebravink: slaapt weer" : item->option_count ? item->options[1].code : NULL;
    if (value) MUST(answer_set(&s->c, &f.answers, i, &value, 1));
  }
  MUST(assessment_finish(&s->c, &f, &(struct assessment_end){ answers_mark(&s->c, &f.answers, 0, f.definition.count), "Nog niet genoeg" }));
}
#endif
