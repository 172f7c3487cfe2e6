#include "screenings.h"
#include "accounts.h"
#include "app.h"
#include "gaps.h"
#include "households.h"
#include "json.h"
#include "profile_fields.h"
#include "set_aside.h"
#include "text.h"

/* --- declarations ------------------------------------------------------------------------------------- */

enum { ANSWERS_MOST = 8000, NAMES_MOST = 1000, WHO_MOST = 200, STEP_MOST = 4000, UUID_MOST = 36 };

#define BEHAVIOUR_LABEL    N_("What does this person do to others?")
#define IMPACT_LABEL       N_("What does it do to each person?")
#define PROTECTS_LABEL     N_("What does this person do to protect?")
#define COMPLICATING_LABEL N_("What makes it harder?")

static const struct field fields[] = {
  F_REF (screening, person,        IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_TEXT(screening, answers,       IN_PROGRAM | MADE | REQUIRED, N_("Answers"), .max = ANSWERS_MOST),
  F_TEXT(screening, dont_know,     IN_PROGRAM | MADE, N_("Not known by who was asked"), .max = NAMES_MOST),
  F_TEXT(screening, rather_not,    IN_PROGRAM | MADE, N_("Not told by who was asked"), .max = NAMES_MOST),
  F_TEXT(screening, behaviour,     LONG, BEHAVIOUR_LABEL, .max = STEP_MOST),
  F_TEXT(screening, impact,        LONG, IMPACT_LABEL, .max = STEP_MOST),
  F_TEXT(screening, protects,      LONG, PROTECTS_LABEL, .max = STEP_MOST),
  F_TEXT(screening, complicating,  LONG, COMPLICATING_LABEL, .max = STEP_MOST),
  F_TEXT(screening, rules_version, IN_PROGRAM | MADE | CLEAR | REQUIRED, N_("Version of the rules"), .max = 60),
  F_TEXT(screening, advice,        IN_PROGRAM | MADE | LONG, N_("Advice"), .max = ADVICE_MOST),
  F_REF (screening, by,            IN_PROGRAM, account, N_("By")),
  F_TIME(screening, made,          IN_PROGRAM | REQUIRED, N_("Made")),
};
const struct record screening_record = SEALED_RECORD(screening, fields);

static const struct field place_fields[] = { F_REF(screening_place, person, IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")) };
const struct record screening_place_record = { .name = "screening", .count = COUNT(place_fields), .fields = place_fields, .size = sizeof(struct screening_place), .protection = SEALED };

static const struct field several_fields[] = { F_REF(screening_several, id, REQUIRED, screening, N_("Screening")) };
const struct record screening_several_record = { .name = "screening", .count = COUNT(several_fields), .fields = several_fields, .size = sizeof(struct screening_several), .part = true };

static const struct field talk_fields[] = {
  F_REF (talk_alone, person,    IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_REF (talk_alone, screening, IN_PROGRAM | CLEAR | REQUIRED, screening, N_("Screening")),
  F_TEXT(talk_alone, spoken_by, REQUIRED, N_("Who spoke to the partner alone?"), .max = WHO_MOST),
  F_DATE(talk_alone, spoken_on, REQUIRED | NOT_IN_FUTURE, N_("When was that?")),
  F_ENUM(talk_alone, consents,  OPTIONAL, yes_no, N_("Wants talks together, said when alone")),
  F_REF (talk_alone, by,        IN_PROGRAM, account, N_("By")),
  F_TIME(talk_alone, made,      IN_PROGRAM | REQUIRED, N_("Made")),
};
const struct record talk_alone_record = SEALED_RECORD(talk_alone, talk_fields);

_Static_assert(offsetof(struct screening_new, profile) == 0, "the fields of a profile are read into the beginning of what is asked");
static const struct field new_fields[] = {
  PROFILE_MUNICIPALITY,
  PROFILE_QUESTIONS,
  F_TEXT(screening_new, partner,   OPTIONAL, N_("Who is the partner or ex-partner that was spoken to alone?"), .max = UUID_MOST,
    .help = N_("What this person said is kept with them, and read only by who works with them. To choose from: who is on another side here that you work for too.")),
  F_TEXT(screening_new, spoken_by, OPTIONAL, N_("Who spoke to the partner alone?"), .max = WHO_MOST),
  F_DATE(screening_new, spoken_on, NOT_IN_FUTURE, N_("When was that?")),
  F_TEXT(screening_new, behaviour, LONG, BEHAVIOUR_LABEL, .max = STEP_MOST, .help = N_("Facts: what happened, how often, since when, towards whom.")),
  F_TEXT(screening_new, impact,    LONG, IMPACT_LABEL, .max = STEP_MOST,
    .help = N_("On the partner and on each child. Nothing that only the partner told you, and not where anybody is: everybody who works with this person reads this.")),
  F_TEXT(screening_new, protects,  LONG, PROTECTS_LABEL, .max = STEP_MOST,
    .help = N_("Only what this person does. What the other parent does to protect is written in the screening of the other parent, so that it stays with them.")),
  F_TEXT(screening_new, complicating, LONG, COMPLICATING_LABEL, .max = STEP_MOST, .help = N_("For example: alcohol, debts, housing, pressure of the family.")),
};
const struct record screening_new_record = PART(screening_new, new_fields);

/* --- keeping ------------------------------------------------------------------------------------------- */

static bool said(const char *text) { return text && *text; }

static void forget_partner(struct profile *p) { p->partner_spoken_separately = p->partner_consents = YES_NO_UNKNOWN; }

/* "a b" without what is about the partner. */
static const char *own_names(struct ctx *c, const char *names)
{
  const char *out = NULL;
  size_t n;
  for (const char *s = text_word(names, &n); s; s = text_word(s + n, &n)) {
    const char *const name = arena_text(&c->arena, s, n);
    if (!profile_is_partners(name)) out = out ? JOIN(&c->arena, out, " ", name) : name;
  }
  return out;
}

/* Whether control was written down in any of a person's screenings. Source: DOMAIN 4.2, rule 2: it outweighs a no elsewhere. */
static int control_told(struct ctx *c, struct id person, bool *out)
{
  struct screening_list list;
  struct profile p;
  TRY(screenings_of(c, person, &list));
  for (size_t i = 0; i < list.count && !*out; i++) {
    TRY(screening_profile(c, &list.at[i], &p));
    *out = profile_tells_control(&p);
  }
  return OK;
}

int screening_decided_among(struct ctx *c, const struct screening_list *list, const struct screening *s, struct profile *out)
{
  struct profile p, earlier;
  TRY(screening_profile(c, s, &p));
  for (size_t i = 0; i < list->count; i++) {
    if (list->at[i].made.ms >= s->made.ms) continue;
    TRY(screening_profile(c, &list->at[i], &earlier));
    if (profile_tells_control(&earlier)) p.coercive_control = YES;
  }
  *out = p;
  return OK;
}

int screening_decided(struct ctx *c, const struct screening *s, struct profile *out)
{
  struct screening_list list;
  TRY(screenings_of(c, s->person, &list));
  return screening_decided_among(c, &list, s, out);
}

static int decide(struct ctx *c, const struct matcher *m, const struct profile *p, bool set_aside, struct screening *s)
{
  struct match_result r;
  TRY(match_decide(c, m, &(struct match_ask){ .profile = p, .control_set_aside = set_aside }, &r));
  gaps_note(c, p, &r);
  s->rules_version = matcher_rules(m)->version;
  s->advice = advice_text(c, &r, NULL);
  return OK;
}

static int check_partner(struct ctx *c, const struct screening_new *n)
{
  const struct profile *const p = &n->profile;
  if (p->partner_spoken_separately != YES && p->partner_consents)
    return fail(c, ERR_INVALID, "partner_consents", N_("This counts only if the partner was spoken to alone: answer that first."));
  if (p->partner_spoken_separately != YES) return OK;
  if (!said(n->partner)) return fail(c, ERR_INVALID, "partner", N_("Choose who was spoken to alone. Nobody to choose? First add the partner to an own side in the household."));
  if (!said(n->spoken_by)) return fail(c, ERR_INVALID, "spoken_by", N_("Write who spoke to the partner alone."));
  if (!date_known(n->spoken_on)) return fail(c, ERR_INVALID, "spoken_on", N_("Write when the partner was spoken to alone."));
  return OK;
}

static int find_partner(struct ctx *c, struct id person, const char *chosen, struct person *out)
{
  struct person_list partners;
  struct id id;
  TRY(partners_of(c, person, &partners));
  for (size_t i = 0; id_parse(chosen, &id) && i < partners.count; i++) {
    if (!id_same(partners.at[i].id, id)) continue;
    *out = partners.at[i];
    return OK;
  }
  return fail(c, ERR_INVALID, "partner", N_("Choose from the list."));
}

/* With the partner, and nothing of whom it was about. */
static int add_talk(struct ctx *c, struct id person, const struct screening_new *n, struct id screening)
{
  struct person partner;
  TRY(find_partner(c, person, n->partner, &partner));
  const struct talk_alone t = { .compartment = partner.compartment, .person = partner.id, .screening = screening, .spoken_by = n->spoken_by, .spoken_on = n->spoken_on,
    .consents = n->profile.partner_consents, .by = c->scope.actor, .made = { c->now } };
  return record_insert(c, talk_alone, &t, NULL);
}

/* What was answered may keep two parties apart: the rooms that plan with their households look again. */
static int tell_rooms(struct ctx *c, struct id person)
{
  struct membership_list places;
  TRY(memberships_of_person(c, person, &places));
  for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r; r++)
    for (size_t i = 0; (*r)->may_part && i < places.count; i++) TRY((*r)->may_part(c, places.at[i].household));
  return OK;
}

int screening_add(struct ctx *c, const struct matcher *m, struct id person, const struct screening_new *n, struct id *out)
{
  struct profile answers = n->profile, decided;
  struct screening s = { .person = person, .behaviour = n->behaviour, .impact = n->impact, .protects = n->protects, .complicating = n->complicating,
    .dont_know = own_names(c, n->dont_know), .rather_not = own_names(c, n->rather_not), .by = c->scope.actor, .made = { c->now } };
  bool control = false, set_aside;
  TRY(record_place(c, person, person, &s.compartment));
  TRY(check_partner(c, n));
  answers.region = c->scope.region;
  answers.asker = ASKS_PROFESSIONAL;
  forget_partner(&answers);
  TRY(profile_check(c, &answers));
  TRY(control_told(c, person, &control));
  TRY(control_is_set_aside(c, person, &set_aside));
  s.answers = profile_json(c, &answers);
  decided = answers;
  if (control) decided.coercive_control = YES;
  TRY(decide(c, m, &decided, set_aside, &s));
  TRY(record_insert(c, screening, &s, out));
  if (n->profile.partner_spoken_separately == YES) TRY(add_talk(c, person, n, *out));
  return tell_rooms(c, person);
}

int talk_opens(struct ctx *c, const struct matcher *m, const struct screening *s, const struct talk_alone *t, const char **out)
{
  struct profile without, with;
  struct match_result r;
  bool control = false, set_aside;
  TRY(screening_decided(c, s, &without));
  TRY(control_is_set_aside(c, s->person, &set_aside));
  TRY(control_told(c, t->person, &control));
  with = without;
  if (control) with.coercive_control = YES;
  with.partner_spoken_separately = YES;
  with.partner_consents = t->consents;
  const size_t count = matcher_count(m, without.region);
  uint8_t *const before = arena_new(&c->arena, uint8_t, count + 1);
  TRY(match_verdicts(c, m, &(struct match_ask){ .profile = &without, .control_set_aside = set_aside }, before, count));
  TRY(match_decide(c, m, &(struct match_ask){ .profile = &with, .control_set_aside = set_aside }, &r));
  *out = advice_text(c, &r, before);
  return OK;
}

int screening_put(struct ctx *c, const struct matcher *m, struct id compartment, struct id person, const struct profile *p)
{
  struct screening s = { .compartment = compartment, .person = person, .by = c->scope.actor, .made = { c->now }, .answers = profile_json(c, p) };
  TRY(decide(c, m, p, false, &s));
  return record_insert(c, screening, &s, NULL);
}

/* --- reading ------------------------------------------------------------------------------------------- */

int screening_get(struct ctx *c, struct id id, struct screening *out) { return record_get(c, screening, id, out); }

/* As it was checked then: places may have changed since. */
int screening_profile(struct ctx *c, const struct screening *s, struct profile *out) { return profile_read_stored(c, s->answers, out); }

/* --- who the partner may be ----------------------------------------------------------------------------- */

static enum side_letter letter_of(const struct household_file *f, const struct membership *m)
{
  const struct household_side *const side = file_side(f, m->side);
  return side ? side->letter : SIDE_UNKNOWN;
}

/* Whether the person is on that side; on any, if the letter is not known. */
static bool stands_on(const struct household_file *f, struct id person, enum side_letter letter)
{
  for (size_t i = 0; i < f->memberships.count; i++) {
    const enum side_letter own = id_same(f->memberships.at[i].person, person) ? letter_of(f, &f->memberships.at[i]) : SIDE_UNKNOWN;
    if (own && (!letter || own == letter)) return true;
  }
  return false;
}

static void drop(struct person_list *list, struct id person)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i].id, person)) { list->at[i] = list->at[--list->count]; return; }
}

