/* What is written down about a household over time: incidents as facts, contacts, the pattern, risks, motivation, safety, who helps. Each kind is
 * a record of its own that begins in the same way, and a row of case_kinds: forms, timeline, filters and charts follow from it.
 *
 * A part lies where its writer chose (case_places.h), sealed with that compartment, and names no household in clear: it is found by its
 * compartment. So it goes along when a side goes on by itself or two households turn out to be one, and nothing has to be moved.
 * Nothing is thrown away: what was wrong is struck out with a reason, and stays readable.
 * Source: DOMAIN 4.4; Bouwstenen plegeraanbod 2021 1.1, 1.2 (facts; the pattern; motivation), Fontys 2023 H1 (four steps: behaviour, impact,
 * what the other parent does to protect, complicating factors), Inventarisatie Oost-Brabant (family profiles). */
#ifndef CASE_PARTS_H
#define CASE_PARTS_H
#include "case_places.h"
#include "profile.h"

/* How every part begins. `about`: a person, or (in what all read) a member; ID_NONE: the household as a whole. */
#define CASE_PART \
  struct id id; \
  int32_t version; \
  struct id compartment; \
  struct id household;                 /* through which it was written; sealed */ \
  enum case_place place; \
  struct id about; \
  struct date day; \
  struct id writer;                    /* account */ \
  struct instant written; \
  const char *struck                   /* why it does not count any more; NULL: it does */
struct case_part { CASE_PART; };

/* --- incidents: who did what to whom, as facts --- */

#define BEHAVIOURS(X) \
  X(BEHAVIOUR_UNKNOWN,  NULL,            N_("Unknown")) \
  X(BEHAVIOUR_PHYSICAL, "physical",      N_("Hitting, kicking, pushing, holding")) \
  X(BEHAVIOUR_THROAT,   "throat",        N_("Taking by the throat")) \
  X(BEHAVIOUR_THREAT,   "threat",        N_("Threatening")) \
  X(BEHAVIOUR_HUMILIATE, "humiliate",    N_("Humiliating, shouting")) \
  X(BEHAVIOUR_CONTROL,  "control",       N_("Controlling: money, phone, contacts, going out")) \
  X(BEHAVIOUR_STALKING, "stalking",      N_("Following, stalking, also online")) \
  X(BEHAVIOUR_SEXUAL,   "sexual",        N_("Sexual violence")) \
  X(BEHAVIOUR_THINGS,   "things",        N_("Breaking things, hurting animals")) \
  X(BEHAVIOUR_NEGLECT,  "neglect",       N_("Neglecting")) \
  X(BEHAVIOUR_HONOUR,   "honour",        N_("Violence for the sake of honour")) \
  X(BEHAVIOUR_BREACH,   "breach",        N_("Breaking a ban or an agreement"))
DECLARE_CHOICES(behaviour, BEHAVIOURS)

#define FACT_SOURCES(X) \
  X(FACT_SOURCE_UNKNOWN, NULL,       N_("Unknown")) \
  X(FACT_SEEN,           "seen",     N_("Seen or heard by myself")) \
  X(FACT_USES,           "uses",     N_("Told by who did it")) \
  X(FACT_EXPERIENCES,    "experiences", N_("Told by whom it was done to")) \
  X(FACT_CHILD,          "child",    N_("Told by a child")) \
  X(FACT_POLICE,         "police",   N_("Police")) \
  X(FACT_VEILIG_THUIS,   "veilig_thuis", N_("Veilig Thuis")) \
  X(FACT_OTHER,          "other",    N_("Somebody else"))
DECLARE_CHOICES(fact_source, FACT_SOURCES)

#define INJURIES(X) \
  X(INJURY_UNKNOWN,  NULL,       N_("Unknown")) \
  X(INJURY_NONE,     "none",     N_("None")) \
  X(INJURY_SLIGHT,   "slight",   N_("Injured, no doctor needed")) \
  X(INJURY_TREATED,  "treated",  N_("Treated by a doctor")) \
  X(INJURY_HOSPITAL, "hospital", N_("In hospital"))
