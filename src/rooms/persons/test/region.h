/* For tests: a region in which several colleagues work for several parties, and every text of each compartment holds a word that stands nowhere
 * else. Made as people make it (households that do not exist, referrals, requests, screenings); then each text gets its word, by the tables of
 * fields: a field that a record gets tomorrow has one as well, and a record that nobody writes is a test that is red.
 *
 * Who may read what stands here once more in a table of its own (works): it asks the product nothing. Source: DOMAIN 4.4, DESIGN 7. */
#ifndef REGION_H
#define REGION_H
#include "../../referrals/test/referral_world.h"
#include "api_keys.h"
#include "children.h"
#include "outbox.h"
#include "partner_safety.h"
#include "plan_sheets.h"
#include "case_parts.h"
#include "plan_items.h"
#include "plan_releases.h"
#include "plan_versions.h"
#include "relations.h"
#include "screenings.h"
#include "set_aside.h"
#include "synth.h"

/* A household that a team and a shelter each know their own side of, another one of other colleagues, one with a director of both. */
enum { APART, ELSEWHERE, DIRECTED, HOUSES };
/* What of a household one may read. A third party: a child with a worker of its own, whose side neither of the two others knows. */
enum { SHARED = 1, OF_A = 2, OF_B = 4, OF_CHILD = 8, LED_A = 16, LED_B = 32, IN_DANGER = 64, LED_FAR = 128 };
static const char *const part_names[] = { "shared", "side A", "side B", "the child's side", "referral of A", "referral of B", "danger", "referral by letter" };

enum { PEOPLE_MOST = 40, PLACES_MOST = 120, FIELDS_MOST = 500, ROWS_MOST = 4000 };
struct someone { const char *called; struct id account, organisation; enum role role; unsigned sees[HOUSES]; char cookie[64], key[API_KEY_TEXT + 8]; };

/* A compartment, as the test knows it: whose. */
struct place { struct id id; size_t house; unsigned part; };
struct sown { const struct record *rec; const struct field *field; };
struct row { struct id id; const struct record *rec; size_t place; };       /* place: PLACES_MOST: none, or nobody's that has a side */

struct county {
  struct town t;
  struct someone people[PEOPLE_MOST];
  size_t people_count;
  struct id house[HOUSES], person_a[HOUSES], person_b[HOUSES], child, childs_side, referral_a, referral_b, referral_far;
  struct place places[PLACES_MOST];
  size_t place_count;
  struct sown fields[FIELDS_MOST];
  size_t field_count;
  struct row rows[ROWS_MOST];
  size_t row_count;
  bool planted[PLACES_MOST][FIELDS_MOST];
};

/* --- the rule ------------------------------------------------------------------------------------------------------- */

/* Who works for whom. Nobody else reads a word of anybody. A referral is read by who refers and by the provider that it was sent to, never by the
 * other party's worker. Who came in because of a danger reads that person's side for some hours, and no more. */
static const struct { const char *called; size_t house; unsigned parts; } works[] = {
  { "team",          APART,     SHARED | OF_A | LED_A | LED_FAR },
  { "vrouwenopvang", APART,     SHARED | OF_B | LED_B },
  { "gi",            APART,     SHARED | OF_CHILD },
  { "aanbieder",     APART,     LED_A | LED_B },
  { "team 1",        ELSEWHERE, SHARED | OF_A },
  { "opvang 1",      ELSEWHERE, SHARED | OF_B },
  { "veiligthuis",   ELSEWHERE, IN_DANGER },
  { "regisseur",     DIRECTED,  SHARED | OF_A | OF_B },
  { "team",          DIRECTED,  SHARED | OF_A },
  { "vrouwenopvang", DIRECTED,  SHARED | OF_B },
};

static inline bool may_read(const struct someone *p, const struct place *at) { return (p->sees[at->house] & at->part) != 0; }
static inline bool is_involved(const struct someone *p) { for (size_t h = 0; h < HOUSES; h++) if (p->sees[h]) return true; return false; }

/* --- words ---------------------------------------------------------------------------------------------------------- */

/* "zqvx" and three letters each for compartment and field. */
enum { WORD = 10, WORD_TEXT = WORD + 1, LETTERS = 3 };
static const char word_begins[] = "zqvx";

