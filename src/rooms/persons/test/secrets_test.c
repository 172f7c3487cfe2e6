/* The guard over secret places: every text of every sealed record there is, by the declared fields, in every kind of compartment. A record that is made
 * tomorrow is held as well; a text that the program makes has its line here. */
#include "world.h"
#include "row_guard.h"
#include "journal.h"
#include "partner_safety.h"
#include "secrets.h"

enum { TEAM, SHELTER, STRANGER, DIRECTOR };

static struct world *w;
static struct scratch *s;
static struct id household, side_a, side_b, bram, noor, shared, of_a, of_b, of_bram, of_noor, apart;
static const char *const secrets[] = { "Zij is aan de Verborgen-straat", "Post naar 5141ab", "Zij zit in Waalwijk.", "Bel +31 6-12 34 56 78", "Mail NOOR@voorbeeld.INVALID maar" };

static void works_too(size_t n, const struct id *compartments, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const struct involvement row = { .account = w->at[n].account, .organisation = w->at[n].organisation, .compartment = compartments[i], .household = household,
      .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = w->at[DIRECTOR].account };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
}

static struct id compartment_of(struct id person)
{
  struct id at;
  MUST(record_place(&s->c, person, person, &at));
  return at;
}

/* The director opens all; the team works for Bram, the shelter for Noor. A referral of Bram's lies apart. */
static int set_up(void **state)
{
  w = world_new();
  s = w->s;
  (void)state;
  as(w, DIRECTOR);
  household = opens(s, MY_SIDE_BOTH);
  const struct household_file f = file_of(s, household);
  side_a = f.sides.at[0].id;
  side_b = f.sides.at[1].id;
  shared = f.household.compartment;
  of_a = f.sides.at[0].compartment;
  of_b = f.sides.at[1].compartment;
  works_too(TEAM, (const struct id[]){ shared, of_a }, 2);
  works_too(SHELTER, (const struct id[]){ shared, of_b }, 2);
  bram = adds(s, side_a, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  noor = adds(s, side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  of_bram = compartment_of(bram);
  of_noor = compartment_of(noor);
  MUST(compartment_make(&s->c, COMPARTMENT_REFERRAL, &apart));
  works_too(DIRECTOR, &apart, 1);
  works_too(TEAM, &apart, 1);
  MUST(record_insert(&s->c, referral_home, &((struct referral_home){ .compartment = apart, .referral = id_of(77), .person = bram, .household = household }), NULL));
  MUST(address_add(&s->c, &(struct address){ .person = noor, .kind = ADDRESS_SHELTER, .street = "Verborgenstraat", .number = "901", .postal_code = "5141 AB",
    .town = "Waalwijk", .secret = YES }, NULL));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = noor, .kind = CONTACT_PHONE, .value = "06 12345678", .safe = YES }, false, &(struct id){ { 0 } }));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = noor, .kind = CONTACT_MAIL, .value = "noor@voorbeeld.invalid", .safe = YES }, false, &(struct id){ { 0 } }));
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

/* A row with that one text in that compartment; where it refers to a person, to Bram. */
static void *row_with(const struct record *rec, const struct field *f, struct id compartment, const char *text)
{
  char *const row = arena_alloc(&s->c.arena, rec->size);
  memcpy(row + sizeof(struct id) + sizeof(int32_t), &compartment, sizeof compartment);
  for (size_t i = 0; i < rec->count; i++)
    if (rec->fields[i].kind == FIELD_REF && strcmp(rec->fields[i].target->name, "person") == 0) *(struct id *)field_in(&rec->fields[i], row) = bram;
  *(const char **)field_in(f, row) = text;
  return row;
}

static int held(const struct record *rec, const struct field *f, struct id compartment, const char *text)
{
  s->c.error = (struct error){ 0 };
  const int rc = row_guard(&s->c, rec, NULL, row_with(rec, f, compartment, text));
  if (rc != OK) assert_string_equal(s->c.error.field, f->name);
  return rc;
}

static bool free_record(const struct record *rec) { return rec == &address_record || rec == &contact_way_record; }

typedef void each_text(const struct record *rec, const struct field *f);
static size_t each_sealed_text(each_text *each)
{
  const struct records all = all_records(&s->c.arena, rooms);
  size_t n = 0;
  for (size_t r = 0; r < all.count; r++) {
    const struct record *const rec = all.at[r];
    for (size_t i = 0; rec->protection == SEALED && !free_record(rec) && i < rec->count; i++) {
      if (rec->fields[i].kind != FIELD_TEXT || rec->fields[i].flags & MADE) continue;
      each(rec, &rec->fields[i]);
      n++;
    }
  }
  return n;
}

static void wrong_at(const struct record *rec, const struct field *f, const char *where, const char *text)
{
  print_error("%s.%s, %s: \"%s\"\n", rec->name, f->name, where, text);
  assert_true(false);
}

