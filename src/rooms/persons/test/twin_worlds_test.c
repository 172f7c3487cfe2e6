/* Two worlds that differ only in what one party keeps secret look the same, byte for byte, to whoever works for the other. */
#include "world.h"
#include "actions.h"
#include "assessments.h"
#include "partner_asks.h"
#include "case_parts.h"
#include "phases.h"
#include "children.h"
#include "relations.h"
#include "rights.h"
#include "tasks.h"

enum { TEAM, SHELTER };
static uint64_t turn;                 /* a second passes at each; from the start in each test, before the sessions run out */
struct twin { struct world *w; struct id household, side, person, address, contact, member_a, member_b, right, assessment; };

/* Chance as it is after a seed, whatever was used up before: ids of what the first party makes are the same in both. */
static void afresh(struct twin *t, uint64_t seed, size_t who)
{
  chance_seed(seed);
  t->w->s->c.now = NOW + (int64_t)seed * 1000;
  as(t->w, who);
}

/* Whoever it is asks for a copy of their own file. */
static struct id asks_copy(struct twin *t, struct id person)
{
  struct scratch *const s = t->w->s;
  const struct right_ask a = { .kind = RIGHT_COPY, .asker = ASKER_SELF, .received = s->c.today, .identity = IDENTITY_KNOWN };
  struct id id;
  MUST(right_ask(&s->c, person, &a, &id));
  return id;
}

/* The first party: the same in both worlds. Its worker asks the shelter in for the shared part. */
static struct twin first_party(void)
{
  struct twin t = { .w = world_new() };
  struct scratch *const s = t.w->s;
  afresh(&t, 500, TEAM);
  t.household = opens(s, MY_SIDE_A);
  struct household_file f = file_of(s, t.household);
  t.side = f.sides.at[0].id;
  t.person = adds(s, t.side, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  MUST(address_add(&s->c, &(struct address){ .person = t.person, .kind = ADDRESS_HOME, .street = "Proefstraat", .number = "900", .secret = NO }, &t.address));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = t.person, .kind = CONTACT_PHONE, .value = "06-00012345", .safe = YES }, false, &t.contact));
  MUST(member_add(&s->c, &(struct household_member){ .household = t.household, .shared_name = "Noor", .role = MEMBER_EXPERIENCES }, &t.member_b));
  t.right = asks_copy(&t, t.person);
  MUST(assessment_begin(&s->c, t.household, &(struct assessment_new){ .questionnaire = "safety", .about = t.person, .place = PLACE_A, .day = { 20250101 } }, &t.assessment));
  f = file_of(s, t.household);
  for (size_t i = 0; i < f.members.count; i++) if (!id_same(f.members.at[i].id, t.member_b)) t.member_a = f.members.at[i].id;
  const struct involvement row = { .account = t.w->at[SHELTER].account, .organisation = t.w->at[SHELTER].organisation, .compartment = f.household.compartment,
    .household = t.household, .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = t.w->at[TEAM].account };
  MUST(record_insert(&s->c, involvement, &row, NULL));
  return t;
}

struct secrets { struct id side, person, child, address, contact, relation, right, parts[KIND_COUNT], action, partner, open, done; };

/* A questionnaire about her that is finished, and one about the child that is not. */
static void her_answers(struct scratch *s, struct id household, struct secrets *b)
{
  struct assessment_file f;
  MUST(assessment_begin(&s->c, household, &(struct assessment_new){ .questionnaire = "safety", .about = b->person, .place = PLACE_B, .day = { 20250101 } }, &b->done));
  MUST(assessment_read(&s->c, b->done, &f));
  for (size_t i = 0; i < f.definition.count; i++) {
    const struct item *const item = &f.definition.items[i];
    const char *const value = item->type == ITEM_TEXT ? "Geheim antwoord" : item->option_count ? item->options[1].code : NULL;
    if (value) MUST(answer_set(&s->c, &f.answers, i, &value, 1));
  }
  MUST(assessment_finish(&s->c, &f, &(struct assessment_end){ answers_mark(&s->c, &f.answers, 0, f.definition.count), "Geheime conclusie" }));
  MUST(assessment_begin(&s->c, household, &(struct assessment_new){ .questionnaire = "safety", .about = b->child, .place = PLACE_B, .day = { 20250102 } }, &b->open));
}

