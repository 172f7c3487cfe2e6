#include "synth.h"
#include "accounts.h"
#include "grounds.h"
#include "need_to_know.h"
#include "organisations.h"
#include "rooms.h"
#include "synth_kin.h"
#include "text.h"

/* --- chance ------------------------------------------------------------------------------------------- */

struct tale { struct ctx *c; const struct synth *s; size_t n; uint64_t state; };

static uint64_t next(struct tale *t)                         /* splitmix64 */
{
  uint64_t z = t->state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}
static size_t below(struct tale *t, size_t n) { return (size_t)(next(t) % n); }
#define PICK(t, list) (list)[below((t), COUNT(list))]

static const char *number(struct tale *t, size_t n)
{
  struct buf b = { 0 };
  put_int(&b, (int64_t)n);
  return buf_to_arena(&t->c->arena, &b);
}

const char *synth_says(struct ctx *c, const struct synth *s, size_t n, const char *field, const char *text)
{
  struct buf b = { 0 };
  if (!s->canary) return text;
  put_int(&b, (int64_t)n);
  return JOIN(&c->arena, s->canary, " ", field, " ", buf_to_arena(&c->arena, &b));
}
static const char *says(struct tale *t, const char *field, const char *text) { return synth_says(t->c, t->s, t->n, field, text); }

/* --- what is made up ------------------------------------------------------------------------------------ */

static const char *const women[] = { "Noor", "Lotte", "Fatima", "Sanne", "Mila", "Esra", "Joke", "Agnieszka", "Roos", "Naima" };
static const char *const men[] = { "Bram", "Daan", "Youssef", "Pieter", "Milan", "Emre", "Kees", "Piotr", "Jesse", "Omar" };
static const char *const children[] = { "Sem", "Lot", "Tess", "Adam", "Fien", "Mees", "Yara", "Guus", "Liv", "Noud" };
static const char *const prefixes[] = { NULL, NULL, "van", "van der", "de" };
static const char *const surnames[] = { "Voorbeeld", "Proefstra", "Verzonnen", "Testema", "Nepveen", "Bedacht", "Fictief", "Denkbeeld", "Zomaar", "Proefkonijn" };
static const char *const streets[] = { "Proefstraat", "Verzonnenlaan", "Testpad", "Voorbeeldweg", "Niemandsdreef", "Bedachtesingel" };
static const char *const towns[] = { "Proefdorp", "Verzonnenstad", "Testhuizen", "Voorbeeldrecht" };
static const char *const languages[] = { "nl", "nl", "nl", "nl ar", "pl", "tr nl" };
static const char *const shelters[] = { "Opvanglaan", "Schuilpad", "Luwtehof" };

static struct date birth(struct tale *t, int32_t from, int32_t years)
{
  return (struct date){ (from + (int32_t)below(t, (size_t)years)) * 10000 + (1 + (int32_t)below(t, 12)) * 100 + 1 + (int32_t)below(t, 28) };
}

static const char *phone(struct tale *t)
{
  const char *const digits = number(t, 100000 + below(t, 100000));
  return JOIN(&t->c->arena, "06-000", digits + 1);
}

static const char *mail(struct tale *t, const char *called)
{
  const char *const before = t->s->canary ? JOIN(&t->c->arena, t->s->canary, ".contact_way.value") : text_slug(&t->c->arena, called, 20);
  return JOIN(&t->c->arena, before, ".", number(t, t->n), "@voorbeeld.invalid");
}

static int add_contacts(struct tale *t, struct id person, const char *called)
{
  const enum yes_no safe = (enum yes_no)below(t, 3), message = (enum yes_no)below(t, 3);
  const struct contact_way ways[] = {
    { .person = person, .kind = CONTACT_PHONE, .value = phone(t), .safe = safe, .hours = says(t, "contact_way.hours", "Op werkdagen na negen uur"),
      .voicemail = safe == YES || message != YES ? message : NO, .who_answers = says(t, "contact_way.who_answers", "Soms een kind: zeg dat u later belt"), .preferred = YES },
    { .person = person, .kind = CONTACT_MAIL, .value = mail(t, called), .safe = (enum yes_no)below(t, 3) },
    { .person = person, .kind = CONTACT_OTHER, .value = says(t, "contact_way.value", "Via de school, op dinsdag"), .safe = YES } };
  for (size_t i = 0; i < COUNT(ways); i++) if (i == 0 || t->s->canary || below(t, 2)) TRY(contact_add(t->c, &ways[i], true, NULL));
  return OK;
}

