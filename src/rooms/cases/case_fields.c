/* The kinds of parts, field by field. */
#include "case_parts.h"
#include "accounts.h"
#include "text.h"

DEFINE_CHOICES(behaviour, BEHAVIOURS)
DEFINE_CHOICES(fact_source, FACT_SOURCES)
DEFINE_CHOICES(injury, INJURIES)
DEFINE_CHOICES(presence, PRESENCES)
DEFINE_CHOICES(contact_note, CONTACT_NOTES)
DEFINE_CHOICES(scored_by, SCORED_BY)
DEFINE_CHOICES(risk_factor, RISK_FACTORS)
DEFINE_CHOICES(risk_state, RISK_STATES)
DEFINE_CHOICES(helper_branch, HELPER_BRANCHES)
DEFINE_CHOICES(helper_work, HELPER_WORKS)
DEFINE_CHOICES(meldcode_decision, MELDCODE_DECISIONS)

enum { LINE_MOST = 200, WORDS_MOST = 4000 };

/* "7:05" or "23:40"; a moment that the clocks skipped or showed twice is kept as it was told. */
static const char *check_time(struct ctx *c, const char *text)
{
  int hour, minute, end = 0;
  (void)c;
  if (sscanf(text, "%2d:%2d%n", &hour, &minute, &end) == 2 && !text[end] && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && text[0] != '+' && text[0] != '-') return NULL;
  return N_("Write the time as 21:30.");
}

#define PLACE_FIELD(T) F_ENUM(T, place, REQUIRED, case_place, N_("Who reads this?"), .help = N_("What you share with both sides cannot be taken back from who has read it."))
#define KEPT_FIELDS(T) \
  F_REF (T, household, IN_PROGRAM | REQUIRED, household, N_("Household")), \
  F_REF (T, writer,    IN_PROGRAM, account, N_("Written by")), \
  F_TIME(T, written,   IN_PROGRAM | REQUIRED, N_("Written")), \
  PLACE_FIELD(T), \
  F_TEXT(T, struck,    OPTIONAL, N_("Strike out, because"), .max = LINE_MOST, .help = N_("Only if it turned out to be wrong. It stays readable, struck out."))
#define DAY(T, label) F_DATE(T, day, REQUIRED | NOT_IN_FUTURE, label)

static const struct field incident_fields[] = {
  DAY(incident, N_("When")),
  F_TEXT(incident, time,         OPTIONAL, N_("Time"), .max = 5, .check = check_time, .help = N_("For example 21:30, as it was told.")),
  F_REF (incident, about,        OPTIONAL, person, N_("Who did it")),
  F_REF (incident, against,      OPTIONAL, person, N_("Against whom")),
  F_TEXT(incident, others,       OPTIONAL, N_("And who else"), .max = LINE_MOST),
  F_TEXT(incident, facts,        REQUIRED | LONG, N_("What happened"), .max = WORDS_MOST, .help = N_("Facts: what was done and said, in which order. No judgement, no guess why.")),
  F_SET (incident, behaviours,   OPTIONAL, behaviour, N_("What kind of violence")),
  F_ENUM(incident, source,       REQUIRED, fact_source, N_("Where you know it from")),
  F_TEXT(incident, told_by,      OPTIONAL, N_("Told by, or number of the report"), .max = LINE_MOST),
  F_ENUM(incident, injury,       OPTIONAL, injury, N_("Injuries")),
  F_TEXT(incident, injuries,     OPTIONAL, N_("Which injuries"), .max = LINE_MOST),
  F_ENUM(incident, weapon,       OPTIONAL, yes_no, N_("A weapon, or something used as one")),
  F_TEXT(incident, weapons,      OPTIONAL, N_("Which weapon"), .max = LINE_MOST),
  F_ENUM(incident, children,     OPTIONAL, presence, N_("Were children there")),
  F_TEXT(incident, children_who, OPTIONAL, N_("Which children"), .max = LINE_MOST),
  F_ENUM(incident, police,       OPTIONAL, yes_no, N_("Did the police come")),
  KEPT_FIELDS(incident),
};
const struct record incident_record = SEALED_RECORD(incident, incident_fields);

static const struct field note_fields[] = {
  DAY(case_note, N_("When")),
  F_ENUM(case_note, kind,  REQUIRED, contact_note, N_("What")),
  F_REF (case_note, about, OPTIONAL, person, N_("About whom")),
  F_TEXT(case_note, company,  OPTIONAL, N_("With whom"), .max = LINE_MOST),
  F_TEXT(case_note, text,  REQUIRED | LONG, N_("What was said, seen or decided"), .max = WORDS_MOST),
  KEPT_FIELDS(case_note),
};
const struct record case_note_record = SEALED_RECORD(case_note, note_fields);