/* One of each kind, with its required texts filled: what is written about her, and what is to be done. */
static void her_case(struct scratch *s, struct id household, struct secrets *b)
{
  const struct incident incident = { .place = PLACE_B, .about = b->child, .against = b->person, .day = { 20250101 }, .facts = "Geheim feit", .source = FACT_EXPERIENCES, .behaviours = { 1 | 1 << BEHAVIOUR_CONTROL } };
  const struct case_note note = { .place = PLACE_B, .day = { 20250101 }, .kind = NOTE_TALK, .text = "Geheim gesprek" };
  const struct safety_score score = { .place = PLACE_B, .about = b->person, .day = { 20250101 }, .score = { 2, true }, .by = SCORED_SELF, .why = "Geheim cijfer" };
  const struct risk risk = { .place = PLACE_B, .day = { 20250101 }, .factor = RISK_DEBTS, .state = RISK_NOW };
  const struct pattern pattern = { .place = PLACE_B, .day = { 20250101 }, .behaviour = "Geheim patroon", .control = YES, .stalking = YES };
  const struct generation generation = { .place = PLACE_PERSON, .about = b->person, .day = { 20250101 }, .violence = YES };
  const struct profile_note profile = { .place = PLACE_B, .day = { 20250101 }, .profile = PROFILE_TERROR, .why = "Geheim profiel" };
  const struct motivation_note motivation = { .place = PLACE_B, .about = b->person, .day = { 20250101 }, .wish = { 3, true } };
  const struct scale_up scale = { .place = PLACE_B, .day = { 20250101 }, .sign = "Geheim teken", .steps = "Bellen", .decides = "Zij" };
  const struct helper helper = { .place = PLACE_B, .day = { 20250101 }, .name = "Geheime hulp", .branch = HELPER_SHELTER, .work = { 1 | 1 << WORK_SAFETY }, .several = NO };
  const struct meldcode meldcode = { .place = PLACE_B, .day = { 20250101 }, .signals = "Geheim signaal" };
  const void *const rows[KIND_COUNT] = { &incident, &note, &score, &risk, &pattern, &generation, &profile, &motivation, &scale, &helper, &meldcode };
  for (size_t k = 0; k < KIND_COUNT; k++) MUST(case_part_add(&s->c, &case_kinds[k], household, rows[k], &b->parts[k]));
  const struct action_new action = { .what = "Geheime actie", .doer = "somebody", .somebody = "Tante", .whom = b->person, .due = { 20991231 }, .form = ACTION_ALONE, .place = PLACE_B };
  MUST(action_add(&s->c, household, ID_NONE, &action, &b->action));
  const struct partner_new asked = { .name = "Geheime partner", .organisation = "Geheime corporatie", .branch = HELPER_HOUSING, .mail = "geheim@partner.invalid", .request = "Geheime vraag",
    .due = date_plus_days(s->c.today, 30), .ground = GROUND_CONSENT, .how = "Geheime toestemming", .since = { 20250101 } };
  MUST(partner_ask_add(&s->c, b->action, &asked, &b->partner));
  MUST(judgement_add(&s->c, household, &(struct judgement_new){ .person = b->person, .towards = CASE_RISKCARE, .enough = NO, .why = "Geheim oordeel" }));
}

