#include "profile_fields.h"
#include "json.h"
#include "places.h"
#include "text.h"

DEFINE_CHOICES(who_asks, ASKERS)
DEFINE_CHOICES(role_in_violence, ROLES_IN_VIOLENCE)
DEFINE_CHOICES(own_gender, OWN_GENDERS)
DEFINE_CHOICES(harm, HARMS)
DEFINE_CHOICES(family_profile, FAMILY_PROFILES)
DEFINE_CHOICES(motivation, MOTIVATIONS)
DEFINE_CHOICES(legal_status, LEGAL_STATUSES)
DEFINE_CHOICES(relation_status, RELATION_STATUSES)
DEFINE_CHOICES(referrer, REFERRERS)
DEFINE_CHOICES(finished_help, FINISHED_HELP)
DEFINE_CHOICES(preference, PREFERENCES)

/* As professionals are asked. */
static const struct field fields[] = {
  F_TEXT(profile, region,       REQUIRED, N_("Region"), .max = SLUG_MOST),
  PROFILE_MUNICIPALITY,
  F_ENUM(profile, asker,        ASKED, who_asks, N_("Who asks?")),
  PROFILE_QUESTIONS,
};
const struct record profile_record = PART(profile, fields);

/* A visitor is no professional, whatever they are elsewhere: what only a professional's word opens stays shut. */
static const struct choice visitor_asks[] = {
  { NULL, N_("Unknown") }, { "self", N_("It is about myself") },
  { "partner", N_("I am the partner or ex-partner") }, { "relative", N_("I am family, a friend or a neighbour") }
};
static const struct choices visitor_asks_choices = { COUNT(visitor_asks), visitor_asks };
static const struct choice visitor_roles[] = {
  { NULL, N_("Unknown") }, { "uses_violence", N_("Uses violence, or is afraid to") }, { "experiences_violence", N_("Goes through violence") }, { "both", N_("Both") }
};
static const struct choices visitor_roles_choices = { COUNT(visitor_roles), visitor_roles };
static const struct choice visitor_situations[] = {
  { NULL, N_("Unknown") }, { "early", N_("It went wrong once or a few times, or somebody fears that it will") }, { "direct", N_("It is not safe at home now") },
  { "riskcare", N_("It happens again and again, and it must stop for good") }, { "recovery", N_("It has stopped, and people want to go on") }
};
static const struct choices visitor_situations_choices = { COUNT(visitor_situations), visitor_situations };
_Static_assert(IN_USES == 1 && IN_EXPERIENCES == 2 && IN_BOTH == 3 && PHASE_EARLY == 1 && PHASE_DIRECT == 2 && PHASE_RISKCARE == 3 && PHASE_RECOVERY == 4,
  "the visitor's choices stand in the order of the professionals'");
#define VISITOR_ENUM(m, key, values_, ...) { .kind = FIELD_ENUM, .name = key, .at = offsetof(struct profile, m), .flags = ASKED, .values = &values_, .label = __VA_ARGS__ }
_Static_assert(ASKS_SELF == 1 && ASKS_PARTNER == 2 && ASKS_RELATIVE == 3, "the visitor's choices are the first ones of who_asks");

/* For visitors: plain situations, in the u-form. */
static const struct field visitor_fields[] = {
  F_TEXT(profile, region,       REQUIRED, N_("In which region do you live?"), .max = SLUG_MOST),
  VISITOR_ENUM(asker, "asker", visitor_asks_choices, N_("Who are you?")),
  VISITOR_ENUM(for_whom, "for", visitor_roles_choices, N_("What is going on with the person whom it is about?")),
  F_ENUM(profile, acute_danger, ASKED, yes_no, N_("Is somebody in danger now?")),
  F_ENUM(profile, suicidal_thoughts, ASKED, yes_no, N_("Does somebody think of suicide?")),
  VISITOR_ENUM(phase, "phase", visitor_situations_choices, N_("Which of these comes closest?")),
  F_ENUM(profile, direct_safety_recorded, ASKED, yes_no, N_("Has the violence stopped, and does everybody feel safe?")),
  F_SET (profile, violence,     ASKED, harm, N_("What happens at home?")),
  F_ENUM(profile, coercive_control, ASKED, yes_no, N_("Is one of the two afraid of the other, or not allowed to do things?")),
  F_SET (profile, legal_status, ASKED, legal_status, N_("Did the police, the mayor or the court decide anything?")),
  F_ENUM(profile, gender,       ASKED, own_gender, N_("Is it a man or a woman?")),
  F_INT (profile, age,          OPTIONAL, N_("How old is this person?"), .max = AGE_MOST),
  F_ENUM(profile, relation_status, ASKED, relation_status, N_("Are they together?")),
  F_ENUM(profile, parent,       ASKED, yes_no, N_("Are there children?")),
  F_ENUM(profile, lvb_suspected, ASKED, yes_no, N_("Is reading letters or filling in forms hard for this person?")),
  F_ENUM(profile, group_ready,  ASKED, yes_no, N_("Would this person talk in a group?")),
  F_SET (profile, life_areas,   ASKED, life_area, N_("Is help needed with anything else?")),
  F_SET (profile, finished,     ASKED, finished_help, N_("Was there help before, up to the end?")),
  F_ENUM(profile, cost_barrier, ASKED, yes_no, N_("Must the help be free of charge?")),
  F_SET (profile, preferences,  ASKED, preference, N_("What would you like best?")),
};
const struct record visitor_profile_record = PART(profile, visitor_fields);

bool profile_tells_control(const struct profile *p)
{
  return p->coercive_control == YES || p->family_profile == PROFILE_TERROR || set_has(p->violence, HARM_STALKING);
}

bool profile_is_partners(const char *name) { return strncmp(name, "partner_", strlen("partner_")) == 0; }
bool profile_is_inside(const char *name) { return profile_is_partners(name) || strcmp(name, "coercive_control") == 0 || strcmp(name, "family_profile") == 0; }

int profile_check(struct ctx *c, const struct profile *p)
{
  TRY(record_check_(c, &profile_record, p));
  if (!c->places) return OK;
  if (strcmp(p->region, REGION_NATIONWIDE) == 0 || !region_find(c->places, p->region, strlen(p->region))) return fail(c, ERR_INVALID, "region", N_("This region is not known."));
  if (!p->municipality) return OK;
  const struct municipality *const m = municipality_find(c->places, p->municipality, strlen(p->municipality));
  if (!m) return fail(c, ERR_INVALID, "municipality", N_("This municipality is not known."));
  return strcmp(m->region, p->region) == 0 ? OK : fail(c, ERR_INVALID, "municipality", N_("This municipality is in another region."));
}

int profile_read_json(struct ctx *c, const char *text, size_t len, struct profile *out)
{
  struct profile p = { 0 };
  TRY(json_read_row_(c, &profile_record, text, len, &p));
  TRY(profile_check(c, &p));
  *out = p;
  return OK;
}

/* A question that is answered by yes or no is true or false in JSON. */
static void put_answer(const struct field *f, const struct profile *p, struct buf *b)
{
  if (f->values == &yes_no_choices) put(b, field_enum(f, p) == YES ? "true" : "false");
  else json_field(f, p, b);
}

const char *profile_json(struct ctx *c, const struct profile *p)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  json_open(&j, '{');
  for (size_t i = 0; i < COUNT(fields); i++) {
    if (!field_known(&fields[i], p)) continue;
    json_key(&j, fields[i].name);
    put_answer(&fields[i], p, &b);
  }
  json_close(&j);
  return buf_to_arena(&c->arena, &b);
}