static int add_address(struct tale *t, struct id person, enum address_kind kind, enum yes_no secret)
{
  const char *const street = kind == ADDRESS_SHELTER ? PICK(t, shelters) : PICK(t, streets);
  const struct address a = { .person = person, .kind = kind, .street = says(t, "address.street", street), .number = says(t, "address.number", number(t, 900 + below(t, 99))),
    .postal_code = says(t, "address.postal_code", "0000 AA"), .town = says(t, "address.town", PICK(t, towns)), .secret = secret,
    .municipality = t->s->canary ? says(t, "address.municipality", NULL) : NULL, .since = birth(t, 2022, 3), .note = says(t, "address.note", secret == YES ? "Nooit post hierheen." : NULL) };
  return address_add(t->c, &a, NULL);
}

/* What is only asked on the page of the person itself. */
static int complete(struct tale *t, struct id person)
{
  struct person p;
  TRY(person_get(t->c, person, &p));
  p.languages = PICK(t, languages);
  p.address_as = says(t, "person.address_as", below(t, 3) ? NULL : "Liever u dan jij. Rustig praten.");
  return person_change(t->c, &p);
}

/* What the household knows of how they belong together. */
static int relate(struct tale *t, struct id person, const char *relation)
{
  struct membership_list memberships;
  struct household_member m;
  TRY(memberships_of_person(t->c, person, &memberships));
  if (!memberships.count || !id_known(memberships.at[0].member)) return OK;
  TRY(member_get(t->c, memberships.at[0].member, &m));
  m.relation = says(t, "household_member.relation", relation);
  return member_change(t->c, &m);
}

static int add_person(struct tale *t, struct id side, const struct person_new *of, bool shared, struct id *out)
{
  struct person_new n = *of;
  const char *const called = of->called;
  n.called = says(t, "person.called", called);
  n.given_names = says(t, "person.given_names", called);
  n.prefix = says(t, "person.prefix", of->prefix);
  n.surname = says(t, "person.surname", of->surname);
  n.relation = says(t, "membership.relation", of->relation);
  n.shared_name = shared ? says(t, "household_member.shared_name", called) : NULL;
  n.anyway = YES;
  TRY(person_add_made_up(t->c, side, &n, out));
  TRY(relate(t, *out, of->relation));
  return complete(t, *out);
}

/* --- a party and what belongs to it ------------------------------------------------------------------- */

static int note_side(struct tale *t, struct id side, const char *notes)
{
  struct household_side s;
  TRY(side_get(t->c, side, &s));
  s.notes = says(t, "household_side.notes", notes);
  return side_change(t->c, &s);
}

static int first_party(struct tale *t, struct id side)
{
  const bool man = below(t, 4) != 0;
  struct id person;
  const struct person_new n = { .called = man ? PICK(t, men) : PICK(t, women), .prefix = PICK(t, prefixes), .surname = PICK(t, surnames),
    .birth = birth(t, 1960, 44), .gender = man ? PERSON_MAN : PERSON_WOMAN,
    .role = below(t, 6) ? MEMBER_USES : MEMBER_BOTH, .relation = "ex-partner" };
  TRY(add_person(t, side, &n, true, &person));
  TRY(add_address(t, person, ADDRESS_HOME, NO));
  TRY(add_contacts(t, person, n.called));
  return note_side(t, side, "Wil zelf dat het stopt. Is het liefst 's avonds te spreken.");
}

static int own_of_child(struct tale *t, struct id child)
{
  return synth_child(t->c, &(struct synth_child){ .person = child, .about = says(t, "child_wish.about", "vader"), .words = says(t, "child_wish.words", "Ik mis hem wel, maar niet als hij boos is."),
    .asked_by = says(t, "child_wish.asked_by", "Medewerker van de opvang, zonder ouders erbij"), .trusted = says(t, "child_trust.trusted_name", "Juf Ans"),
    .reach = says(t, "child_trust.trusted_reach", "Op school, na de les"), .authority = says(t, "child_trust.authority_note", "Van beide kanten gehoord, nog niet nagekeken"),
    .parent = says(t, "parent_access.parent", "vader"), .reason = says(t, "parent_access.reason", "Uit het dossier blijkt waar het kind verblijft.") });
}