static inline void put_letters(char *to, size_t n) { for (size_t i = LETTERS; i--; n /= 26) to[i] = (char)('a' + n % 26); }
static inline void word_of(size_t place, size_t field, char out[static WORD_TEXT])
{
  memcpy(out, word_begins, 4);
  put_letters(out + 4, place);
  put_letters(out + 4 + LETTERS, field);
  out[WORD] = '\0';
  out[0] = 'Z';                                              /* names begin so */
}
static inline bool read_letters(const char *from, size_t *n)
{
  *n = 0;
  for (size_t i = 0; i < LETTERS; i++) {
    const int c = from[i] | 32;
    if (c < 'a' || c > 'z') return false;
    *n = *n * 26 + (size_t)(c - 'a');
  }
  return true;
}
/* The next word in a text, in capitals or not; NULL: none. */
static inline const char *next_word(const char *at, const char *end, size_t *place, size_t *field)
{
  for (; at + WORD <= end; at++)
    if (strncasecmp(at, word_begins, 4) == 0 && read_letters(at + 4, place) && read_letters(at + 4 + LETTERS, field)) return at;
  return NULL;
}

/* A phone number of one compartment: digits, which may be read with spaces or strokes between. */
enum { NUMBER = 10 };
static inline void number_of(size_t place, size_t field, char out[static NUMBER + 1]) { snprintf(out, NUMBER + 1, "069%03zu%04zu", place % 1000, field % 10000); }
static inline const char *next_number(const char *at, const char *end, size_t *place, size_t *field)
{
  for (; (at = memmem(at, (size_t)(end - at), "069", 3)) != NULL; at++) {
    size_t n = 0, value = 0;
    const char *p = at + 3;
    for (; p < end && n < NUMBER - 3; p++) {
      if (*p >= '0' && *p <= '9') { value = value * 10 + (size_t)(*p - '0'); n++; }
      else if (*p != ' ' && *p != '-') break;
    }
    if (n < NUMBER - 3) continue;
    *place = value / 10000;
    *field = value % 10000;
    return at;
  }
  return NULL;
}

/* Texts that are no free words: codes, keys, what the program keeps as JSON. "*": in every record. */
static inline bool holds_words(const struct record *rec, const struct field *f)
{
  static const char *const others[][2] = { { "*", "languages" }, { "*", "language" }, { "*", "time" }, { "*", "item" }, { "*", "body" }, { "*", "digest" }, { "rights_copy", "items" },
    { "rights_request", "about" }, { "screening", "answers" }, { "assessment", "answers" }, { "screening", "dont_know" }, { "screening", "rather_not" }, { "screening", "advice" },
    { "referral_person", "answer_at" } };
  for (size_t i = 0; i < COUNT(others); i++) if ((*others[i][0] == '*' || strcmp(others[i][0], rec->name) == 0) && strcmp(others[i][1], f->name) == 0) return false;
  return f->kind == FIELD_TEXT && !(f->flags & (CLEAR | SECRET));
}

/* --- colleagues ------------------------------------------------------------------------------------------------------- */

static inline struct someone *employ(struct county *g, const char *called, struct id account, struct id organisation, enum role role)
{
  struct someone *const p = &g->people[g->people_count++];
  struct scratch *const s = g->t.w->s;
  char token[SESSION_TOKEN_TEXT];
  struct signed_in me;
  struct id late;
  bool touch;
  assert_true(g->people_count <= PEOPLE_MOST);
  *p = (struct someone){ .called = called, .account = account, .organisation = organisation, .role = role };
  for (size_t i = 0; i < COUNT(works); i++) if (strcmp(works[i].called, called) == 0) p->sees[works[i].house] |= works[i].parts;
  console(g->t.w);
  MUST(session_begin(&s->c, account, ID_NONE, (struct set){ 0 }, "test", true, token));
  snprintf(p->cookie, sizeof p->cookie, "kentering=%s", token);
  MUST(session_enter(&s->c, token, &me, &late, &touch));
  struct api_key k = { .label = "Program", .until = s->c.today, .actions = { 1 } };
  for (size_t a = 1; a < action_choices.count; a++) if (api_key_may(role, (enum action)a)) k.actions = set_with(k.actions, (unsigned)a);
  char key[API_KEY_TEXT];
  if (k.actions.bits == 1) return p;                         /* no program may do anything as they */
  MUST(api_key_make(&s->c, &me, &k, key));
  snprintf(p->key, sizeof p->key, "Bearer %s", key);
  return p;
}