/* What only one of the worlds has: she is there, where, with whom, how to reach her, who helps. */
static struct secrets second_party(struct twin *t)
{
  struct scratch *const s = t->w->s;
  struct secrets b;
  afresh(t, 600, SHELTER);
  MUST(side_open(&s->c, t->household, SIDE_B, &b.side));
  b.person = adds(s, b.side, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  b.child = adds(s, b.side, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  MUST(address_add(&s->c, &(struct address){ .person = b.person, .kind = ADDRESS_SHELTER, .street = "Verborgenstraat", .number = "901", .town = "Testhuizen", .secret = YES }, &b.address));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = b.person, .kind = CONTACT_PHONE, .value = "06-00099999", .safe = YES }, false, &b.contact));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = b.person, .kind = CONTACT_MAIL, .value = "noor@geheim.invalid" }, false, NULL));
  MUST(relation_add(&s->c, t->household, &(struct relation_new){ .one = b.person, .kind = KIN_PARENT, .other = b.child, .together = YES, .readers = b.side }, &b.relation));
  MUST(relation_add(&s->c, t->household, &(struct relation_new){ .one = b.person, .kind = RELATION_EX_PARTNER, .other = t->member_a, .readers = b.side, .until = { 20240101 } }, NULL));
  MUST(relation_add(&s->c, t->household, &(struct relation_new){ .one = b.person, .kind = KIN_PARTNER, .other_name = "Iemand anders", .readers = b.side }, NULL));
  MUST(child_wish_add(&s->c, &(struct child_wish){ .person = b.child, .about = "vader", .wish = WISH_NOT_NOW, .words = "Ik wil niet.", .said_on = { 20250101 }, .asked_by = "Opvang" }, NULL));
  MUST(child_trust_save(&s->c, &(struct child_trust){ .person = b.child, .trusted_name = "Juf An", .authority = AUTHORITY_BOTH }));
  struct household_side side;
  MUST(side_get(&s->c, b.side, &side));
  side.notes = "Zij is hier.";
  MUST(side_change(&s->c, &side));
  her_case(s, t->household, &b);
  her_answers(s, t->household, &b);
  b.right = asks_copy(t, b.person);
  struct household h;                                        /* a second worker of hers */
  MUST(household_get(&s->c, t->household, &h));
  const struct id opens[] = { h.compartment, side.compartment };
  for (size_t i = 0; i < COUNT(opens); i++) {
    const struct involvement row = { .account = t->w->at[2].account, .organisation = t->w->at[2].organisation, .compartment = opens[i], .household = t->household,
      .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = t->w->at[SHELTER].account };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
  char path[200];                                            /* and her worker looks at what she may see */
  assert_int_equal(asks(t->w, SHELTER, 700, with_id(path, "/werk/huishoudens/", t->household, ""), NULL), 200);
  assert_int_equal(asks(t->w, SHELTER, 701, with_id(path, "/werk/personen/", b.person, ""), NULL), 200);
  return b;
}

/* What the first party's worker gets for the same request in both; seeds keep tokens and ids equal. */
static void same_for_both(struct twin *a, struct twin *b, const char *target, const char *posted)
{
  struct buf one = { 0 };
  const uint64_t seed = ++turn;
  a->w->s->c.now = b->w->s->c.now = NOW + (int64_t)seed * 1000;
  const int first = asks(a->w, TEAM, seed, target, posted), headers = (int)a->w->r.header_count;
  put(&one, buf_text(&a->w->c.out));
  char location[300];
  snprintf(location, sizeof location, "%s", header_of(a->w, "Location"));
  const int second = asks(b->w, TEAM, seed, target, posted);
  if (first != second || strcmp(buf_text(&one), buf_text(&b->w->c.out)) != 0) {
    print_error("%s %s: %d and %d\n", target, posted ? posted : "", first, second);
    for (size_t i = 0; one.at && i < one.len && buf_text(&b->w->c.out)[i]; i++)
      if (one.at[i] != buf_text(&b->w->c.out)[i]) { print_error("…%.200s\n…%.200s\n", one.at + (i > 60 ? i - 60 : 0), buf_text(&b->w->c.out) + (i > 60 ? i - 60 : 0)); break; }
  }
  assert_int_equal(first, second);
  assert_true(first < 500);
  assert_null(strstr(location, "/inloggen?"));               /* whoever is asked to sign in sees nothing that could differ */
  assert_int_equal(headers, b->w->r.header_count);
  assert_string_equal(location, header_of(b->w, "Location"));
  assert_string_equal(buf_text(&one), buf_text(&b->w->c.out));
  buf_release(&one);
}

/* Every page for people who work here and every row for their programs, of every room, with every id as its parameter. */
static size_t crawl(struct twin *a, struct twin *b, const struct id *ids, size_t count)
{
  size_t pages = 0;
  for (size_t r = 0; rooms[r]; r++)
    for (const struct route *row = rooms[r]->routes; row && row->path; row++) {
      const char *const colon = strchr(row->path, ':');
      char before[100], path[200];
      if (row->method != GET || (strncmp(row->path, "/werk", 5) != 0 && strncmp(row->path, "/api/", 5) != 0)) continue;
      if (!colon) { same_for_both(a, b, row->path, NULL); pages++; continue; }
      snprintf(before, sizeof before, "%.*s", (int)(colon - row->path), row->path);
      for (size_t i = 0; i < count; i++, pages++) same_for_both(a, b, with_id(path, before, ids[i], colon + strcspn(colon, "/")), NULL);
    }
  return pages;
}