static const struct field score_fields[] = {
  F_REF (safety_score, about,  REQUIRED, person, N_("Whose safety")),
  DAY(safety_score, N_("When")),
  F_INT (safety_score, score,  REQUIRED, N_("How safe, from 0 to 10"), .max = 10, .help = N_("0: very unsafe. 10: safe.")),
  F_ENUM(safety_score, by,     REQUIRED, scored_by, N_("Who gave this number")),
  F_TEXT(safety_score, why,    REQUIRED | LONG, N_("Why this number"), .max = WORDS_MOST),
  F_TEXT(safety_score, better, LONG, N_("What would make it one higher"), .max = WORDS_MOST),
  KEPT_FIELDS(safety_score),
};
const struct record safety_score_record = SEALED_RECORD(safety_score, score_fields);

static const struct field risk_fields[] = {
  F_ENUM(risk, factor, REQUIRED, risk_factor, N_("Which risk")),
  F_ENUM(risk, state,  REQUIRED, risk_state, N_("Is it there")),
  F_REF (risk, about,  OPTIONAL, person, N_("About whom")),
  DAY(risk, N_("Known since")),
  F_TEXT(risk, text,   LONG, N_("What is known about it"), .max = WORDS_MOST),
  KEPT_FIELDS(risk),
};
const struct record risk_record = SEALED_RECORD(risk, risk_fields);

static const struct field pattern_fields[] = {
  F_REF (pattern, about,        OPTIONAL, person, N_("Whose behaviour")),
  DAY(pattern, N_("As it is known on")),
  F_TEXT(pattern, behaviour,    REQUIRED | LONG, N_("1. The behaviour over time"), .max = WORDS_MOST,
         .help = N_("Everything this person does that frightens, hurts or controls the others; not one incident.")),
  F_TEXT(pattern, impact,       LONG, N_("2. What it does to each, and to each child"), .max = WORDS_MOST),
  F_TEXT(pattern, protects,     LONG, N_("3. What the other parent does to protect"), .max = WORDS_MOST, .help = N_("All of it, also what looks like giving in.")),
  F_TEXT(pattern, complicating, LONG, N_("4. What makes it more difficult"), .max = WORDS_MOST, .help = N_("Addiction, debts, culture, residence, health: beside the behaviour, never as its excuse.")),
  F_ENUM(pattern, control,      OPTIONAL, yes_no, N_("Is there control (coercive control)?"),
         .help = N_("Yes: no talks together, no mediation, no council, anywhere in this program. Not asked yet, or not known: leave it unknown. Unknown is not no.")),
  F_ENUM(pattern, stalking,     OPTIONAL, yes_no, N_("Is there stalking?")),
  KEPT_FIELDS(pattern),
};
const struct record pattern_record = SEALED_RECORD(pattern, pattern_fields);

static const struct field generation_fields[] = {
  F_REF (generation, about,    REQUIRED, person, N_("Whose youth")),
  DAY(generation, N_("Told on")),
  F_ENUM(generation, violence, REQUIRED, yes_no, N_("Violence in the family this person grew up in?")),
  F_TEXT(generation, what,     LONG, N_("What happened then"), .max = WORDS_MOST),
  F_TEXT(generation, meaning,  LONG, N_("What it means now, also for the children"), .max = WORDS_MOST),
  KEPT_FIELDS(generation),
};
const struct record generation_record = SEALED_RECORD(generation, generation_fields);

static const struct field profile_fields[] = {
  F_ENUM(profile_note, profile, REQUIRED, family_profile, N_("Which profile fits")),
  DAY(profile_note, N_("Judged on")),
  F_TEXT(profile_note, why,     REQUIRED | LONG, N_("Why"), .max = WORDS_MOST),
  KEPT_FIELDS(profile_note),
};
const struct record profile_note_record = SEALED_RECORD(profile_note, profile_fields);

static const struct field motivation_fields[] = {
  F_REF (motivation_note, about,    REQUIRED, person, N_("Whose motivation")),
  DAY(motivation_note, N_("When")),
  F_INT (motivation_note, wish,     REQUIRED, N_("Own wish, from 0 to 10"), .max = 10),
  F_INT (motivation_note, pressure, OPTIONAL, N_("Pressure from outside, from 0 to 10"), .max = 10),
  F_INT (motivation_note, doubt,    OPTIONAL, N_("Doubt, from 0 to 10"), .max = 10),
  F_ENUM(motivation_note, type,     OPTIONAL, motivation, N_("What drives this person now")),
  F_TEXT(motivation_note, words,    LONG, N_("In this person's own words"), .max = WORDS_MOST),
  KEPT_FIELDS(motivation_note),
};
const struct record motivation_note_record = SEALED_RECORD(motivation_note, motivation_fields);

