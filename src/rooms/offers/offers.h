/* The social map: every form of help, measure or contact moment, with what somebody needs to know to get in.
 * Source: Bouwstenen plegeraanbod 1.4 and bijlage 2; Inventarisatie Oost-Brabant, matrix. */
#ifndef OFFERS_H
#define OFFERS_H
#include "fields.h"
#include "db.h"
#include "organisations.h"

#define OFFER_KINDS(X) \
  X(KIND_UNKNOWN,      NULL,           N_("Unknown")) \
  X(KIND_HELP,         "help",         N_("Help")) \
  X(KIND_MEASURE,      "measure",      N_("Measure")) \
  X(KIND_STEP,         "step",         N_("Step towards help")) \
  X(KIND_TABLE,        "table",        N_("Meeting of professionals")) \
  X(KIND_PROFESSIONAL, "professional", N_("Service for professionals"))
DECLARE_CHOICES(offer_kind, OFFER_KINDS)

#define OFFER_STATUSES(X) \
  X(STATUS_UNKNOWN,   NULL,        N_("Unknown")) \
  X(STATUS_PREPARING, "preparing", N_("Being prepared")) \
  X(STATUS_PILOT,     "pilot",     N_("Pilot")) \
  X(STATUS_ACTIVE,    "active",    N_("Active")) \
  X(STATUS_PAUSED,    "paused",    N_("Paused")) \
  X(STATUS_ENDED,     "ended",     N_("Ended"))
DECLARE_CHOICES(offer_status, OFFER_STATUSES)

#define PHASES(X) \
  X(PHASE_UNKNOWN,  NULL,       N_("Unknown")) \
  X(PHASE_EARLY,    "early",    N_("First incidents")) \
  X(PHASE_DIRECT,   "direct",   N_("Not safe now")) \
  X(PHASE_RISKCARE, "riskcare", N_("Working on lasting safety")) \
  X(PHASE_RECOVERY, "recovery", N_("Recovery"))
DECLARE_CHOICES(phase, PHASES)

#define GROUNDS(X) \
  X(OFFER_GROUND_UNKNOWN,  NULL,             N_("Unknown")) \
  X(GROUND_VOLUNTARY,      "voluntary",      N_("You choose yourself")) \
  X(GROUND_ADMINISTRATIVE, "administrative", N_("Decision of the mayor")) \
  X(GROUND_CIVIL,          "civil",          N_("Decision of the family court")) \
  X(GROUND_CRIMINAL,       "criminal",       N_("Part of a criminal case"))
DECLARE_CHOICES(offer_ground, GROUNDS)

#define ACCESS_ROUTES(X) \
  X(ACCESS_UNKNOWN,        NULL,             N_("Unknown")) \
  X(ACCESS_FREE,           "free",           N_("Without a referral")) \
  X(ACCESS_GP,             "gp",             N_("Through the GP")) \
  X(ACCESS_MUNICIPALITY,   "municipality",   N_("Through the municipality or local team")) \
  X(ACCESS_VEILIG_THUIS,   "veilig_thuis",   N_("Through Veilig Thuis")) \
  X(ACCESS_POLICE,         "police",         N_("Through the police")) \
  X(ACCESS_HOME_BAN,       "home_ban",       N_("During a home ban")) \
  X(ACCESS_AFTER_HOME_BAN, "after_home_ban", N_("After a home ban")) \
  X(ACCESS_PROBATION,      "probation",      N_("Through the probation service")) \
  X(ACCESS_COURT,          "court",          N_("Through the court"))
DECLARE_CHOICES(access_route, ACCESS_ROUTES)

#define COST_KINDS(X) \
  X(COSTS_UNKNOWN,    NULL,               N_("Unknown")) \
  X(COSTS_FREE,       "free",             N_("Free of charge")) \
  X(COSTS_OWN_RISK,   "own_risk",         N_("Own risk of the health insurance")) \
  X(COSTS_OWN_SHARE,  "own_contribution", N_("Own contribution"))
DECLARE_CHOICES(cost_kind, COST_KINDS)