struct both { struct twin a, b; struct secrets secrets; };
static struct both both;
static int set_up(void **state)
{
  turn = 1000;
  both.a = first_party();
  both.b = first_party();
  both.secrets = second_party(&both.b);
  *state = &both;
  return 0;
}
static int tear_down(void **state)
{
  (void)state;
  world_free(both.a.w);
  world_free(both.b.w);
  return 0;
}

static void the_worlds_do_differ(void **state)
{
  (void)state;
  assert_true(id_same(both.a.household, both.b.household));
  assert_true(id_same(both.a.person, both.b.person));
  assert_int_equal(raw_number(both.a.w->s, "SELECT count(*) FROM person"), 1);
  assert_int_equal(raw_number(both.b.w->s, "SELECT count(*) FROM person"), 3);
  char path[200];
  assert_int_equal(asks(both.b.w, SHELTER, 1, with_id(path, "/werk/personen/", both.secrets.person, ""), NULL), 200);
  assert_true(page_has(both.b.w, "Verborgenstraat"));
}

static void every_page_is_the_same_to_the_other_party(void **state)
{
  const struct twin *const t = &both.a;
  const struct secrets *const x = &both.secrets;
  const struct id ids[] = { t->household, t->side, t->person, t->address, t->contact, t->member_a, t->member_b, x->side, x->person, x->child, x->address, x->contact, x->relation, t->right, x->right,
    x->parts[KIND_INCIDENT], x->parts[KIND_PATTERN], x->parts[KIND_GENERATION], x->parts[KIND_HELPER], x->action, x->partner, t->assessment, x->open, x->done };
  (void)state;
  assert_true(crawl(&both.a, &both.b, ids, COUNT(ids)) > 100);
}

static void every_search_is_the_same(void **state)
{
  (void)state;
  same_for_both(&both.a, &both.b, "/werk/zoeken", "surname=Proefstra&birth=1980-02-29");
  same_for_both(&both.a, &both.b, "/werk/zoeken", "phone=0600099999");
  same_for_both(&both.a, &both.b, "/werk/zoeken", "mail=noor%40geheim.invalid");
  same_for_both(&both.a, &both.b, "/werk/zoeken", "surname=Voorbeeld&birth=1980-02-29");
}

static void adding_her_number_or_her_name_tells_nothing(void **state)
{
  char path[200];
  (void)state;
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.a.person, "/bereik"), "kind=phone&value=0600099999");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/kanten/", both.a.side, "/persoon"), "called=Noor&surname=Proefstra&birth=1980-02-29&role=experiences_violence&shared_name=Noor");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, ""), NULL);
}

/* In one world somebody of another household has a file of that name and birth date; whoever adds it once more learns nothing. */
static void adding_somebody_who_has_a_file_elsewhere_tells_nothing(void **state)
{
  struct scratch *const s = both.b.w->s;
  struct task_list told;
  char path[200];
  (void)state;
  afresh(&both.b, 930, 2);
  const struct household_file f = file_of(s, opens(s, MY_SIDE_A));
  const struct id there = adds(s, f.sides.at[0].id, "Kees", "Denkbeeld", MEMBER_USES, NULL);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/kanten/", both.a.side, "/persoon"), "called=Kees&surname=Denkbeeld&birth=1980-02-29&role=other");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, ""), NULL);
  same_for_both(&both.a, &both.b, "/werk", NULL);
  as(both.b.w, 2);
  MUST(tasks_open_about(&s->c, TASK_POSSIBLE_DOUBLE, there, &told));
  assert_int_equal(told.count, 1);                           /* and it was told where it should be */
}

static void writing_down_relations_tells_nothing(void **state)
{
  char path[200], body[400], one[ID_TEXT], other[ID_TEXT], side[ID_TEXT];
  const struct id ends[] = { both.a.member_b, both.secrets.person, both.secrets.child };
  (void)state;
  id_format(both.a.person, one);
  id_format(both.a.side, side);
  for (size_t i = 0; i < COUNT(ends); i++) {
    id_format(ends[i], other);
    snprintf(body, sizeof body, "one=%s&kind=ex_partner&other=%s&readers=%s", one, other, side);
    same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/relatie"), body);
  }
  id_format(both.secrets.side, side);
  snprintf(body, sizeof body, "one=%s&kind=partner&other_name=X&readers=%s", one, side);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/relatie"), body);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/relaties/", both.secrets.relation, ""), "kind=other&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/relaties/", both.secrets.relation, "/weg"), "");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/genogram"), NULL);
}