static int second_party(struct tale *t, struct id household, struct id side)
{
  const char *const surname = PICK(t, surnames), *const prefix = PICK(t, prefixes);
  struct id person, child;
  const struct person_new n = { .called = PICK(t, women), .prefix = prefix, .surname = surname, .birth = birth(t, 1965, 40),
    .gender = PERSON_WOMAN, .role = MEMBER_EXPERIENCES, .relation = "ex-partner" };
  TRY(add_person(t, side, &n, true, &person));
  TRY(add_address(t, person, below(t, 2) ? ADDRESS_SHELTER : ADDRESS_STAY, YES));
  TRY(add_contacts(t, person, n.called));
  for (size_t k = 0, count = t->s->canary ? 1 : below(t, 4); k < count; k++) {
    const struct person_new kid = { .called = PICK(t, children), .prefix = prefix, .surname = surname, .birth = birth(t, 2008, 17), .role = MEMBER_CHILD, .relation = "kind van beiden" };
    TRY(add_person(t, side, &kid, true, &child));
    if (k == 0) TRY(add_address(t, child, ADDRESS_WORK, YES));
    if (k == 0) TRY(own_of_child(t, child));
  }
  const struct synth_kin kin = { .household = household, .side = side, .person = person, .n = t->n, .grandmother = says(t, "kin_relation.other_name", "Oma Wil"),
    .note = says(t, "kin_relation.note", "Belt elke zondag. Weet niet waar zij is.") };
  TRY(synth_relations(t->c, &kin));
  return note_side(t, side, "Niemand mag weten waar zij verblijft.");
}

/* --- who does what -------------------------------------------------------------------------------------- */

static void act(struct tale *t, const struct synth_actor *who)
{
  t->c->scope.actor = who->account;
  t->c->scope.organisation = who->organisation;
  t->c->scope.role = who->role;
  t->c->scope.reach = REACH_INVOLVED;
}

int synth_ask_in(struct ctx *c, const struct synth_actor *who, const struct id *compartments, size_t count, struct id household, const char *how)
{
  for (size_t i = 0; i < count; i++) {
    struct compartment what;
    TRY(compartment_get(c, compartments[i], &what));
    const struct ground g = { .compartment = compartments[i], .organisation = who->organisation, .things = things_of(what.kind), .purpose = PURPOSE_HELP, .ground = GROUND_CONSENT,
      .how = how, .since = c->today };
    TRY(ground_add(c, &g, NULL));
  }
  return involve(c, who->account, who->organisation, compartments, count, household, PURPOSE_HELP);
}

static int ask_in(struct tale *t, const struct synth_actor *who, const struct id *compartments, size_t count, struct id household)
{
  return synth_ask_in(t->c, who, compartments, count, household, says(t, "ground.how", "Mondeling gegeven in een gesprek"));
}

static int describe(struct tale *t, struct id household)
{
  struct household h;
  TRY(household_get(t->c, household, &h));
  h.address = says(t, "household.address", NULL);
  h.note = says(t, "household.note", below(t, 2) ? "Er is een gesprek met iedereen apart geweest." : NULL);
  return household_change(t->c, &h);
}

/* The local team works for one party, the shelter for the other; neither sees the other's side. */
static int apart(struct tale *t, const struct household_file *f)
{
  struct id side;
  TRY(first_party(t, f->sides.at[0].id));
  TRY(ask_in(t, &t->s->shelter, &f->household.compartment, 1, f->household.id));
  act(t, &t->s->shelter);
  TRY(side_open(t->c, f->household.id, SIDE_B, &side));
  return second_party(t, f->household.id, side);
}

/* A director sees both sides and asks a colleague in for each. */
static int directed(struct tale *t, const struct household_file *f)
{
  const struct id a[] = { f->household.compartment, f->sides.at[0].compartment }, b[] = { f->household.compartment, f->sides.at[1].compartment };
  TRY(ask_in(t, &t->s->team, a, COUNT(a), f->household.id));
  TRY(ask_in(t, &t->s->shelter, b, COUNT(b), f->household.id));
  TRY(first_party(t, f->sides.at[0].id));
  return second_party(t, f->household.id, f->sides.at[1].id);
}

