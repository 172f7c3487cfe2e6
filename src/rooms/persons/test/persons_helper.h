/* For tests of this room: a database, and colleagues who act in turn. */
#ifndef PERSONS_HELPER_H
#define PERSONS_HELPER_H
#include "../../../store/test/scratch.h"
#include "households.h"
#include "need_to_know.h"
#include "seal.h"

enum { REGION_WORK = 4 << 20 };

static inline struct id id_of(uint8_t n) { return (struct id){ { n, 1, 2, 3 } }; }

/* From now on colleague `n` acts, for the organisation of the same number; keys that were open are forgotten, as between requests. */
static inline void acts(struct scratch *s, uint8_t n)
{
  seal_forget(&s->c);
  s->c.readings = NULL;
  s->c.error = (struct error){ 0 };
  s->c.scope = (struct scope){ .actor = id_of(n), .organisation = id_of((uint8_t)(100 + n)), .region = "oost-brabant", .role = "team", .reach = REACH_INVOLVED };
}

/* As need to know would give it: colleague `n` is involved in that compartment. */
static inline void lets_in(struct scratch *s, uint8_t n, struct id compartment, struct id household)
{
  const struct involvement row = { .account = id_of(n), .organisation = id_of((uint8_t)(100 + n)), .compartment = compartment, .household = household,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = s->c.scope.actor };
  assert_int_equal(record_insert(&s->c, involvement, &row, NULL), OK);
}

#define MUST(call) do { const int must_ = (call); if (must_ != OK) print_error("%s: %d %s %s\n", #call, must_, s->c.error.field ? s->c.error.field : "", s->c.error.text ? s->c.error.text : ""); assert_int_equal(must_, OK); } while (0)

static inline struct id opens(struct scratch *s, enum my_side mine)
{
  struct id household;
  MUST(household_open(&s->c, &(struct household_new){ .name = "Huishouden aan het water", .mine = mine }, &household));
  return household;
}
static inline struct household_file file_of(struct scratch *s, struct id household)
{
  struct household_file f;
  MUST(household_file(&s->c, household, &f));
  return f;
}
static inline struct id adds(struct scratch *s, struct id side, const char *called, const char *surname, enum member_role role, const char *shared_name)
{
  struct id person;
  const struct date birth = { role == MEMBER_CHILD ? 20150101 : 19800229 };
  MUST(person_add(&s->c, side, &(struct person_new){ .called = called, .surname = surname, .birth = birth, .role = role, .shared_name = shared_name }, &person));
  return person;
}

/* Two parties: colleague 1 works for A, colleague 2 for B; each has a person known to the household, B also a secret address. */
struct parties { struct id household, side_a, side_b, person_a, person_b; };
static inline struct parties two_parties(struct scratch *s)
{
  struct parties p;
  acts(s, 1);
  p.household = opens(s, MY_SIDE_A);
  struct household_file f = file_of(s, p.household);
  p.side_a = f.sides.at[0].id;
  p.person_a = adds(s, p.side_a, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  lets_in(s, 2, f.household.compartment, p.household);
  acts(s, 2);
  MUST(side_open(&s->c, p.household, SIDE_B, &p.side_b));
  p.person_b = adds(s, p.side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  MUST(address_add(&s->c, &(struct address){ .person = p.person_b, .kind = ADDRESS_SHELTER, .street = "Verborgenstraat", .number = "901", .secret = YES }, NULL));
  return p;
}
/* Who works for that side works for the other too: only then is somebody joined. */
__attribute__((unused)) static void same_team(struct scratch *s, struct id from, struct id to)
{
  const enum reach own = s->c.scope.reach;
  struct household_side a, b;
  struct involvement_list rows;
  s->c.scope.reach = REACH_ALL;
  MUST(side_get(&s->c, from, &a));
  MUST(side_get(&s->c, to, &b));
  MUST(involvements_of_compartment(&s->c, a.compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct involvement row = rows.at[i];
    if (id_same(row.account, s->c.scope.actor)) continue;
    row.id = ID_NONE;
    row.compartment = b.compartment;
    row.household = b.household;
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
  s->c.scope.reach = own;
}
#endif