static const struct field scale_fields[] = {
  F_TEXT(scale_up, sign,    REQUIRED | LONG, N_("When we see this"), .max = WORDS_MOST),
  F_TEXT(scale_up, steps,    REQUIRED | LONG, N_("then we do this"), .max = WORDS_MOST, .help = N_("Also when voluntary help ends.")),
  F_TEXT(scale_up, decides, REQUIRED, N_("Who decides it"), .max = LINE_MOST),
  F_TEXT(scale_up, told,    OPTIONAL, N_("Who knows of this agreement"), .max = LINE_MOST),
  DAY(scale_up, N_("Agreed on")),
  F_DATE(scale_up, review,  OPTIONAL, N_("Look at it again on")),
  F_DATE(scale_up, used,    NOT_IN_FUTURE, N_("Scaled up on"), .help = N_("Leave this open until it happens.")),
  KEPT_FIELDS(scale_up),
};
const struct record scale_up_record = SEALED_RECORD(scale_up, scale_fields);

static const struct field helper_fields[] = {
  F_TEXT(helper, name,         REQUIRED, N_("Name"), .max = LINE_MOST),
  F_TEXT(helper, organisation, OPTIONAL, N_("Organisation"), .max = LINE_MOST),
  F_ENUM(helper, branch,       REQUIRED, helper_branch, N_("From where")),
  F_SET (helper, work,         REQUIRED, helper_work, N_("Works on")),
  F_REF (helper, about,        OPTIONAL, person, N_("For whom")),
  F_TEXT(helper, reach,        OPTIONAL, N_("How to reach them"), .max = LINE_MOST),
  F_ENUM(helper, several,      REQUIRED, yes_no, N_("Works for both parties")),
  F_TEXT(helper, fair,         LONG, N_("How they stand beside each of them"), .max = WORDS_MOST,
         .help = N_("Required when they work for both: how each is heard alone, what is not passed on, when they stop.")),
  DAY(helper, N_("Since")),
  F_DATE(helper, until,        NOT_IN_FUTURE, N_("Until")),
  KEPT_FIELDS(helper),
};
const struct record helper_record = SEALED_RECORD(helper, helper_fields);

static const struct field meldcode_fields[] = {
  DAY(meldcode, N_("Begun on")),
  F_REF (meldcode, about,     OPTIONAL, person, N_("About whom")),
  F_TEXT(meldcode, signals,   REQUIRED | LONG, N_("Step 1. The signals, as facts"), .max = WORDS_MOST),
  F_TEXT(meldcode, consulted, LONG, N_("Step 2. With which colleague was it discussed, what did Veilig Thuis advise"), .max = WORDS_MOST),
  F_TEXT(meldcode, talk,      LONG, N_("Step 3. The talk with those concerned, or why there was none"), .max = WORDS_MOST),
  F_TEXT(meldcode, weighing,  LONG, N_("Step 4. The weighing: acute or lasting danger?"), .max = WORDS_MOST),
  F_ENUM(meldcode, decision,  OPTIONAL, meldcode_decision, N_("Step 5. The decision")),
  F_TEXT(meldcode, why,       LONG, N_("Why this decision"), .max = WORDS_MOST),
  KEPT_FIELDS(meldcode),
};
const struct record meldcode_record = SEALED_RECORD(meldcode, meldcode_fields);

/* --- what fields cannot say alone ------------------------------------------------------------------------ */

static bool said(const char *text) { return text && *text; }

static int check_helper(struct ctx *c, const void *row)
{
  const struct helper *const h = row;
  if (h->several == YES && !said(h->fair)) return fail(c, ERR_INVALID, "fair", N_("Who works for both parties says how each is heard and stays safe."));
  if (date_known(h->until) && date_before(h->until, h->day)) return fail(c, ERR_INVALID, "until", N_("This date is before they began."));
  return OK;
}

/* A decision stands on the steps before it. Source: Wmo 2015 and the reporting code (five steps). */
static int check_meldcode(struct ctx *c, const void *row)
{
  const struct meldcode *const m = row;
  if (m->decision == MELDCODE_DECISION_UNKNOWN) return OK;
  if (!said(m->consulted)) return fail(c, ERR_INVALID, "consulted", N_("First with whom it was discussed: then the decision."));
  if (!said(m->talk)) return fail(c, ERR_INVALID, "talk", N_("First the talk, or why there was none: then the decision."));
  if (!said(m->weighing)) return fail(c, ERR_INVALID, "weighing", N_("First the weighing: then the decision."));
  return said(m->why) ? OK : fail(c, ERR_INVALID, "why", N_("Say why this was decided."));
}