DECLARE_CHOICES(injury, INJURIES)

#define PRESENCES(X) \
  X(PRESENCE_UNKNOWN, NULL,     N_("Unknown")) \
  X(PRESENCE_NONE,    "none",   N_("No child was there")) \
  X(PRESENCE_HOME,    "home",   N_("At home, did not notice it")) \
  X(PRESENCE_HEARD,   "heard",  N_("Heard it")) \
  X(PRESENCE_SAW,     "saw",    N_("Saw it")) \
  X(PRESENCE_PART,    "part",   N_("Came between, or it was done to the child too"))
DECLARE_CHOICES(presence, PRESENCES)

struct incident {
  CASE_PART;                           /* about: who did it */
  const char *time;                    /* of day at that place, "HH:MM": kept as it was told, no zone */
  struct id against;                   /* to whom */
  const char *others;                  /* and who else */
  struct set behaviours;
  const char *facts;
  enum fact_source source;
  const char *told_by;
  enum injury injury;
  const char *injuries;
  enum yes_no weapon;
  const char *weapons;
  enum presence children;
  const char *children_who;
  enum yes_no police;
};
DECLARE_RECORD(incident);

/* --- contacts and decisions --- */

#define CONTACT_NOTES(X) \
  X(CONTACT_NOTE_UNKNOWN, NULL,     N_("Unknown")) \
  X(NOTE_TALK,       "talk",        N_("Talk with one person")) \
  X(NOTE_CALL,       "call",        N_("Phone call or message")) \
  X(NOTE_VISIT,      "visit",       N_("Visit at home")) \
  X(NOTE_MEETING,    "meeting",     N_("Meeting of professionals")) \
  X(NOTE_DECISION,   "decision",    N_("Decision")) \
  X(NOTE_MEASURE,    "measure",     N_("Measure: ban, custody, supervision")) \
  X(NOTE_FREE,       "free",        N_("No measure runs any more: all have ended")) \
  X(NOTE_GOOD,       "good",        N_("What goes well")) \
  X(NOTE_WORRY,      "worry",       N_("Worry")) \
  X(NOTE_ABSENT,     "absent",      N_("Did not come, or could not be reached")) \
  X(NOTE_OTHER,      "other",       N_("Something else"))
DECLARE_CHOICES(contact_note, CONTACT_NOTES)

struct case_note {
  CASE_PART;
  enum contact_note kind;
  const char *company;
  const char *text;
};
DECLARE_RECORD(case_note);

/* --- safety of one person, 0 to 10 --- */

#define SCORED_BY(X) \
  X(SCORED_BY_UNKNOWN, NULL,     N_("Unknown")) \
  X(SCORED_SELF,       "self",   N_("The person")) \
  X(SCORED_CHILD_TRUSTED, "trusted", N_("Somebody the person trusts")) \
  X(SCORED_WORKER,     "worker", N_("A professional"))
DECLARE_CHOICES(scored_by, SCORED_BY)

struct safety_score {
  CASE_PART;
  struct num score;                    /* 0: very unsafe, 10: safe */
  enum scored_by by;
  const char *why, *better;            /* why this number; what would make it one higher */
};
DECLARE_RECORD(safety_score);

/* --- risks --- */