static inline struct someone *person_called(struct county *g, const char *called)
{
  for (size_t i = 0; i < g->people_count; i++) if (strcmp(g->people[i].called, called) == 0) return &g->people[i];
  print_error("nobody is called %s\n", called);
  assert_true(false);
  return NULL;
}
static inline void act_as(struct county *g, const struct someone *p) { as_one(g->t.w, p->account, p->organisation, p->role); }
static inline struct synth_actor actor_of(const struct someone *p) { return (struct synth_actor){ p->account, p->organisation, role_key(p->role) }; }

/* One of every role, with the demonstration's addresses, each at an organisation of their own; and a colleague of the team who works for nobody here. */
static inline void everybody(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  static char mails[ROLE_AUDITOR + 1][60];
  for (size_t r = ROLE_TEAM; r <= ROLE_AUDITOR; r++) {
    const char *const key = role_key((enum role)r);
    struct id organisation;
    if (r == ROLE_PROVIDER) { employ(g, key, g->t.w->at[PROVIDER].account, g->t.w->at[PROVIDER].organisation, ROLE_PROVIDER); continue; }
    snprintf(mails[r], sizeof mails[r], "%s@demo.invalid", key);
    console(g->t.w);
    MUST(organisation_add(&s->c, &(struct organisation){ .name = JOIN(&s->c.arena, "Organisatie van ", key), .kind = 1, .region = "oost-brabant" }, &organisation));
    const struct more m = joins(g->t.w, mails[r], organisation, (enum role)r);
    employ(g, key, m.account, organisation, (enum role)r);
  }
  const struct more m = joins(g->t.w, "ook@demo.invalid", person_called(g, "team")->organisation, ROLE_TEAM);
  employ(g, "team, other colleague", m.account, m.organisation, ROLE_TEAM);
  employ(g, "aanbieder, other colleague", g->t.colleague.account, g->t.colleague.organisation, ROLE_PROVIDER);
}

/* --- asking ----------------------------------------------------------------------------------------------------------- */

/* That colleague asks for a page, or posts; `program`: their program does, with its key. The clock stands still, so that what two answers differ in
 * is what they say. The answer is w->c.out. */
static inline int ask_as(struct county *g, const struct someone *p, bool program, const char *target, const char *posted)
{
  struct world *const w = g->t.w;
  ctx_release(&w->c);
  ctx_init(&w->c, w->s->c.now, chance_bytes, 1 << 23);
  w->c.app = &w->app;
  w->c.keys = w->s->c.keys;
  w->c.db = w->s->c.db;
  w->c.places = &w->places;
  return program ? request_program(&w->c, &w->r, p->key, target, posted) : request_try_with(&w->c, &w->r, p->cookie, target, posted);
}
static inline int ask(struct county *g, const struct someone *p, const char *target, const char *posted) { return ask_as(g, p, false, target, posted); }

/* --- households ------------------------------------------------------------------------------------------------------- */

static inline void household_made(struct county *g, size_t house, const struct synth *of, size_t n)
{
  struct scratch *const s = g->t.w->s;
  struct household_file f;
  console(g->t.w);
  MUST(synth_whole(&s->c, of, n, &g->house[house]));
  console(g->t.w);
  MUST(household_file(&s->c, g->house[house], &f));
  for (size_t i = 0; i < f.memberships.count; i++) {
    const struct membership *const m = &f.memberships.at[i];
    if (m->role == MEMBER_CHILD) continue;
    if (m->role == MEMBER_EXPERIENCES) g->person_b[house] = m->person;
    else g->person_a[house] = m->person;
  }
}