static void is_held_where_others_read(const struct record *rec, const struct field *f)
{
  const struct { const char *name; struct id at; } places[] = { { "shared", shared }, { "the other side", of_a }, { "the other person", of_bram } };
  for (size_t p = 0; p < COUNT(places); p++)
    for (size_t i = 0; i < COUNT(secrets); i++)
      if (held(rec, f, places[p].at, secrets[i]) != ERR_INVALID) wrong_at(rec, f, places[p].name, secrets[i]);
  if (held(rec, f, of_a, "Zij is veilig, en belt morgen om 12.30 uur.") != OK) wrong_at(rec, f, "the other side", "nothing secret");
}

static void every_text_of_every_record_is_held_where_others_read_it(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  assert_true(each_sealed_text(is_held_where_others_read) > 120);
}

static void is_free_on_the_own_side(const struct record *rec, const struct field *f)
{
  for (size_t i = 0; i < COUNT(secrets); i++) {
    if (held(rec, f, of_b, secrets[i]) != OK) wrong_at(rec, f, "the own side", secrets[i]);
    if (held(rec, f, of_noor, secrets[i]) != OK) wrong_at(rec, f, "the own person", secrets[i]);
  }
}

static void the_own_side_and_the_person_write_what_they_know(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  (void)each_sealed_text(is_free_on_the_own_side);
  as(w, SHELTER);
  (void)each_sealed_text(is_free_on_the_own_side);
}

/* Whoever works for his side only hears nothing, whatever there is to hear. */
static void is_free_for_who_knows_nothing(const struct record *rec, const struct field *f)
{
  for (size_t i = 0; i < COUNT(secrets); i++) {
    if (held(rec, f, of_a, secrets[i]) != OK) wrong_at(rec, f, "the team on its side", secrets[i]);
    if (held(rec, f, shared, secrets[i]) != OK) wrong_at(rec, f, "the team in what all read", secrets[i]);
  }
}

static void who_works_for_one_side_gets_the_same_answer_whatever_the_other_wrote(void **state)
{
  (void)state;
  as(w, TEAM);
  (void)each_sealed_text(is_free_for_who_knows_nothing);
  assert_null(s->c.readings);
}

/* The program in somebody's name knows no more than they do. */
static void the_program_in_somebodys_name_tells_no_more(void **state)
{
  (void)state;
  as(w, TEAM);
  s->c.scope.reach = REACH_ALL;
  (void)each_sealed_text(is_free_for_who_knows_nothing);
}

static void is_held_apart(const struct record *rec, const struct field *f)
{
  bool of_person = rec->about && strcmp(rec->about->rec->name, "referral_home") == 0;
  for (size_t i = 0; i < rec->count; i++) of_person = of_person || (rec->fields[i].kind == FIELD_REF && strcmp(rec->fields[i].target->name, "person") == 0);
  for (size_t i = 0; of_person && i < COUNT(secrets); i++) {
    seal_forget(&s->c);
    if (held(rec, f, apart, secrets[i]) != ERR_INVALID) wrong_at(rec, f, "apart", secrets[i]);
  }
  if (strncmp(rec->name, "referral_", 9) == 0 || strcmp(rec->name, "rights_request") == 0 || strcmp(rec->name, "peer_assignment") == 0) assert_true(of_person);
  if (strcmp(rec->name, "peer_contact") == 0) assert_non_null(rec->about);
}

static void what_a_room_keeps_apart_about_a_person_is_held_for_that_persons_side(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  (void)each_sealed_text(is_held_apart);
}

/* Keys, hashes and advice that the program makes; what is in words somewhere must not be among them. */
static void only_what_the_program_makes_is_let_be(void **state)
{
  static const char *const made[] = { "plan_release.item", "plan_release.was", "screening.answers", "screening.dont_know", "screening.rather_not", "screening.rules_version",
    "screening.advice", "referral_person.answer_at", "rights_request.about", "rights_request.digest", "rights_copy.digest", "rights_copy.items", "rights_decision.item" };
  const struct records all = all_records(&s->c.arena, rooms);
  size_t n = 0;
  (void)state;
  for (size_t r = 0; r < all.count; r++) {
    for (size_t i = 0; i < all.at[r]->count; i++) {
      const struct field *const f = &all.at[r]->fields[i];
      bool known = false;
      if (!(f->flags & MADE)) continue;
      for (size_t k = 0; k < COUNT(made); k++) known = known || strcmp(made[k], JOIN(&s->c.arena, all.at[r]->name, ".", f->name)) == 0;
      if (!known) wrong_at(all.at[r], f, "flags", "MADE, and not in this list");
      n++;
    }
  }
  assert_int_equal(n, COUNT(made));
}

/* --- what counts ------------------------------------------------------------------------------------------------------- */

static int side_note(struct id side, const char *text)
{
  struct household_side row;
  MUST(side_get(&s->c, side, &row));
  row.notes = text;
  return side_change(&s->c, &row);
}
#define HELD(call, on) do { assert_int_equal((call), ERR_INVALID); assert_string_equal(s->c.error.field, (on)); s->c.error = (struct error){ 0 }; } while (0)