static void what_is_a_childs_own_is_as_if_it_were_not_there(void **state)
{
  char path[200];
  (void)state;
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.secrets.child, "/wens"), "about=vader&wish=contact&said_on=2025-01-01&asked_by=X");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.secrets.child, "/vertrouwd"), "trusted_name=X&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.secrets.child, "/inzage-ouder"), "parent=vader&decision=yes&reason=X&weighed_on=2025-01-01");
}

static void opening_a_side_writing_to_the_shared_part_and_asking_people_in_tell_nothing(void **state)
{
  char path[200];
  (void)state;
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/kant"), "letter=b");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/gedeeld"), "name=Ander&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/leden/", both.a.member_b, ""), "shared_name=Noortje&role=both&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/betrokkenen"), "mail=opvang%40proef.invalid&part=shared&purpose=help");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/betrokkenen"), "mail=opvang%40proef.invalid&part=b&purpose=help");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/betrokkenen"), NULL);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, ""), NULL);
}

static void writing_at_her_addresses_is_the_same_as_at_nothing(void **state)
{
  char path[200];
  (void)state;
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.secrets.person, "/gegevens"), "called=X&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/adressen/", both.secrets.address, ""), "kind=home&town=X&secret=no&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/adressen/", both.secrets.address, "/einde"), "version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/kanten/", both.secrets.side, "/persoon"), "called=X&role=other");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/leden/", both.a.member_b, "/weg"), "");
}

/* Both workers of the first party proved who they are just now, in the same way. */
static void prove_both(uint64_t seed)
{
  both.a.w->s->c.now = both.b.w->s->c.now = NOW + (int64_t)turn * 1000;
  proves(both.a.w, TEAM, seed);
  proves(both.b.w, TEAM, seed);
}

static struct id another_household(struct twin *t)
{
  afresh(t, 900, TEAM);
  return opens(t->w->s, MY_SIDE_A);
}

static void writing_in_the_own_case_tells_nothing_of_hers(void **state)
{
  char path[200], body[300];
  (void)state;
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/incident"), with_id(body, "day=2025-01-02&facts=Duwde&source=seen&place=a&about=", both.a.person, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/incident"), with_id(body, "day=2025-01-02&facts=Duwde&source=seen&place=b&about=", both.secrets.person, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/contact"), with_id(body, "day=2025-01-02&kind=talk&text=Sprak&place=shared&about=", both.a.member_b, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/contact"), with_id(body, "day=2025-01-02&kind=talk&text=Sprak&place=person&about=", both.secrets.person, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/actie"), with_id(body, "what=Samen+praten&doer=somebody&somebody=X&due=2099-01-01&form=together&place=a&whom=", both.a.person, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/actie"), with_id(body, "what=Bellen&doer=person:", both.a.person, "&due=2099-01-01&form=alone&place=a"));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/fase"), "state=riskcare&why=Omdat");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/fase"), "state=direct&why=Omdat");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/fase/oordeel"), with_id(body, "towards=riskcare&enough=yes&why=Rustig&person=", both.secrets.person, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/dossier/patroon/", both.secrets.parts[KIND_PATTERN], ""), "day=2025-01-02&behaviour=X&control=no&stalking=no&place=b&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/acties/", both.secrets.action, "/einde"), "state=done&result=X&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/acties/", both.secrets.action, "/partner"), NULL);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/acties/", both.secrets.action, "/partner/versturen"),
    "name=X&organisation=X&branch=housing&mail=x%40proef.invalid&request=X&due=2099-01-01&ground=consent&how=X&since=2025-01-01");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/partners/", both.secrets.partner, "/terug"), "why=X&version=1");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/vragenlijst"), with_id(body, "questionnaire=safety&day=2025-01-02&place=a&about=", both.a.person, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/vragenlijst"), with_id(body, "questionnaire=safety&day=2025-01-02&place=a&about=", both.secrets.person, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/vragenlijst/", both.a.assessment, ""), "part=1&seen=0&act=verder&answer.violence=no");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/vragenlijst/", both.secrets.open, ""), "part=1&seen=0&act=verder&answer.violence=no");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/vragenlijst/", both.secrets.open, "/afronden"), "seen=0&conclusion=X");
  same_for_both(&both.a, &both.b, with_id(path, "/werk/vragenlijst/", both.secrets.done, "/doorhalen"), "struck=X&version=2");
  for (size_t i = 0; i < 5; i++) {
    static const char *const pages[] = { "/dossier", "/acties", "/regie", "/fase", "/vragenlijsten" };
    same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, pages[i]), NULL);
  }
}