/* The child's worker reads what the household shares, and opens a side of which nobody else knows. */
static inline void third_side(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  const struct synth_actor youth = actor_of(person_called(g, "gi"));
  struct household h;
  struct id other;
  act_as(g, person_called(g, "team"));
  MUST(household_get(&s->c, g->house[APART], &h));
  MUST(synth_ask_in(&s->c, &youth, &h.compartment, 1, h.id, "Mondeling"));
  act_as(g, person_called(g, "gi"));
  MUST(side_open(&s->c, h.id, SIDE_B, &g->childs_side));
  g->child = adds(s, g->childs_side, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  MUST(address_add(&s->c, &(struct address){ .person = g->child, .kind = ADDRESS_STAY, .street = "Pleeglaan", .secret = YES }, NULL));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = g->child, .kind = CONTACT_PHONE, .value = "06-00088888", .safe = YES }, false, NULL));
  MUST(child_wish_add(&s->c, &(struct child_wish){ .person = g->child, .about = "vader", .wish = WISH_NOT_NOW, .words = "Nu niet.", .said_on = { 20250101 }, .asked_by = "Voogd" }, NULL));
  MUST(child_trust_save(&s->c, &(struct child_trust){ .person = g->child, .trusted_name = "Juf An", .authority = AUTHORITY_BOTH }));
  MUST(relation_add(&s->c, h.id, &(struct relation_new){ .one = g->child, .kind = KIN_FOSTER_CHILD, .other_name = "Pleegouders", .readers = g->childs_side }, &other));
}

/* The person asks for a copy of the file; of it one thing is withheld, in words. By the pages: the room of rights has names that others have too. */
static inline void asked_for(struct county *g, const struct someone *p, struct id person)
{
  char target[200], request[120], item[200];
  assert_int_equal(ask(g, p, with_id(target, "/werk/personen/", person, "/rechten"), "kind=copy&asker=self&received=2026-11-23&identity=known"), 303);
  snprintf(request, sizeof request, "%.*s", (int)strcspn(header_of(g->t.w, "Location"), "?"), header_of(g->t.w, "Location"));
  snprintf(target, sizeof target, "%s/delen", request);
  assert_int_equal(ask(g, p, target, NULL), 200);
  const char *const link = strstr(buf_text(&g->t.w->c.out), "/deel?deel=");
  assert_non_null(link);
  snprintf(item, sizeof item, "%.*s&choice=withhold&ground=third_party&reason=Verzonnen&tell=no", (int)strcspn(link + 6, "\"&"), link + 6);
  snprintf(target, sizeof target, "%s/deel", request);
  const int status = ask(g, p, target, item);
  if (status != 303) print_error("%s: %d %s\n", target, status, buf_text(&g->t.w->c.out));
  assert_int_equal(status, 303);
}

/* What else stands with a person, by their worker: what was asked, wished and referred, and what the person asked for. */
static inline void more_of(struct county *g, const char *called, struct id person, struct id *referred)
{
  struct scratch *const s = g->t.w->s;
  struct referral_new n = asks_help("Iemand");
  act_as(g, person_called(g, called));
  n.persoon = person;
  n.mail = "iemand@voorbeeld.invalid";
  n.who_answers = n.neutral = n.place = n.handover = n.situation = n.safety = n.health = n.justice = "Verzonnen";
  n.situation_ground = n.safety_ground = n.health_ground = n.justice_ground = GROUND_CONSENT;
  MUST(referral_begin(&s->c, &n, referred));
  MUST(safety_wish_set(&s->c, person, YES));
  MUST(safety_look_add(&s->c, person, &(struct safety_look_form){ .note = "Rustig", .words = "Gaat goed" }));
  MUST(set_aside_ask(&s->c, person, &(struct set_aside_new){ .reason = "Verzonnen" }));
  asked_for(g, person_called(g, called), person);
}

/* What was asked of somebody, by their worker; `alone`: whom a director spoke to alone, whose word is kept with her. */
static inline void screened(struct county *g, const char *called, struct id person, struct id alone)
{
  static const char answers[] = "for=uses_violence&phase=riskcare&direct_safety_recorded=yes&acute_danger=no&gender=m&age=38&violence=physical&coercive_control=no&family_profile=stress"
    "&legal_status=none&relation_status=together&parent=yes&lvb_suspected=no&life_areas=none&motivation=compliant&languages=nl&behaviour=Verzonnen";
  char target[200], body[900], id[ID_TEXT];
  id_format(alone, id);
  snprintf(body, sizeof body, "%s%s%s", answers, id_known(alone) ? "&partner_spoken_separately=yes&partner_consents=yes&spoken_by=Sanne&spoken_on=2026-11-20&partner=" : "",
    id_known(alone) ? id : "");
  assert_int_equal(ask(g, person_called(g, called), with_id(target, "/werk/personen/", person, "/wat-past"), body), 303);
}