#define RISK_FACTORS(X) \
  X(RISK_FACTOR_UNKNOWN, NULL,       N_("Unknown")) \
  X(RISK_ADDICTION,  "addiction",    N_("Alcohol, drugs, gambling")) \
  X(RISK_PSYCHIATRY, "psychiatry",   N_("Psychiatric complaints")) \
  X(RISK_SUICIDE,    "suicide",      N_("Thoughts of suicide, or threatening with it")) \
  X(RISK_DEBTS,      "debts",        N_("Debts or little money")) \
  X(RISK_HOUSING,    "housing",      N_("Housing")) \
  X(RISK_WORK,       "work",         N_("Work lost, or none")) \
  X(RISK_STRESS,     "stress",       N_("Much stress, caring for somebody")) \
  X(RISK_DIVORCE,    "divorce",      N_("Separation or divorce")) \
  X(RISK_CUSTODY,    "custody",      N_("Conflict over seeing the children")) \
  X(RISK_PREGNANCY,  "pregnancy",    N_("Pregnancy, a baby")) \
  X(RISK_LVB,        "lvb",          N_("Mild intellectual disability")) \
  X(RISK_BRAIN,      "brain",        N_("Brain injury")) \
  X(RISK_WEAPONS,    "weapons",      N_("Weapons within reach")) \
  X(RISK_ALONE,      "alone",        N_("Cut off from family and friends")) \
  X(RISK_RESIDENCE,  "residence",    N_("Right of residence depends on the partner")) \
  X(RISK_OTHER,      "other",        N_("Something else"))
DECLARE_CHOICES(risk_factor, RISK_FACTORS)

#define RISK_STATES(X) \
  X(RISK_STATE_UNKNOWN, NULL,        N_("Unknown")) \
  X(RISK_NOW,           "now",       N_("Now")) \
  X(RISK_SUSPECTED,     "suspected", N_("Suspected")) \
  X(RISK_PAST,          "past",      N_("In the past")) \
  X(RISK_NOT,           "not",       N_("Asked: no"))
DECLARE_CHOICES(risk_state, RISK_STATES)

struct risk {
  CASE_PART;
  enum risk_factor factor;
  enum risk_state state;
  const char *text;
};
DECLARE_RECORD(risk);

/* --- the pattern, in four steps --- */

struct pattern {
  CASE_PART;                           /* about: whose behaviour it is */
  const char *behaviour, *impact, *protects, *complicating;
  enum yes_no control, stalking;
};
DECLARE_RECORD(pattern);

struct generation {
  CASE_PART;
  enum yes_no violence;                /* in the family in which the person grew up */
  const char *what, *meaning;          /* what happened; what it means now, for the children too */
};
DECLARE_RECORD(generation);

struct profile_note {
  CASE_PART;
  enum family_profile profile;
  const char *why;
};
DECLARE_RECORD(profile_note);

/* --- motivation, as a curve --- */

struct motivation_note {
  CASE_PART;
  struct num wish, pressure, doubt;    /* 0 to 10 each */
  enum motivation type;
  const char *words;
};
DECLARE_RECORD(motivation_note);

/* --- agreements about scaling up; who helps; the reporting code --- */

struct scale_up {
  CASE_PART;
  const char *sign, *steps, *decides;   /* what we see; what happens then; who decides it */
  const char *told;                    /* who knows of it */
  struct date review;
  struct date used;                    /* the day on which it was scaled up; unknown: not (yet) */
};
DECLARE_RECORD(scale_up);

#define HELPER_BRANCHES(X) \
  X(HELPER_BRANCH_UNKNOWN, NULL,        N_("Unknown")) \
  X(HELPER_TEAM,       "team",          N_("Local team")) \
  X(HELPER_VEILIG_THUIS, "veilig_thuis", N_("Veilig Thuis")) \
  X(HELPER_SHELTER,    "shelter",       N_("Women's shelter")) \
  X(HELPER_TREATMENT,  "treatment",     N_("Treatment: mental health, forensic, addiction")) \
  X(HELPER_YOUTH,      "youth",         N_("Youth help or youth protection")) \
  X(HELPER_GP,         "gp",            N_("General practitioner, midwife, district nurse")) \
  X(HELPER_SCHOOL,     "school",        N_("School or day care")) \
  X(HELPER_POLICE,     "police",        N_("Police, prosecution, probation")) \
  X(HELPER_HOUSING,    "housing",       N_("Housing corporation, energy")) \
  X(HELPER_DEBTS,      "debts",         N_("Debts, income, UWV")) \
  X(HELPER_VICTIM,     "victim",        N_("Victim support, lawyer")) \
  X(HELPER_NETWORK,    "network",       N_("Family, friends, volunteers")) \
  X(HELPER_BRANCH_OTHER, "other",       N_("Something else"))