static void a_town_counts_unless_the_household_is_known_to_live_there(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  HELD(side_note(side_a, "Zij is gezien in WAALWIJK"), "notes");
  MUST(side_note(side_a, "Hij rijdt Waalwijkers rond"));
  MUST(address_add(&s->c, &(struct address){ .person = bram, .kind = ADDRESS_HOME, .street = "Testpad", .town = "waalwijk", .secret = NO }, NULL));
  MUST(side_note(side_a, "Hij woont in Waalwijk, aan het Testpad"));
  HELD(side_note(side_a, "Zij woont in Waalwijk, aan de verborgenstraat"), "notes");
}

static void a_town_that_is_a_word_too_counts_with_its_capital(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  MUST(address_add(&s->c, &(struct address){ .person = noor, .kind = ADDRESS_STAY, .street = "Schuilhof", .town = "Best", .secret = YES }, NULL));
  MUST(side_note(side_a, "Hij doet zijn best"));
  HELD(side_note(side_a, "Zij zit in Best."), "notes");
  MUST(address_add(&s->c, &(struct address){ .person = noor, .kind = ADDRESS_STAY, .street = "Schuilhof", .town = "'s-Hertogenbosch", .secret = YES }, NULL));
  HELD(side_note(side_a, "Zij zit in den bosch."), "notes");
  MUST(side_note(side_a, "Hij liep in het bos"));
}

static void a_number_that_both_have_is_no_secret(void **state)
{
  struct id id;
  (void)state;
  as(w, DIRECTOR);
  HELD(side_note(side_a, "0031 612345678"), "notes");
  MUST(side_note(side_a, "Zaak 1234, rekening 5678"));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = bram, .kind = CONTACT_PHONE, .value = "0612345678" }, true, &id));
  MUST(side_note(side_a, "0031 612345678"));
}

static void what_stood_there_before_it_became_secret_may_be_left(void **state)
{
  struct household_side row;
  (void)state;
  as(w, DIRECTOR);
  MUST(side_note(side_a, "Zij gaat naar Schuilhof"));
  MUST(address_add(&s->c, &(struct address){ .person = noor, .kind = ADDRESS_STAY, .street = "Schuilhof", .secret = YES }, NULL));
  MUST(side_get(&s->c, side_a, &row));
  MUST(side_change(&s->c, &row));
  HELD(side_note(side_a, "Zij gaat naar Schuilhof toe"), "notes");
  MUST(side_note(side_a, "Zij gaat"));
}

/* In both directions, and to the household that the other one became part of. */
static void sides_that_went_on_by_themselves_keep_their_secrets_for_each_other(void **state)
{
  struct id new, other;
  (void)state;
  as(w, DIRECTOR);
  MUST(household_split(&s->c, side_b, "Nieuw begin", &new));
  HELD(side_note(side_a, "Zij is in Waalwijk"), "notes");
  MUST(side_note(side_b, "Zij is in Waalwijk"));
  MUST(address_add(&s->c, &(struct address){ .person = bram, .kind = ADDRESS_STAY, .street = "Ergensweg", .secret = YES }, NULL));
  HELD(side_note(side_b, "Hij zit aan de Ergensweg"), "notes");
  other = opens(s, MY_SIDE_A);
  MUST(household_merge(&s->c, other, household));
  HELD(side_note(side_a, "Zij is in Waalwijk "), "notes");
  HELD(side_note(side_b, "Hij zit aan de Ergensweg "), "notes");
}

static void looking_leaves_no_line_of_reading(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  const struct record *const rec = &household_side_record;
  assert_int_equal(held(rec, record_field(rec, "notes"), of_a, secrets[0]), ERR_INVALID);
  assert_null(s->c.readings);
  assert_int_equal(s->c.scope.reach, REACH_INVOLVED);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_text_of_every_record_is_held_where_others_read_it),
    TEST(the_own_side_and_the_person_write_what_they_know),
    TEST(who_works_for_one_side_gets_the_same_answer_whatever_the_other_wrote),
    TEST(the_program_in_somebodys_name_tells_no_more),
    TEST(what_a_room_keeps_apart_about_a_person_is_held_for_that_persons_side),
    TEST(only_what_the_program_makes_is_let_be),
    TEST(a_town_counts_unless_the_household_is_known_to_live_there),
    TEST(a_town_that_is_a_word_too_counts_with_its_capital),
    TEST(a_number_that_both_have_is_no_secret),
    TEST(what_stood_there_before_it_became_secret_may_be_left),
    TEST(sides_that_went_on_by_themselves_keep_their_secrets_for_each_other),
    TEST(looking_leaves_no_line_of_reading),
  };
  return cmocka_run_group_tests_name("secrets", tests, NULL, NULL);
}