#define HELP_FORMATS(X) \
  X(FORMAT_UNKNOWN,     NULL,          N_("Unknown")) \
  X(FORMAT_INDIVIDUAL,  "individual",  N_("One to one")) \
  X(FORMAT_GROUP,       "group",       N_("In a group")) \
  X(FORMAT_JOINT,       "joint",       N_("Together with partner or family")) \
  X(FORMAT_HOME_VISIT,  "home_visit",  N_("At home")) \
  X(FORMAT_PHONE,       "phone",       N_("By phone")) \
  X(FORMAT_CHAT,        "chat",        N_("By chat")) \
  X(FORMAT_ONLINE,      "online",      N_("Online")) \
  X(FORMAT_APP,         "app",         N_("With an app")) \
  X(FORMAT_DROP_IN,     "drop_in",     N_("Drop-in")) \
  X(FORMAT_RESIDENTIAL, "residential", N_("A place to stay")) \
  X(FORMAT_BUDDY,       "buddy",       N_("With a buddy"))
DECLARE_CHOICES(help_format, HELP_FORMATS)

#define AUDIENCES(X) \
  X(AUDIENCE_UNKNOWN,     NULL,                   N_("Unknown")) \
  X(AUDIENCE_USES,        "uses_violence",        N_("Somebody who uses violence")) \
  X(AUDIENCE_EXPERIENCES, "experiences_violence", N_("Somebody who experiences violence")) \
  X(AUDIENCE_BOTH,        "both",                 N_("Partners who get help together")) \
  X(AUDIENCE_FAMILY,      "family",               N_("The whole family"))
DECLARE_CHOICES(audience, AUDIENCES)

#define FOCUSES(X) \
  X(FOCUS_UNKNOWN, NULL, N_("Unknown")) \
  X(FOCUS_PERSON,  "P",  N_("Stopping the violence")) \
  X(FOCUS_SYSTEM,  "S",  N_("Family and relations")) \
  X(FOCUS_PSYCHE,  "Y",  N_("Mental health")) \
  X(FOCUS_OTHER,   "O",  N_("Debts, housing, substance use, work"))
DECLARE_CHOICES(focus, FOCUSES)

#define GENDERS(X) \
  X(GENDER_UNKNOWN, NULL,    N_("Unknown")) \
  X(GENDER_WOMEN,   "women", N_("Women")) \
  X(GENDER_MEN,     "men",   N_("Men")) \
  X(GENDER_ANY,     "any",   N_("Everybody"))
DECLARE_CHOICES(gender, GENDERS)

#define RELATIONS(X) \
  X(RELATION_UNKNOWN, NULL,           N_("Unknown")) \
  X(RELATION_PARTNER, "partner",      N_("Partner")) \
  X(RELATION_EX,      "ex_partner",   N_("Ex-partner")) \
  X(RELATION_CHILD,   "child",        N_("Own child")) \
  X(RELATION_PARENT,  "parent",       N_("Own parent")) \
  X(RELATION_OTHER,   "other_family", N_("Other family"))
DECLARE_CHOICES(relation, RELATIONS)

#define VIOLENCE_TYPES(X) \
  X(VIOLENCE_UNKNOWN,  NULL,       N_("Unknown")) \
  X(VIOLENCE_PARTNER,  "partner",  N_("Partner violence")) \
  X(VIOLENCE_CHILD,    "child",    N_("Child abuse")) \
  X(VIOLENCE_PARENT,   "parent",   N_("Violence towards parents")) \
  X(VIOLENCE_ELDER,    "elder",    N_("Abuse of older people")) \
  X(VIOLENCE_SEXUAL,   "sexual",   N_("Sexual violence")) \
  X(VIOLENCE_STALKING, "stalking", N_("Stalking")) \
  X(VIOLENCE_HONOUR,   "honour",   N_("Honour-related violence")) \
  X(VIOLENCE_OTHER,    "other",    N_("Other violence"))
DECLARE_CHOICES(violence_type, VIOLENCE_TYPES)

