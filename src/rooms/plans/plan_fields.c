/* The declarations of what stands in a plan: questions as a professional asks them. */
#include "accounts.h"
#include "actions.h"
#include "plan_sheets.h"

DEFINE_CHOICES(prompt_answer, PROMPT_ANSWERS)
DEFINE_CHOICES(goal_fit, GOAL_FITS)
DEFINE_CHOICES(taking_part, TAKING_PARTS)
DEFINE_CHOICES(agreement, AGREEMENTS)

enum { ELEMENT_MOST = 1500, LINE_MOST = 200 };

#define OF_PLAN(T) F_REF(T, plan, IN_PROGRAM | CLEAR | REQUIRED, plan, N_("Plan"))
#define ELEMENT(T, m, label, ...) F_TEXT(T, m, LONG, label, .max = ELEMENT_MOST, ##__VA_ARGS__)

static const struct field stop_fields[] = {
  OF_PLAN(plan_stop),
  ELEMENT(plan_stop, triggers,      N_("What goes before it?"), .help = N_("Moments, subjects, places, alcohol, tiredness: what usually comes before the violence.")),
  ELEMENT(plan_stop, body,          N_("First signs in the body"), .help = N_("For example: heart, breath, hands, heat.")),
  ELEMENT(plan_stop, thoughts,      N_("First signs in thoughts"), .help = N_("For example: they do this on purpose, I lose control, I am right.")),
  ELEMENT(plan_stop, behaviour,     N_("First signs in behaviour"), .help = N_("For example: louder, following, blocking the door, looking into a phone.")),
  ELEMENT(plan_stop, timeout_long,  N_("Time-out: how long?")),
  ELEMENT(plan_stop, timeout_where, N_("Time-out: where does this person go?"), .help = N_("This person leaves, not the partner and the children. Not a place where they are.")),
  ELEMENT(plan_stop, timeout_said,  N_("Time-out: how is it said?"), .help = N_("A word or a sign, agreed beforehand. Nobody holds anybody back.")),
  ELEMENT(plan_stop, timeout_back,  N_("Time-out: how does this person come back?"),
          .help = N_("Only when calm, after saying so, and when the other wants it too. "
            "During a ban this is about coming back to calm, not to the house: nobody returns before who decides about that said so.")),
  ELEMENT(plan_stop, help,          N_("Which help does this person use?"), .help = N_("Treatment, group, buddy, consulting hour; and what is done until it starts.")),
  ELEMENT(plan_stop, checks,        N_("Who checks whether it holds?"), .help = N_("By name. Never only this person, the partner or a child.")),
  ELEMENT(plan_stop, checks_often,  N_("How often is that checked?")),
  ELEMENT(plan_stop, if_not,        N_("What happens if it does not work?"), .help = N_("Who does what at once, and what is scaled up.")),
};
const struct record plan_stop_record = SEALED_RECORD(plan_stop, stop_fields);

static const struct field safety_fields[] = {
  OF_PLAN(plan_safety),
  ELEMENT(plan_safety, signals,    N_("Signals of danger"), .help = N_("By what does this person see that it is going wrong?")),
  ELEMENT(plan_safety, call,       N_("Who is called, in which order?"), .help = N_("112 in danger. Who else, and by which phone?")),
  ELEMENT(plan_safety, place,      N_("A safe place to go to"), .help = N_("It stays in this plan: it is never released, and stands on no paper for the family.")),
  ELEMENT(plan_safety, word,       N_("Code word or sign"), .help = N_("Agreed with neighbours, family or children. Never released.")),
  ELEMENT(plan_safety, take,       N_("What is taken along?"), .help = N_("Papers, keys, money, medicine, a phone that nobody reads. Never released.")),
  ELEMENT(plan_safety, children,   N_("What do the children do, and what do they know?"), .help = N_("A child never has to stop the violence or keep a secret.")),
  ELEMENT(plan_safety, afterwards, N_("And afterwards?"), .help = N_("Report, doctor, locks, phone and accounts, school, who is told.")),
};
const struct record plan_safety_record = SEALED_RECORD(plan_safety, safety_fields);