static int check_incident(struct ctx *c, const void *row)
{
  const struct incident *const i = row;
  if (id_known(i->about) && id_same(i->about, i->against)) return fail(c, ERR_INVALID, "against", N_("This is the same person as who did it."));
  if (i->place == PLACE_PERSON && case_part_counts(row) && (i->source == FACT_EXPERIENCES || i->source == FACT_CHILD))
    return fail(c, ERR_INVALID, "place", N_("This was told by who experienced it, or by a child. It must not lie in the file of the one who did it, who may read that file. Choose another reader."));
  return OK;
}

static int check_scale(struct ctx *c, const void *row)
{
  const struct scale_up *const s = row;
  if (date_known(s->review) && date_before(s->review, s->day)) return fail(c, ERR_INVALID, "review", N_("This date is before it was agreed."));
  return OK;
}

#define HOUSEHOLD_WHOLE N_("The household as a whole")

const struct case_kind case_kinds[KIND_COUNT] = {
  [KIND_INCIDENT]   = { &incident_record, "incident", N_("Incident"), N_("Write down an incident"), N_("Facts only: who did what to whom. What you write may be read by the person one day."),
                        N_("Who did it"), N_("Not known"), "facts", NULL, check_incident, .traced = true, .own_file = N_("Only who works with the one who did it, in that person's own file") },
  [KIND_NOTE]       = { &case_note_record, "contact", N_("Contact or decision"), N_("Write down a contact or decision"), NULL,
                        N_("About whom"), HOUSEHOLD_WHOLE, "text", "kind", NULL, .traced = true },
  [KIND_SAFETY]     = { &safety_score_record, "veiligheid", N_("Safety"), N_("Write down how safe somebody is"), N_("Ask each person alone. A number given in front of the other says nothing."),
                        N_("Whose safety"), NULL, "why", NULL, NULL, .own_only = true },
  [KIND_RISK]       = { &risk_record, "risico", N_("Risk"), N_("Write down a risk"), NULL, N_("About whom"), HOUSEHOLD_WHOLE, "text", "factor", NULL },
  [KIND_PATTERN]    = { &pattern_record, "patroon", N_("Pattern"), N_("Describe the pattern"),
                        N_("Four steps: the behaviour, what it does to each, what the other parent does to protect, what makes it more difficult."),
                        N_("Whose behaviour"), N_("Not known"), "behaviour", NULL, NULL, .traced = true },
  [KIND_GENERATION] = { &generation_record, "generaties", N_("Across generations"), N_("Write down what was passed on"), NULL, N_("Whose youth"), NULL, "what", NULL, NULL },
  [KIND_PROFILE]    = { &profile_note_record, "profiel", N_("Family profile"), N_("Choose the family profile"),
                        N_("A profile changes how help is given, and it can change. Intimate terror: nothing together, anywhere in this program."),
                        NULL, NULL, "why", "profile", NULL, .traced = true },
  [KIND_MOTIVATION] = { &motivation_note_record, "motivatie", N_("Motivation"), N_("Write down the motivation"),
                        N_("It changes: low today is no reason to stop asking."), N_("Whose motivation"), NULL, "words", NULL, NULL },
  [KIND_SCALE_UP]   = { &scale_up_record, "opschalen", N_("Agreement to scale up"), N_("Agree when to scale up"), NULL, NULL, NULL, "sign", NULL, check_scale },
  [KIND_HELPER]     = { &helper_record, "hulpverlener", N_("Who helps"), N_("Add somebody who helps"),
                        N_("Also whoever has no account here: school, landlord, a friend. A name can reveal a place: choose well who reads it."),
                        N_("For whom"), HOUSEHOLD_WHOLE, NULL, "name", check_helper },
  [KIND_MELDCODE]   = { &meldcode_record, "meldcode", N_("Reporting code"), N_("Note the steps of the reporting code"),
                        N_("Your own steps as a professional. You can fill in later steps later."), N_("About whom"), HOUSEHOLD_WHOLE, "signals", NULL, check_meldcode },
};

const struct case_kind *case_kind_of(const struct record *rec)
{
  for (size_t i = 0; i < KIND_COUNT; i++) if (case_kinds[i].rec == rec) return &case_kinds[i];
  return NULL;
}

const struct case_kind *case_kind_named(const char *key)
{
  for (size_t i = 0; key && i < KIND_COUNT; i++) if (strcmp(case_kinds[i].key, key) == 0) return &case_kinds[i];
  return NULL;
}