/* Parts of life where help may be needed besides. */
#define LIFE_AREAS(X) \
  X(AREA_UNKNOWN,     NULL,          N_("Unknown")) \
  X(AREA_ALCOHOL,     "alcohol",     N_("Alcohol")) \
  X(AREA_DRUGS,       "drugs",       N_("Drugs")) \
  X(AREA_DEBTS,       "debts",       N_("Debts")) \
  X(AREA_HOUSING,     "housing",     N_("Housing")) \
  X(AREA_WORK,        "work",        N_("Work")) \
  X(AREA_PSYCHIATRIC, "psychiatric", N_("Mental health")) \
  X(AREA_TRAUMA,      "trauma",      N_("Trauma"))
DECLARE_CHOICES(life_area, LIFE_AREAS)

/* What somebody must be or have to take part. */
#define ONLY_FOR(X) \
  X(ONLY_UNKNOWN,   NULL,            N_("Unknown")) \
  X(ONLY_LVB,       "lvb",           N_("People with a mild intellectual disability")) \
  X(ONLY_YOUTH,     "youth",         N_("Young people")) \
  X(ONLY_FINISHED,  "finished_help", N_("Who finished a group or treatment before")) \
  X(ONLY_MOTIVATED, "motivated",     N_("Who wants to change")) \
  X(ONLY_SHELTER,   "shelter",       N_("Whose partner or ex-partner was helped by a women's shelter")) \
  X(ONLY_EXPECTING, "expecting",     N_("Who expects a child"))
DECLARE_CHOICES(only_for, ONLY_FOR)

/* When an offer does harm or does not help. What is given together (format joint) is never with coercive control, also where nobody
 * says so here. Source: Bouwstenen plegeraanbod 2021, Inleiding and bijlage 2.2. */
#define NOT_WITH(X) \
  X(NOT_WITH_UNKNOWN,      NULL,              N_("Unknown")) \
  X(NOT_WITH_CONTROL,      "control",         N_("Coercive control or stalking")) \
  X(NOT_WITH_CONTROL_PART, "control_in_part", N_("Coercive control or stalking, for the part that is done together")) \
  X(NOT_WITH_MEDIATION,    "mediation",       N_("Coercive control or stalking, without any exception (mediation)")) \
  X(NOT_WITH_TERROR,       "intimate_terror", N_("Intimate terror")) \
  X(NOT_WITH_DANGER,       "acute_danger",    N_("Danger now")) \
  X(NOT_ALONE,             "alone",           N_("As the only help for who uses violence"))
DECLARE_CHOICES(not_with, NOT_WITH)

#define GROUP_ENTRIES(X) \
  X(ENTRY_UNKNOWN, NULL,      N_("Unknown")) \
  X(ENTRY_ROLLING, "rolling", N_("You can join at any time")) \
  X(ENTRY_FIXED,   "fixed",   N_("The group starts and ends together"))
DECLARE_CHOICES(group_entry, GROUP_ENTRIES)

#define RECOGNITIONS(X) \
  X(RECOGNITION_UNKNOWN,   NULL,                 N_("Unknown")) \
  X(RECOGNITION_DESCRIBED, "described",          N_("Well described")) \
  X(RECOGNITION_FOUNDED,   "founded",            N_("Well founded")) \
  X(RECOGNITION_FIRST,     "first_indications",  N_("Effective, first indications")) \
  X(RECOGNITION_GOOD,      "good_indications",   N_("Effective, good indications")) \
  X(RECOGNITION_STRONG,    "strong_indications", N_("Effective, strong indications")) \
  X(RECOGNITION_TREATMENT, "treatment",          N_("Treatment")) \
  X(RECOGNITION_NONE,      "not_assessed",       N_("Not assessed"))
DECLARE_CHOICES(recognition, RECOGNITIONS)

#define CHANNELS(X) \
  X(CHANNEL_UNKNOWN,  NULL,       N_("Unknown")) \
  X(CHANNEL_PHONE,    "phone",    N_("Phone")) \
  X(CHANNEL_MAIL,     "mail",     N_("E-mail")) \
  X(CHANNEL_CHAT,     "chat",     N_("Chat")) \
  X(CHANNEL_WHATSAPP, "whatsapp", N_("WhatsApp")) \
  X(CHANNEL_WEB,      "web",      N_("Website"))