static int tell(struct tale *t, struct id *out)
{
  const bool by_director = t->n % 3 == 2;
  const struct household_new n = { .name = says(t, "household.name", JOIN(&t->c->arena, "Huishouden ", number(t, 900 + t->n))), .mine = by_director ? MY_SIDE_BOTH : MY_SIDE_A };
  struct household_file f;
  act(t, by_director ? &t->s->director : &t->s->team);
  TRY(household_open(t->c, &n, out));
  TRY(describe(t, *out));
  TRY(household_file(t->c, *out, &f));
  return by_director ? directed(t, &f) : apart(t, &f);
}

int synth_household(struct ctx *c, const struct synth *s, size_t n, struct id *out)
{
  struct tale t = { c, s, n, s->seed * 0x2545F4914F6CDD1Du + n * 0x9E3779B97F4A7C15u };
  const struct scope before = c->scope;
  const struct places *const places = c->places;
  if (s->canary) c->places = NULL;                           /* a canary is no municipality */
  const int rc = tell(&t, out);
  c->scope = before;
  c->places = places;
  return rc;
}

int synth_whole(struct ctx *c, const struct synth *s, size_t n, struct id *out)
{
  TRY(synth_household(c, s, n, out));
  for (size_t r = 0; rooms[r]; r++) if (rooms[r]->synth) TRY(rooms[r]->synth(c, s, n, *out));
  return OK;
}

/* --- colleagues --------------------------------------------------------------------------------------- */

static int actor(struct ctx *c, const char *mail, const char *name, const char *organisation, enum role role, struct synth_actor *out)
{
  const struct account a = { .name = name, .mail = mail, .language = "nl" };
  struct organisation o = { .name = organisation, .kind = role == ROLE_TEAM ? ORGANISATION_LOCAL_TEAM : role == ROLE_SHELTER ? ORGANISATION_SHELTER : ORGANISATION_REGION, .region = c->scope.region };
  struct account there;
  struct post_list posts;
  int rc = account_by_mail(c, mail, &there);
  if (rc == ERR_NOT_FOUND) {
    struct post p = { .role = role, .region = c->scope.region };
    c->error = (struct error){ 0 };
    TRY(account_add(c, &a, &there.id));
    TRY(organisation_add(c, &o, &p.organisation));
    p.account = there.id;
    rc = post_ask(c, &p, NULL);
  }
  TRY(rc);
  TRY(posts_of_account(c, there.id, &posts));
  if (!posts.count) return fail(c, ERR_STORE, NULL, N_("A colleague of the example households has no role any more."));
  *out = (struct synth_actor){ there.id, posts.at[0].organisation, role_key(posts.at[0].role) };
  return OK;
}

static const char *numbered(struct ctx *c, const char *before, size_t n, const char *after)
{
  struct buf b = { 0 };
  put(&b, before);
  put_int(&b, (int64_t)n);
  put(&b, after);
  return buf_to_arena(&c->arena, &b);
}

int synth_actors(struct ctx *c, size_t n, struct synth *s)
{
  const struct { enum role role; const char *demo, *mail, *name, *organisation; struct synth_actor *out; } who[] = {
    { ROLE_TEAM,     "team@demo.invalid",          "team",   "Teamlid ",      "Wijkteam Verzonnen ", &s->team },
    { ROLE_DIRECTOR, "regisseur@demo.invalid",     "regie",  "Regisseur ",    "Regie Verzonnen ",    &s->director },
    { ROLE_SHELTER,  "vrouwenopvang@demo.invalid", "opvang", "Opvangwerker ", "Opvang Verzonnen ",   &s->shelter } };
  struct account there;
  const bool demo = n == 0 && account_by_mail(c, who[0].demo, &there) == OK;
  c->error = (struct error){ 0 };
  for (size_t i = 0; i < COUNT(who); i++)
    TRY(actor(c, demo ? who[i].demo : numbered(c, who[i].mail, n, "@voorbeeld.invalid"), numbered(c, who[i].name, n, ""), numbered(c, who[i].organisation, n, ""), who[i].role, who[i].out));
  return OK;
}
