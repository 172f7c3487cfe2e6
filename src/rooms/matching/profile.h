/* What is known about one person and the situation: the answers that matching stands on. Everything but the region may be
 * unknown. Nothing here says who it is: an anonymous profile is never stored or logged.
 * Source: Bouwstenen plegeraanbod 2021, Inleiding and bijlage 2; Inventarisatie Oost-Brabant, kenmerken; IVO 2021, 3.2. */
#ifndef PROFILE_H
#define PROFILE_H
#include "offers.h"

#define ASKERS(X) \
  X(ASKS_UNKNOWN,      NULL,           N_("Unknown")) \
  X(ASKS_SELF,         "self",         N_("The person whom it is about")) \
  X(ASKS_PARTNER,      "partner",      N_("A partner or ex-partner")) \
  X(ASKS_RELATIVE,     "relative",     N_("Family, a friend, somebody who knows them")) \
  X(ASKS_PROFESSIONAL, "professional", N_("A professional"))
DECLARE_CHOICES(who_asks, ASKERS)

#define ROLES_IN_VIOLENCE(X) \
  X(IN_UNKNOWN,     NULL,                   N_("Unknown")) \
  X(IN_USES,        "uses_violence",        N_("Uses violence")) \
  X(IN_EXPERIENCES, "experiences_violence", N_("Experiences violence")) \
  X(IN_BOTH,        "both",                 N_("Both"))
DECLARE_CHOICES(role_in_violence, ROLES_IN_VIOLENCE)

#define OWN_GENDERS(X) \
  X(OWN_GENDER_UNKNOWN, NULL, N_("Unknown")) \
  X(OWN_MAN,   "m", N_("Man")) \
  X(OWN_WOMAN, "f", N_("Woman")) \
  X(OWN_OTHER, "x", N_("Other"))
DECLARE_CHOICES(own_gender, OWN_GENDERS)

#define HARMS(X) \
  X(HARM_UNKNOWN,       NULL,            N_("Unknown")) \
  X(HARM_PHYSICAL,      "physical",      N_("Hitting, kicking, pushing, throwing")) \
  X(HARM_PSYCHOLOGICAL, "psychological", N_("Threatening, humiliating, belittling")) \
  X(HARM_SEXUAL,        "sexual",        N_("Forcing to sexual acts")) \
  X(HARM_STALKING,      "stalking",      N_("Following, watching, harassing")) \
  X(HARM_ECONOMIC,      "economic",      N_("Taking control of money")) \
  X(HARM_CHILD,         "child_abuse",   N_("Violence towards a child, or a child that sees it"))
DECLARE_CHOICES(harm, HARMS)

/* Source: Inventarisatie Oost-Brabant, gezinsprofielen. */
#define FAMILY_PROFILES(X) \
  X(PROFILE_UNKNOWN,   NULL,               N_("Unknown")) \
  X(PROFILE_TERROR,    "intimate_terror",  N_("Intimate terror")) \
  X(PROFILE_STRESS,    "stress",           N_("Family under stress")) \
  X(PROFILE_CARE,      "long_term_care",   N_("Long-term care")) \
  X(PROFILE_CHILD,     "child_behaviour",  N_("Behaviour of a child, stress of parenting")) \
  X(PROFILE_DIVORCE,   "conflict_divorce", N_("Complex conflict divorce"))
DECLARE_CHOICES(family_profile, FAMILY_PROFILES)

/* Source: Inventarisatie Oost-Brabant, vraag; IVO 2021, 3.2.2. It changes over time. */
#define MOTIVATIONS(X) \
  X(MOTIVATION_UNKNOWN,     NULL,            N_("Unknown")) \
  X(MOTIVATION_CONSCIENTIOUS, "conscientious", N_("Wants it himself or herself")) \
  X(MOTIVATION_COMPLIANT,   "compliant",     N_("Goes along because somebody asks it")) \
  X(MOTIVATION_CALCULATING, "calculating",   N_("Mostly to avoid consequences"))
DECLARE_CHOICES(motivation, MOTIVATIONS)

#define LEGAL_STATUSES(X) \
  X(LEGAL_UNKNOWN,        NULL,             N_("Unknown")) \
  X(LEGAL_HOME_BAN,       "home_ban",       N_("A home ban now")) \
  X(LEGAL_HOME_BAN_ENDED, "home_ban_ended", N_("A home ban that has ended")) \
  X(LEGAL_CONTACT_BAN,    "contact_ban",    N_("A contact ban")) \
  X(LEGAL_CIVIL_ORDER,    "civil_order",    N_("A decision of the family court")) \
  X(LEGAL_SUSPECT,        "suspect",        N_("Suspected of a crime")) \
  X(LEGAL_PROBATION,      "probation",      N_("Probation")) \
  X(LEGAL_DETENTION,      "detention",      N_("In detention"))