static void moving_people_tells_nothing(void **state)
{
  const struct id other = another_household(&both.a);
  char path[200], body[200];
  (void)state;
  assert_true(id_same(other, another_household(&both.b)));
  prove_both(950);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, "/samenvoegen"), NULL);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.a.person, "/kant"), NULL);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.a.person, "/kant"), with_id(body, "version=1&side=", both.secrets.side, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/personen/", both.secrets.person, "/kant"), with_id(body, "version=1&side=", both.a.side, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, "/splitsen"), with_id(body, "side=", both.secrets.side, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, "/samenvoegen"), with_id(body, "version=1&other=", both.a.household, ""));
  assert_non_null(strstr(header_of(both.a.w, "Location"), "/werk/huishoudens/"));                    /* it was not asked again who they are */
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, ""), NULL);
  static const char *const pages[] = { "/betrokkenen", "/regie", "/dossier", "/acties", "/actie", "/plannen", "/plan", "/fase", "/ingezien" };
  for (size_t i = 0; i < COUNT(pages); i++) same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, pages[i]), NULL);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, "/splitsen"), with_id(body, "side=", both.a.side, ""));
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, ""), NULL);
}

/* Also where the other side wrote after the merge, on a side that was opened since. */
static void taking_a_merge_back_tells_nothing(void **state)
{
  const struct id other = another_household(&both.a);
  struct scratch *const s = both.b.w->s;
  char path[200], body[200];
  struct id side;
  (void)state;
  assert_true(id_same(other, another_household(&both.b)));
  prove_both(950);
  same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, "/samenvoegen"), with_id(body, "version=1&other=", both.a.household, ""));
  afresh(&both.b, 1200, SHELTER);
  MUST(side_open(&s->c, other, SIDE_A, &side));
  adds(s, side, "Wil", "Verzonnen", MEMBER_OTHER, NULL);
  const char *const pages[] = { "", "/samenvoegen/ongedaan", "/genogram", "/betrokkenen" };
  with_id(path, "/werk/huishoudens/", other, "/samenvoegen/ongedaan");
  same_for_both(&both.a, &both.b, path, NULL);
  same_for_both(&both.a, &both.b, path, with_id(body, "other=", both.secrets.side, ""));
  same_for_both(&both.a, &both.b, path, with_id(body, "other=", both.a.household, ""));
  for (size_t i = 0; i < COUNT(pages); i++) {
    same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", other, pages[i]), NULL);
    same_for_both(&both.a, &both.b, with_id(path, "/werk/huishoudens/", both.a.household, pages[i]), NULL);
  }
}

static void the_other_side_that_goes_on_by_itself_changes_no_page(void **state)
{
  const struct twin *const t = &both.a;
  const struct secrets *const x = &both.secrets;
  struct scratch *const s = both.b.w->s;
  struct id new;
  (void)state;
  afresh(&both.b, 950, SHELTER);
  MUST(household_split(&s->c, x->side, "Nieuw begin", &new));
  const struct id ids[] = { t->household, t->side, t->person, t->member_a, t->member_b, x->side, x->person, x->child, new };
  assert_true(crawl(&both.a, &both.b, ids, COUNT(ids)) > 100);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_worlds_do_differ),
    TEST(every_page_is_the_same_to_the_other_party),
    TEST(every_search_is_the_same),
    TEST(adding_her_number_or_her_name_tells_nothing),
    TEST(adding_somebody_who_has_a_file_elsewhere_tells_nothing),
    TEST(writing_down_relations_tells_nothing),
    TEST(what_is_a_childs_own_is_as_if_it_were_not_there),
    TEST(opening_a_side_writing_to_the_shared_part_and_asking_people_in_tell_nothing),
    TEST(writing_at_her_addresses_is_the_same_as_at_nothing),
    TEST(writing_in_the_own_case_tells_nothing_of_hers),
    TEST(moving_people_tells_nothing),
    TEST(taking_a_merge_back_tells_nothing),
    TEST(the_other_side_that_goes_on_by_itself_changes_no_page),
  };
  return cmocka_run_group_tests_name("twin_worlds", tests, NULL, NULL);
}