DECLARE_CHOICES(helper_branch, HELPER_BRANCHES)
/* Whether who works there, by being there, tells where somebody lives: most are of a place. Of the police, of debts and of treatment there are few in a region. */
static inline bool helper_tells_place(enum helper_branch b)
{
  return b == HELPER_TEAM || b == HELPER_SHELTER || b == HELPER_YOUTH || b == HELPER_GP || b == HELPER_SCHOOL || b == HELPER_HOUSING || b == HELPER_NETWORK || b == HELPER_BRANCH_OTHER;
}

#define HELPER_WORKS(X) \
  X(HELPER_WORK_UNKNOWN, NULL,       N_("Unknown")) \
  X(WORK_SAFETY,     "safety",       N_("Safety")) \
  X(WORK_STOPPING,   "stopping",     N_("Stopping the violence")) \
  X(WORK_RECOVERY,   "recovery",     N_("Coming to terms with it")) \
  X(WORK_PARENTING,  "parenting",    N_("Being a parent")) \
  X(WORK_CHILDREN,   "children",     N_("The children's own help")) \
  X(WORK_HEALTH,     "health",       N_("Health, addiction, psychiatry")) \
  X(WORK_LIVING,     "living",       N_("Housing, money, work")) \
  X(WORK_CONTACT,    "contact",      N_("Arrangements between parents")) \
  X(WORK_LAW,        "law",          N_("Law and order")) \
  X(WORK_PRACTICAL,  "practical",    N_("Practical help, company"))
DECLARE_CHOICES(helper_work, HELPER_WORKS)

struct helper {
  CASE_PART;                           /* about: for whom; ID_NONE: the household */
  const char *name, *organisation;
  enum helper_branch branch;
  struct set work;                     /* helper_work */
  const char *reach;
  enum yes_no several;                 /* serves both parties */
  const char *fair;                    /* how they stay on everybody's side; required then */
  struct date until;                   /* does not work with them any more since */
};
DECLARE_RECORD(helper);

#define MELDCODE_DECISIONS(X) \
  X(MELDCODE_DECISION_UNKNOWN, NULL,  N_("Not decided yet")) \
  X(MELDCODE_REPORT,   "report",      N_("Report to Veilig Thuis")) \
  X(MELDCODE_HELP,     "help",        N_("Organise help oneself")) \
  X(MELDCODE_BOTH,     "both",        N_("Report, and organise help")) \
  X(MELDCODE_NEITHER,  "neither",     N_("No suspicion any more"))
DECLARE_CHOICES(meldcode_decision, MELDCODE_DECISIONS)

struct meldcode {
  CASE_PART;
  const char *signals;                 /* step 1 */
  const char *consulted;               /* step 2: a colleague, Veilig Thuis */
  const char *talk;                    /* step 3: with those concerned, or why not */
  const char *weighing;                /* step 4 */
  enum meldcode_decision decision;     /* step 5 */
  const char *why;
};
DECLARE_RECORD(meldcode);

/* --- all kinds --- */

enum { KIND_INCIDENT, KIND_NOTE, KIND_SAFETY, KIND_RISK, KIND_PATTERN, KIND_GENERATION, KIND_PROFILE, KIND_MOTIVATION, KIND_SCALE_UP, KIND_HELPER, KIND_MELDCODE, KIND_COUNT };