static const struct field contact_fields[] = {
  OF_PLAN(plan_contact),
  F_ENUM (plan_contact, apart,      OPTIONAL, yes_no, N_("Do they live apart, or is there a ban on contact?")),
  ELEMENT(plan_contact, safe_first, N_("What must be safe before there is contact or a return?")),
  ELEMENT(plan_contact, decides,    N_("Who decides that?"), .help = N_("By name and role. Never who uses the violence, never a child.")),
  F_DATE (plan_contact, look_on,    OPTIONAL, N_("When is it looked at?")),
  ELEMENT(plan_contact, told,       N_("What may the person who is out of the house know?"),
          .help = N_("In words that may be read aloud to them: what must be safe first, who decides, when they hear more. Not where anybody is, who helps, or what somebody said.")),
  F_ENUM (plan_contact, told_safe,  OPTIONAL, yes_no, N_("Was it looked at, with whom it is about, that telling this is safe?"), .help = N_("Without a yes it is not shown as a text to read aloud.")),
};
const struct record plan_contact_record = SEALED_RECORD(plan_contact, contact_fields);

#define PROMPT(name, label, ask) \
  F_ENUM(plan_prompts, name, OPTIONAL, prompt_answer, label, .help = ask), \
  ELEMENT(plan_prompts, name##_said, N_("What did you see, or why not?"))

static const struct field prompt_fields[] = {
  OF_PLAN(plan_prompts),
  PROMPT(gender,     N_("Gender"), N_("Would this plan look the same if the woman were a man, and the man a woman? Who carries what is agreed?")),
  PROMPT(culture,    N_("Culture and faith"), N_("What do family honour, faith or background mean here? Is a helper or interpreter from the own community wanted, or just not?")),
  PROMPT(trauma,     N_("Trauma"), N_("What happened to each of them before? What makes help possible or impossible because of it?")),
  PROMPT(network,    N_("Network"), N_("Who around them knows, helps, keeps silent or stirs up?")),
  PROMPT(practical,  N_("Practical help"), N_("Money, housing, transport, child care, phone: what keeps somebody from doing what stands here?")),
  PROMPT(dependence, N_("Unwanted dependence on the network"), N_("Does somebody come to depend on family or acquaintances through this plan, without wanting it?")),
};
const struct record plan_prompts_record = SEALED_RECORD(plan_prompts, prompt_fields);

static const struct field goal_fields[] = {
  OF_PLAN(plan_goal),
  F_TEXT (plan_goal, goal,       REQUIRED | LONG, N_("What is to be reached?"), .max = ELEMENT_MOST, .help = N_("So that everybody sees whether it is reached, and by when.")),
  F_TEXT (plan_goal, provider,   OPTIONAL, N_("Which other provider has a goal beside it?"), .max = LINE_MOST),
  ELEMENT(plan_goal, their_goal, N_("Which goal is that?")),
  F_ENUM (plan_goal, fit,        OPTIONAL, goal_fit, N_("Do the two fit together?"), .help = N_("Where they clash, who coordinates this plan gets an action to settle it.")),
  F_REF  (plan_goal, settling,   IN_PROGRAM, case_action, N_("Settled by")),
};
const struct record plan_goal_record = SEALED_RECORD(plan_goal, goal_fields);

#define WHY_NOT_LABEL N_("Why did this person not take part?")
#define WORDS_LABEL   N_("With what not, or why could it not be asked?")
static const struct field voice_fields[] = {
  F_REF (plan_voice, plan,    IN_PROGRAM | REQUIRED, plan, N_("Plan")),
  F_REF (plan_voice, person,  IN_PROGRAM | REQUIRED, person, N_("Who")),
  F_ENUM(plan_voice, part,    REQUIRED, taking_part, N_("How did this person take part?")),
  F_TEXT(plan_voice, why_not, LONG, WHY_NOT_LABEL, .max = ELEMENT_MOST),
  F_ENUM(plan_voice, agrees,  REQUIRED, agreement, N_("Does this person agree?")),
  F_TEXT(plan_voice, words,   LONG, WORDS_LABEL, .max = ELEMENT_MOST),
  F_DATE(plan_voice, said_on, REQUIRED | NOT_IN_FUTURE, N_("On which day was that?")),
  F_TIME(plan_voice, written, IN_PROGRAM | REQUIRED, N_("Written down")),
  F_REF (plan_voice, writer,  IN_PROGRAM, account, N_("Written down by")),
};
const struct record plan_voice_record = SEALED_RECORD(plan_voice, voice_fields);

static const struct field voice_new_fields[] = {
  F_REF (voice_new, person,  REQUIRED, person, N_("Who")),
  F_ENUM(voice_new, part,    REQUIRED, taking_part, N_("How did this person take part?")),
  F_TEXT(voice_new, why_not, LONG, WHY_NOT_LABEL, .max = ELEMENT_MOST, .help = N_("Needed when somebody took no part. Who uses violence belongs in the plan: what was tried?")),
  F_ENUM(voice_new, agrees,  REQUIRED, agreement, N_("Does this person agree?")),
  F_TEXT(voice_new, words,   LONG, WORDS_LABEL, .max = ELEMENT_MOST, .help = N_("Needed unless this person agrees with all of it.")),
  F_DATE(voice_new, said_on, REQUIRED | NOT_IN_FUTURE, N_("On which day was that?")),
};
const struct record voice_new_record = PART(voice_new, voice_new_fields);

static const struct field holder_fields[] = {
  OF_PLAN(plan_holder),
  F_TEXT(plan_holder, holder, REQUIRED, N_("Which organisation holds it in a client file?"), .max = LINE_MOST),
  F_DATE(plan_holder, since,  REQUIRED | NOT_IN_FUTURE, N_("Since when?")),
  F_DATE(plan_holder, until,  IN_PROGRAM, N_("Not any more since")),
};
const struct record plan_holder_record = SEALED_RECORD(plan_holder, holder_fields);

static const struct field review_fields[] = {
  OF_PLAN(plan_review),
  F_DATE(plan_review, seen_on, IN_PROGRAM | REQUIRED, N_("Looked at on")),
  F_TEXT(plan_review, words,   REQUIRED | LONG, N_("What did you see?"), .max = ELEMENT_MOST),
  F_DATE(plan_review, next,    REQUIRED, N_("When again?")),
  F_REF (plan_review, writer,  IN_PROGRAM, account, N_("By")),
};
const struct record plan_review_record = SEALED_RECORD(plan_review, review_fields);

static const struct field review_new_fields[] = {
  F_TEXT(review_new, words, REQUIRED | LONG, N_("What did you see?"), .max = ELEMENT_MOST, .help = N_("Is it safe enough? What works, what does not, what changes?")),
  F_DATE(review_new, next,  REQUIRED, N_("When again?")),
};
const struct record review_new_record = PART(review_new, review_new_fields);

static const char *const needed_safety[] = { "signals", "call", NULL }, *const needed_contact[] = { "apart", NULL };

/* What each is called and said above its form, and what must be there before the plan is final. */
const struct sheet_kind sheet_kinds[SHEET_COUNT] = {
  [SHEET_STOP]    = { &plan_stop_record,    "stop",    N_("How the violence stops for good"),
                      N_("Every element is needed before this plan can be final. Fill in what is known: the rest can be written later. Use the person's own words.") },
  [SHEET_SAFETY]  = { &plan_safety_record,  "veilig",  N_("Staying safe"), N_("Only who works for this person's side reads this. Write it together, and ask whether it may lie here."), needed_safety },
  [SHEET_CONTACT] = { &plan_contact_record, "contact", N_("Before contact or return"), NULL, needed_contact },
  [SHEET_PROMPTS] = { &plan_prompts_record, "vragen",  N_("What is easily forgotten"),
                      N_("Each is answered before the plan is final: what you saw, or why you did not look at it.") },
};