/* A plan that is not final yet: more of its pages can be opened. */
static inline void drafted(struct county *g, const char *called, struct id person)
{
  struct scratch *const s = g->t.w->s;
  struct plan_new n = { .kind = PLAN_SAFETY, .person = person, .title = "Verzonnen", .why = "Verzonnen", .start = s->c.today, .review = date_plus_days(s->c.today, 42) };
  struct plan_goal goal = { .goal = "Verzonnen" };
  struct plan p;
  act_as(g, person_called(g, called));
  n.coordinator = s->c.scope.actor;
  MUST(plan_make(&s->c, g->house[APART], &n, &goal.plan));
  MUST(plan_get(&s->c, goal.plan, &p));
  goal.compartment = p.compartment;
  MUST(record_insert(&s->c, plan_goal, &goal, NULL));
}

/* What all read, and what lies with one person; a plan that all read, of which each party says what it thinks on its own side. */
static inline void beside_the_sides(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  const struct { const char *called; enum case_place place; struct id about; } notes[] = { { "team", PLACE_SHARED, ID_NONE }, { "team", PLACE_PERSON, g->person_a[APART] },
    { "vrouwenopvang", PLACE_PERSON, g->person_b[APART] }, { "gi", PLACE_PERSON, g->child } };
  for (size_t i = 0; i < COUNT(notes); i++) {
    const struct case_note n = { .place = notes[i].place, .about = notes[i].about, .day = s->c.today, .kind = NOTE_TALK, .text = "Verzonnen" };
    struct id id;
    act_as(g, person_called(g, notes[i].called));
    MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], g->house[APART], &n, &id));
  }
  struct plan_new n = { .kind = PLAN_HELP, .place = PLACE_SHARED, .title = "Verzonnen", .why = "Verzonnen", .start = s->c.today, .review = date_plus_days(s->c.today, 42) };
  struct id plan;
  act_as(g, person_called(g, "team"));
  n.coordinator = s->c.scope.actor;
  MUST(plan_make(&s->c, g->house[APART], &n, &plan));
  MUST(voice_add(&s->c, plan, &(struct voice_new){ g->person_a[APART], TOOK_PART, NULL, DISAGREES, "Verzonnen", s->c.today }));
  act_as(g, person_called(g, "vrouwenopvang"));
  MUST(voice_add(&s->c, plan, &(struct voice_new){ g->person_b[APART], TOOK_PART, NULL, DISAGREES, "Verzonnen", s->c.today }));
}

/* To a provider without an account here: it gets a letter by mail. */
static inline void led_by_letter(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  struct referral_new n = asks_help("Iemand");
  act_as(g, person_called(g, "team"));
  n.aanbod = "hulp-zonder-account";
  n.persoon = g->person_a[APART];
  MUST(referral_begin(&s->c, &n, &g->referral_far));
}

/* A first appointment, which can be put in an agenda, with the one colleague there who has it. */
static inline void appointed(struct county *g, struct id referral)
{
  struct scratch *const s = g->t.w->s;
  const struct referral_step steps[] = { { .act = ACT_RECEIVE }, { .act = ACT_SPOKEN, .day = s->c.today }, { .act = ACT_OFFER, .day = date_plus_days(s->c.today, 3), .with_whom = "Verzonnen" } };
  act_as(g, person_called(g, "aanbieder"));
  if (!id_same(stored(&g->t, referral).responsible, s->c.scope.actor)) MUST(referral_take_over(&s->c, referral));
  for (size_t i = 0; i < COUNT(steps); i++) MUST(referral_do(&s->c, referral, 0, &steps[i]));
}

/* Somebody is in danger: who calls looks into her side for some hours. */
static inline void in_danger(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  struct id compartment;
  console(g->t.w);
  MUST(record_place(&s->c, person, g->person_b[ELSEWHERE], &compartment));
  act_as(g, person_called(g, "veiligthuis"));
  MUST(involve_emergency(&s->c, &compartment, 1, g->house[ELSEWHERE], "Verzonnen gevaar"));
}

/* --- what there is ---------------------------------------------------------------------------------------------------- */

static inline struct id compartment_at(const void *row) { return *(const struct id *)((const char *)row + sizeof(struct id) + sizeof(int32_t)); }