struct case_kind {
  const struct record *rec;
  const char *key;                     /* in addresses and filters */
  const char *name, *add;              /* msgids: "Incident", "Write down an incident" */
  const char *note;                    /* msgid, above the form; NULL: none */
  const char *about;                   /* msgid: the label of `about`; NULL: it is not asked */
  const char *nobody;                  /* msgid: what leaving `about` open means; NULL: it must be answered */
  const char *main;                    /* the field that stands in the timeline as text; the rest behind it */
  const char *title;                   /* the field that names a line beside its kind; NULL: none does */
  int (*check)(struct ctx *c, const void *row);      /* what fields cannot say alone; NULL: nothing */
  const char *own_file;                /* msgid: what PLACE_PERSON is called, where it matters whose file that is; NULL: as everywhere */
  bool traced;                         /* facts: a change after the day of writing shows, with what stood there (case_trace.h) */
  bool own_only;                       /* lies on the side or in the file of whom it is about, and nowhere else (DOMAIN 4.4: sealed from the other side) */
};
extern const struct case_kind case_kinds[KIND_COUNT];
/* Where a part of this kind may lie, to choose from; what that place is called for it (msgid). */
struct choices case_part_places(struct ctx *c, const struct case_file *f, const struct case_kind *k);
const char *case_part_place(const struct case_kind *k, enum case_place place);
/* The kind of a record; NULL: none. */
const struct case_kind *case_kind_of(const struct record *rec);
const struct case_kind *case_kind_named(const char *key);

/* A row of any kind, by its beginning. */
static inline const struct case_part *case_part_of(const void *row) { return row; }
/* Whether it was not struck out. */
static inline bool case_part_counts(const void *row) { const char *const why = case_part_of(row)->struck; return !why || !*why; }
/* The order of a timeline: newest day first, of one day the newest written. Below 0: `a` first. */
int case_part_order(const struct case_part *a, const struct case_part *b);

/* A new part: `row` is of k->rec, its fields as they were asked. Place, whom, writer, day are checked and filled in. ERR_INVALID on a field: also a secret
 * address in what all read; on "place": that place is not for this kind, or not for what was told by whom. */
MUST_USE int case_part_add(struct ctx *c, const struct case_kind *k, struct id household, const void *row, struct id *out);
/* Likewise, in a household that was opened already. */
MUST_USE int case_part_put(struct ctx *c, const struct case_kind *k, const struct case_file *f, const void *row, struct id *out);
/* `row` has room for one of k->rec. ERR_NOT_FOUND. */
MUST_USE int case_part_get(struct ctx *c, const struct case_kind *k, struct id id, void *row);
/* Everything but where it lies and who wrote it. ERR_CONFLICT: changed since row's version. ERR_INVALID: on the field, a sign of danger (part_sign) or a measure
 * would be edited away, or moved to another day, or control to another person; or a note would become what ends a measure: it is struck out, with a reason, and
 * written anew. On "struck": a sign that only the other party's worker takes away; a measure by who neither wrote it, directs nor works with both. */
MUST_USE int case_part_change(struct ctx *c, const struct case_kind *k, const void *row);

/* What a part says about talks together (together.h), also when it was struck out: signs of danger, then what else is looked at.
 * Source: DOMAIN 4.2 rules 1 to 4; Bouwstenen plegeraanbod 2021, Inleiding. */
enum part_sign { SIGN_CONTROL = 1, SIGN_THROAT = 2, SIGN_BREACH = 4, SIGN_DANGER = SIGN_CONTROL | SIGN_THROAT | SIGN_BREACH,
  SIGN_MEASURE = 8, SIGN_DIVORCE = 16, SIGN_PARTS = SIGN_DANGER | SIGN_MEASURE | SIGN_DIVORCE, SIGN_NO_CONTROL = 32 };
unsigned case_part_signs(const struct case_kind *k, const void *row);
/* Where such a sign would not count any more: it may be all that keeps two people apart, and is not for the other party's worker to take back. ERR_INVALID on `field`. */
MUST_USE int control_kept(struct ctx *c, const struct case_file *f, struct id writer, const char *field);

/* All of a kind that the actor may see of a household, newest day first, then as written: `rows` of k->rec, in c->arena. Also what was struck out. */
MUST_USE int case_parts_of(struct ctx *c, const struct case_kind *k, const struct case_file *f, struct list *out);

extern const struct query *const case_part_queries[];
#endif