/* Grown-ups on any side. */
static void add_sided(const struct household_file *f, struct person_list *out)
{
  for (size_t i = 0; i < f->memberships.count; i++) {
    if (!letter_of(f, &f->memberships.at[i]) || f->memberships.at[i].role == MEMBER_CHILD) continue;
    drop(out, f->persons.at[i].id);
    out->at[out->count++] = f->persons.at[i];
  }
}

/* Who stands beside the person anywhere is not apart from them: their files have readers in common. The person is beside themself. */
static void drop_beside(const struct household_file *f, struct id person, struct person_list *out)
{
  for (size_t i = 0; i < f->memberships.count; i++) {
    const enum side_letter letter = letter_of(f, &f->memberships.at[i]);
    if (letter && stands_on(f, person, letter)) drop(out, f->persons.at[i].id);
  }
}

int partners_of(struct ctx *c, struct id person, struct person_list *out)
{
  struct membership_list places;
  size_t most = 0, count = 0;
  TRY(memberships_of_person(c, person, &places));
  struct household_file *const files = arena_new(&c->arena, struct household_file, places.count + 1);
  for (size_t i = 0; i < places.count; i++) {
    const int rc = household_file(c, places.at[i].household, &files[count]);
    if (absent(c, rc)) continue;
    TRY(rc);
    most += files[count++].persons.count;
  }
  struct person_list list = { .at = arena_new(&c->arena, struct person, most + 1) };
  for (size_t i = 0; i < count; i++) if (stands_on(&files[i], person, SIDE_UNKNOWN)) add_sided(&files[i], &list);
  for (size_t i = 0; i < count; i++) drop_beside(&files[i], person, &list);
  *out = list;
  return OK;
}