DECLARE_CHOICES(channel, CHANNELS)

struct offer_contact { enum channel channel; const char *value, *hours; };
DECLARE_RECORD(offer_contact);

/* A place that may be visited by anybody. The address of a shelter never enters this table. */
struct offer_place { const char *name, *street, *postal_code, *town, *municipality; };
DECLARE_RECORD(offer_place);

/* Who gives it together with the provider. */
struct offer_partner { struct id organisation; };
DECLARE_RECORD(offer_partner);

/* What the provider says to the screening of quality and gender (rooms/questionnaires), in the order of its questions; in Dutch. */
struct offer_quality { const char *question, *answer; };
DECLARE_RECORD(offer_quality);

struct offer {
  struct id id;
  int32_t version;
  const char *code;                  /* the owner's own reference, unique; imports recognise a row by it */
  const char *slug;                  /* in the address; made from the name, never changed by an update */
  const char *name;
  struct id provider_id;
  enum offer_kind kind;
  enum offer_status status;
  const char *status_note, *summary, *description, *limits;
  const char *regions, *municipalities;          /* slugs; regions may be "landelijk" */
  struct set phases, phases_inferred;            /* phase; an inferred one counts, and is labelled */
  struct set grounds, access;
  const char *access_steps;                      /* a line a step */
  struct set formats;
  enum group_entry group_entry;
  const char *duration, *frequency;
  struct set costs;
  const char *costs_note;
  struct set focus, life_areas, audience;
  const char *target_group;
  enum gender gender;
  struct num age_from, age_to;                   /* years */
  struct set relations;
  enum yes_no parents, lvb_suited;
  struct set only_for;
  const char *languages;                         /* ISO 639-1 */
  struct set violence_types;
  struct set not_with;
  const char *contraindications;
  enum recognition recognition;
  const char *recognition_source, *evidence;
  struct num capacity, places_free;
  struct date places_free_on;
  struct num wait_days;
  struct date wait_days_on;
  enum yes_no evenings, self_registration, anonymous, bridging, aftercare, expert_by_experience;
  enum yes_no partner_contact, child_policy, victim_help, discreet;
  const char *colleague, *colleague_phone;       /* whom professionals may call: somebody who agreed to that; never public */
  struct offer_contact_list contacts;
  struct offer_place_list places;
  const char *source;
  struct date verified_on;
  const char *verified_by;                       /* a role or mailbox, not a person's name */
  enum yes_no example;                           /* example data from public reports, not verified */
  struct num verify_months, capacity_days;       /* its own terms; unknown: the default ones */
  const char *ask_at;                            /* mail address or mobile number that is asked whether all is right; never public */
  struct offer_partner_list partners;
  struct id joined_into;                         /* it was a double of that one */
  struct offer_quality_list quality;
  struct date quality_on;                        /* when it was answered */
  const char *changed_at;                        /* instant of the last change, UTC, ISO 8601 */
};
DECLARE_RECORD(offer);

/* The fields in groups, as people look at them and change them: each record holds some fields of a struct offer. */
#define OFFER_SECTIONS(X) \
  X(SECTION_WHAT,    "wat",          N_("What it is")) \
  X(SECTION_WHERE,   "waar",         N_("Where")) \
  X(SECTION_START,   "begin",        N_("How to get in")) \
  X(SECTION_HOW,     "hoe",          N_("What happens")) \
  X(SECTION_WHOM,    "voor-wie",     N_("For whom")) \
  X(SECTION_PROOF,   "onderbouwing", N_("Recognition and studies")) \
  X(SECTION_NUMBERS, "plekken",      N_("Places and waiting time")) \
  X(SECTION_EXTRA,   "verder",       N_("What belongs to it")) \
  X(SECTION_CONTACT, "contact",      N_("Contact")) \
  X(SECTION_SOURCE,  "bron",         N_("Source")) \
  X(SECTION_CHECKED, "bevestigd",    N_("Last confirmed")) \
  X(SECTION_TERMS,   "termijnen",    N_("How it is kept current"))