static inline size_t place_found(const struct county *g, struct id compartment)
{
  for (size_t i = 0; i < g->place_count; i++) if (id_same(g->places[i].id, compartment)) return i;
  return PLACES_MOST;
}
static inline void place_added(struct county *g, struct id compartment, size_t house, unsigned part)
{
  const size_t at = place_found(g, compartment);
  if (at < PLACES_MOST) { g->places[at].part |= part; return; }
  assert_true(g->place_count < PLACES_MOST);
  g->places[g->place_count++] = (struct place){ compartment, house, part };
}

/* Whose each compartment is, as it was made. */
static inline void places_known(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  console(g->t.w);
  for (size_t h = 0; h < HOUSES; h++) {
    struct household_file f;
    MUST(household_file(&s->c, g->house[h], &f));
    place_added(g, f.household.compartment, h, SHARED);
    for (size_t i = 0; i < f.sides.count; i++)
      place_added(g, f.sides.at[i].compartment, h, id_same(f.sides.at[i].id, g->childs_side) ? OF_CHILD : f.sides.at[i].letter == SIDE_A ? OF_A : OF_B);
    for (size_t i = 0; i < f.memberships.count; i++) {
      const struct membership *const m = &f.memberships.at[i];
      unsigned part = OF_CHILD;
      for (size_t k = 0; k < f.sides.count; k++) if (id_same(f.sides.at[k].id, m->side) && !id_same(m->side, g->childs_side)) part = f.sides.at[k].letter == SIDE_A ? OF_A : OF_B;
      place_added(g, m->compartment, h, part | (id_same(m->person, g->person_b[ELSEWHERE]) ? IN_DANGER : 0));
    }
  }
  place_added(g, stored(&g->t, g->referral_a).compartment, APART, LED_A);
  place_added(g, stored(&g->t, g->referral_b).compartment, APART, LED_B);
  place_added(g, stored(&g->t, g->referral_far).compartment, APART, LED_FAR);
}

typedef void each_sealed_row(struct county *g, const struct record *rec, void *row);
/* Every row that lies in a compartment, of house and rooms, at the console. */
static inline void each_sealed(struct county *g, each_sealed_row *each)
{
  struct scratch *const s = g->t.w->s;
  console(g->t.w);
  const struct records all = all_records(&s->c.arena, rooms);
  for (size_t r = 0; r < all.count; r++) {
    const struct record *const rec = all.at[r];
    char sql[280];
    void *rows;
    size_t count;
    if (rec->protection != SEALED && rec != &referral_record) continue;         /* of a referral how far it is lies open */
    snprintf(sql, sizeof sql, "FROM %s WHERE %s.region = $1 ORDER BY %s.id", rec->name, rec->name, rec->name);      /* the same in every database: what is made here takes its ids in turn */
    const struct query every = { rec, sql };
    MUST(record_select_(&s->c, rec, &rows, &count, &every, P0));
    for (size_t i = 0; i < count; i++) each(g, rec, (char *)rows + i * rec->size);
  }
}

static inline size_t field_number(struct county *g, const struct record *rec, const struct field *f)
{
  size_t i = 0;
  while (i < g->field_count && g->fields[i].field != f) i++;
  if (i == g->field_count) g->fields[g->field_count++] = (struct sown){ rec, f };
  assert_true(g->field_count < FIELDS_MOST);
  return i;
}

/* Each text of a row gets the word of its place and field; a number or a mail address one that is no other's. */
static inline void sow_row(struct county *g, const struct record *rec, void *row)
{
  struct scratch *const s = g->t.w->s;
  const size_t place = place_found(g, compartment_at(row));
  bool changed = false;
  if (place == PLACES_MOST) return;
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    char word[WORD_TEXT], number[NUMBER + 1];
    if (!holds_words(rec, f)) continue;
    const size_t n = field_number(g, rec, f);
    const bool way = rec == &contact_way_record && strcmp(f->name, "value") == 0, mail = way && ((struct contact_way *)row)->kind == CONTACT_MAIL;
    word_of(place, n, word);
    number_of(place, n, number);
    const char *text = way && ((struct contact_way *)row)->kind == CONTACT_PHONE ? arena_text(&s->c.arena, number, NUMBER)
      : mail ? JOIN(&s->c.arena, word, "@voorbeeld.invalid") : arena_text(&s->c.arena, word, WORD);
    g->planted[place][n] = true;
    const char *const before = field_text(f, row);
    if (before && strcmp(before, text) == 0) continue;
    memcpy(field_in(f, row), &text, sizeof text);
    changed = true;
  }
  if (changed) MUST(record_update_(&s->c, rec, row));
}