DECLARE_CHOICES(legal_status, LEGAL_STATUSES)

#define RELATION_STATUSES(X) \
  X(TOGETHER_UNKNOWN, NULL,        N_("Unknown")) \
  X(TOGETHER,         "together",  N_("Together")) \
  X(SEPARATED,        "separated", N_("Separated")) \
  X(DIVORCING,        "divorcing", N_("Divorcing")) \
  X(SINGLE,           "single",    N_("No partner"))
DECLARE_CHOICES(relation_status, RELATION_STATUSES)

#define REFERRERS(X) \
  X(REFERRER_UNKNOWN,      NULL,           N_("Unknown")) \
  X(REFERRER_GP,           "gp",           N_("GP")) \
  X(REFERRER_MUNICIPALITY, "municipality", N_("Municipality or local team")) \
  X(REFERRER_VEILIG_THUIS, "veilig_thuis", N_("Veilig Thuis")) \
  X(REFERRER_PROBATION,    "probation",    N_("Probation service"))
DECLARE_CHOICES(referrer, REFERRERS)

#define FINISHED_HELP(X) \
  X(FINISHED_UNKNOWN,   NULL,        N_("Unknown")) \
  X(FINISHED_GROUP,     "group",     N_("A group")) \
  X(FINISHED_TREATMENT, "treatment", N_("Treatment"))
DECLARE_CHOICES(finished_help, FINISHED_HELP)

#define PREFERENCES(X) \
  X(PREFERS_UNKNOWN,    NULL,             N_("Unknown")) \
  X(PREFERS_EVENING,    "evening",        N_("In the evening or at the weekend")) \
  X(PREFERS_ONLINE,     "online",         N_("By phone or online")) \
  X(PREFERS_PEER,       "peer",           N_("Somebody who has been through it")) \
  X(PREFERS_INDIVIDUAL, "individual",     N_("One to one")) \
  X(PREFERS_BACKGROUND, "own_background", N_("A helper of the same background")) \
  X(PREFERS_NEARBY,     "nearby",         N_("Close to home"))
DECLARE_CHOICES(preference, PREFERENCES)

struct profile {
  const char *region, *municipality;             /* slugs */
  enum who_asks asker;
  enum role_in_violence for_whom;                /* "for" in JSON and forms */
  enum phase phase;
  enum yes_no direct_safety_recorded, acute_danger, suicidal_thoughts;
  enum own_gender gender;
  struct num age;                                /* years */
  struct set violence;                           /* harm */
  enum yes_no coercive_control;
  enum family_profile family_profile;
  enum yes_no partner_spoken_separately, partner_consents;
  enum motivation motivation;
  struct set legal_status;                       /* answered with nothing: none */
  enum relation_status relation_status;
  enum yes_no parent, lvb_suspected;
  struct set life_areas;
  const char *languages;                         /* ISO 639-1, spaces between */
  enum yes_no group_ready, cost_barrier;
  struct set referrers, finished;
  struct num max_wait_days;
  struct set preferences;
};
DECLARE_RECORD(profile);                         /* as professionals are asked, and as JSON has it */
/* The short version for visitors: some of the same answers, in other words. */
extern const struct record visitor_profile_record;

/* Age in years below which somebody is a minor (Burgerlijk Wetboek 1:233). */
enum { ADULT_AGE = 18 };

/* Whether control or stalking is known, whatever is denied elsewhere. Source: Bouwstenen plegeraanbod 2021, Inleiding. */
bool profile_tells_control(const struct profile *p);
/* Whether that member holds what only the partner can say, alone. Source: DOMAIN 4.2, rule 2. */
bool profile_is_partners(const char *name);
/* Likewise, or control: what is answered there shows to nobody who looks along. Source: DOMAIN 4.2, last line. */
bool profile_is_inside(const char *name);

/* ERR_INVALID on `region` or `municipality`: not known, not in that region. */
MUST_USE int profile_check(struct ctx *c, const struct profile *p);
/* From JSON, checked. ERR_INVALID names the member. Texts live in c->arena. */
MUST_USE int profile_read_json(struct ctx *c, const char *text, size_t len, struct profile *out);
/* What profile_json wrote, quickly; not checked. ERR_INVALID likewise. */
MUST_USE int profile_read_stored(struct ctx *c, const char *text, struct profile *out);
/* {"region":…}: what is known. In c->arena. */
const char *profile_json(struct ctx *c, const struct profile *p);
#endif