enum offer_section {
#define SECTION_CONSTANT_(constant, key, label) constant,
  OFFER_SECTIONS(SECTION_CONSTANT_)
#undef SECTION_CONSTANT_
  SECTION_COUNT };
extern const struct record offer_sections[SECTION_COUNT];
extern const struct choice offer_section_names[SECTION_COUNT];

/* An offer with the names of who gives it: as listed, imported and exported. When it is written the names count, not the ids. */
struct offer_line { struct offer offer; const char *provider, *also_by; };      /* also_by: names with "; " between */
DECLARE_RECORD(offer_line);

/* Phases as stated or inferred. */
static inline struct set offer_all_phases(const struct offer *o) { return (struct set){ o->phases.bits | o->phases_inferred.bits }; }
/* Whether the public list shows it: help, measure or step that has not ended. */
bool offer_is_public(const struct offer *o);
/* Whether it is there for that region (its slug; NULL: no region): also what serves the whole country, and what did not say where. */
bool offer_serves(const struct offer *o, const char *region);

enum { VERIFICATION_MONTHS = 6, CAPACITY_DAYS = 28 };     /* the default terms: half a year, four weeks */
enum freshness { NOT_VERIFIED, VERIFIED, VERIFICATION_EXPIRED };
enum freshness offer_freshness(const struct offer *o, struct date today);
/* The last day of its term: on it the verification still counts. Unknown: it was never verified. */
struct date offer_verified_until(const struct offer *o);
int offer_capacity_days(const struct offer *o);
/* Whether the reported waiting time and places are young enough to be shown as current. */
bool offer_wait_current(const struct offer *o, struct date today);
bool offer_places_current(const struct offer *o, struct date today);

/* Adds an offer: makes its slug (unique) where it has none, finds or makes its provider. ERR_INVALID on the field. */
MUST_USE int offer_add(struct ctx *c, const struct offer_line *line, struct id *new_id);
/* Changes the offer of line->offer.id. ERR_CONFLICT if its version is another. The slug stays as it was. */
MUST_USE int offer_change(struct ctx *c, const struct offer_line *line);

/* What was answered today about the quality of the offer of that slug, instead of what was answered before. ERR_NOT_FOUND: it is gone. */
MUST_USE int offer_quality_answered(struct ctx *c, const char *slug, struct offer_quality_list answers);

/* Removes it, and what readers flagged about it. ERR_NOT_FOUND. */
MUST_USE int offer_remove(struct ctx *c, struct id id);

/* The one row that says how often offers were added, changed or removed: while it is the same, so is the map. */
struct offers_state { struct id id; int32_t version; struct num changes; };
DECLARE_RECORD(offers_state);

/* --- store ---------------------------------------------------------------------- */
MUST_USE int offers_all(struct ctx *c, struct offer_line_list *out);                        /* by code, then name */
/* Every offer in no order that means anything; each is gone after the call: for more offers than an arena holds. */
typedef int each_offer(struct ctx *c, const struct offer_line *line, void *arg);
MUST_USE int offers_each(struct ctx *c, each_offer *each, void *arg);
MUST_USE int offer_by_code(struct ctx *c, const char *code, struct offer_line *out);       /* ERR_NOT_FOUND */
MUST_USE int offer_code_taken(struct ctx *c, const char *code, bool *out);
MUST_USE int offer_slug_taken(struct ctx *c, const char *slug, bool *out);
MUST_USE int offer_by_slug(struct ctx *c, const char *slug, struct offer *out);
MUST_USE int offer_by_id(struct ctx *c, struct id id, struct offer_line *out);             /* ERR_NOT_FOUND */
/* Those of which it is the provider, or one of the others who give it. By name. */
MUST_USE int offers_of_organisation(struct ctx *c, struct id organisation, struct offer_line_list *out);
/* Fills in the names of who gives it from the ids. */
MUST_USE int offer_name_givers(struct ctx *c, struct offer_line *line);
MUST_USE int offers_state(struct ctx *c, struct offers_state *out);                        /* all zero before the first */
extern const struct query *const offers_queries[];
#endif