static inline void sow(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  const struct places *const places = s->c.places;
  s->c.places = NULL;                                        /* a word is no municipality */
  each_sealed(g, sow_row);
  s->c.places = places;
}

/* Plans are kept once more as they are now, words and all. */
static inline void keep_plan(struct county *g, const struct record *rec, void *row)
{
  struct scratch *const s = g->t.w->s;
  const struct plan *const p = row;
  struct plan_file f;
  if (rec != &plan_record) return;
  MUST(plan_open(&s->c, p->id, &f));
  MUST(version_keep(&s->c, &f, p->versions.known ? p->versions.n + 1 : 1));
}

static inline void note_row(struct county *g, const struct record *rec, void *row)
{
  assert_true(g->row_count < ROWS_MOST);
  g->rows[g->row_count++] = (struct row){ *(const struct id *)row, rec, place_found(g, compartment_at(row)) };
}

/* As with a server for mail: what is asked for waits, and is never sent. */
static inline void mail_goes_out(struct county *g)
{
  struct world *const w = g->t.w;
  struct scratch *const s = w->s;
  w->config.smtp_url = "smtp://127.0.0.1:9";
  w->config.mail_from = "noreply@voorbeeld.invalid";
  w->config.public_url = "http://localhost";
  w->config.quiet_hours = "20:00-08:00";
  MUST(outbox_open(&s->c, &w->config, &w->app.outbox));
}

/* Help of a provider where nobody has an account: it is asked by mail. */
static inline void offer_far_away(struct county *g)
{
  struct scratch *const s = g->t.w->s;
  const struct offer_line line = { .offer = { .name = "Hulp zonder account", .kind = KIND_HELP, .status = STATUS_ACTIVE, .regions = "oost-brabant", .ask_at = "elders@voorbeeld.invalid" },
    .provider = "Stichting Elders" };
  struct id id;
  console(g->t.w);
  MUST(offer_add(&s->c, &line, &id));
  map_again(&g->t);
}

static inline struct county *county_new(void)
{
  struct county *const g = calloc(1, sizeof *g);
  assert_non_null(g);
  g->t = town_new();
  struct scratch *const s = g->t.w->s;
  mail_goes_out(g);
  offer_far_away(g);
  struct synth own = { .seed = 5, .canary = "Verzonnen" }, others = own;
  everybody(g);
  console(g->t.w);
  MUST(synth_actors(&s->c, 0, &own));
  console(g->t.w);
  MUST(synth_actors(&s->c, 1, &others));
  employ(g, "team 1", others.team.account, others.team.organisation, ROLE_TEAM);
  employ(g, "opvang 1", others.shelter.account, others.shelter.organisation, ROLE_SHELTER);
  household_made(g, APART, &own, 0);
  household_made(g, ELSEWHERE, &others, 1);
  household_made(g, DIRECTED, &own, 2);
  third_side(g);
  more_of(g, "team", g->person_a[APART], &g->referral_a);
  more_of(g, "vrouwenopvang", g->person_b[APART], &g->referral_b);
  screened(g, "team", g->person_a[APART], ID_NONE);
  screened(g, "vrouwenopvang", g->person_b[APART], ID_NONE);
  screened(g, "regisseur", g->person_a[DIRECTED], g->person_b[DIRECTED]);
  led_by_letter(g);
  appointed(g, g->referral_a);
  appointed(g, g->referral_b);
  drafted(g, "team", g->person_a[APART]);
  drafted(g, "vrouwenopvang", g->person_b[APART]);
  drafted(g, "gi", g->child);
  beside_the_sides(g);
  in_danger(g);
  places_known(g);
  sow(g);
  each_sealed(g, keep_plan);
  each_sealed(g, note_row);
  for (size_t i = 0; i < g->place_count; i++) g->rows[g->row_count++] = (struct row){ g->places[i].id, &compartment_record, i };
  return g;
}
static inline void county_free(struct county *g)
{
  town_free(&g->t);
  free(g);
}
#endif
