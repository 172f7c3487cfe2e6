/* What is declared of experts by experience. */
#include "peer_work.h"
#include "organisations.h"
#include "places.h"

DEFINE_CHOICES(peer_role, PEER_ROLES)
DEFINE_CHOICES(peer_part, PEER_PARTS)
DEFINE_CHOICES(peer_experience, PEER_EXPERIENCES)
DEFINE_CHOICES(community_wish, COMMUNITY_WISHES)
DEFINE_CHOICES(peer_state, PEER_STATES)
DEFINE_CHOICES(peer_topic, PEER_TOPICS)
DEFINE_CHOICES(peer_day, PEER_DAYS)
DEFINE_CHOICES(peer_back, PEER_BACKS)
DEFINE_CHOICES(peer_ending, PEER_ENDINGS)
DEFINE_CHOICES(peer_how, PEER_HOWS)

enum { NAME_MOST = 100, LINE_MOST = 300, WORDS_MOST = 1000, NOTE_MOST = 2000, UUID_MOST = 36, AT_ONCE_MOST = 20 };

static const struct record peer_referral_record = { .name = "referral" };

/* --- the register -------------------------------------------------------------------------------------- */

#define WHEN_FIELDS \
  F_SET (peer, days,           OPTIONAL, peer_day, N_("Days")), \
  F_SET (peer, parts,          OPTIONAL, peer_part, N_("Parts of the day")), \
  F_DATE(peer, paused_until,   OPTIONAL, N_("Paused until"), .help = N_("The first day on which you can be asked again. Empty: no pause."))
#define PEER_FIELDS \
  F_TEXT(peer, name,           REQUIRED, N_("Name, as who asks for an expert sees it"), .max = NAME_MOST), \
  F_TEXT(peer, reach,          OPTIONAL, N_("How the coordinator reaches this expert"), .max = LINE_MOST, .help = N_("Required without an account. Only your organisation sees it.")), \
  F_SET (peer, roles,          REQUIRED, peer_role, N_("What this expert does")), \
  F_TEXT(peer, languages,      REQUIRED, N_("Languages"), .max = LINE_MOST, .check = check_languages, \
         .help = N_("Codes with spaces between, the best one first: nl ar. Dutch is nl, English en, Arabic ar, Turkish tr, Polish pl, Ukrainian uk.")), \
  F_TEXT(peer, municipalities, OPTIONAL, N_("Municipalities"), .max = WORDS_MOST, .check = check_municipalities, \
         .help = N_("In small letters with hyphens, with spaces between: eindhoven helmond. Empty: the whole region.")), \
  F_ENUM(peer, gender,         OPTIONAL, person_gender, N_("Gender")), \
  F_INT (peer, most,           REQUIRED, N_("At most how many people at once"), .min = 1, .max = AT_ONCE_MOST), \
  WHEN_FIELDS, \
  F_TEXT(peer, background,     LONG, N_("Background, in the expert's own words"), .max = WORDS_MOST), \
  F_ENUM(peer, experience,     OPTIONAL, peer_experience, N_("Own experience"), .help = N_("Only if the expert wants this to be written down.")), \
  F_ENUM(peer, may_tell,       OPTIONAL, yes_no, N_("May who asks for an expert know background and own experience?"), \
         .help = N_("Ask the expert. Without a yes nobody outside your organisation sees it, and it does not count for who fits."))

static const struct field peer_fields[] = {
  F_REF (peer, organisation,   IN_PROGRAM | CLEAR | REQUIRED, organisation, N_("Organisation")),
  F_REF (peer, account,        IN_PROGRAM | CLEAR, account, N_("Account")),
  PEER_FIELDS,
  F_REF (peer, supervision,    IN_PROGRAM | REQUIRED, compartment, N_("Where the supervision notes are")),
  F_REF (peer, kept_by,        IN_PROGRAM, account, N_("Coordinator")),
};
const struct record peer_record = SEALED_RECORD(peer, peer_fields);

_Static_assert(offsetof(struct peer_form, peer) == 0 && offsetof(struct peer_available, peer) == 0, "the fields of an entry are read into the beginning of its forms");
static const struct field form_fields[] = {
  PEER_FIELDS,
  F_TEXT(peer_form, account_id, OPTIONAL, N_("Account of this expert"), .max = UUID_MOST,
         .help = N_("With an account the expert answers, calls and notes contacts on an own page. Without one you pass things on.")),
};
const struct record peer_form_record = { .name = "peer_form", .count = COUNT(form_fields), .fields = form_fields, .size = sizeof(struct peer_form) };
static const struct field available_fields[] = { WHEN_FIELDS };
const struct record peer_available_record = { .name = "peer_available", .count = COUNT(available_fields), .fields = available_fields, .size = sizeof(struct peer_available) };

static const struct field training_fields[] = {
  F_REF (peer_training, peer,  IN_PROGRAM | CLEAR | REQUIRED, peer, N_("Expert by experience")),
  F_ENUM(peer_training, topic, REQUIRED, peer_topic, N_("Topic")),
  F_DATE(peer_training, done,  REQUIRED | NOT_IN_FUTURE, N_("Done on")),
  F_DATE(peer_training, until, OPTIONAL, N_("Valid until"), .help = N_("Empty: it does not run out.")),
};
const struct record peer_training_record = SEALED_RECORD(peer_training, training_fields);

static const struct field note_fields[] = {
  F_REF (peer_note, peer, IN_PROGRAM | CLEAR | REQUIRED, peer, N_("Expert by experience")),
  F_TEXT(peer_note, text, REQUIRED | LONG, N_("Note"), .max = NOTE_MOST,
         .help = N_("About the expert's own work and how it goes. Name nobody whom this expert is there for, and nothing by which they can be known.")),
  F_REF (peer_note, by,   IN_PROGRAM | REQUIRED, account, N_("By")),
  F_TIME(peer_note, made, IN_PROGRAM | REQUIRED, N_("Made")),
};
const struct record peer_note_record = SEALED_RECORD(peer_note, note_fields);

/* --- asking --------------------------------------------------------------------------------------------- */

#define WISH_FIELDS(MORE) \
  F_ENUM(peer_wishes, role,         REQUIRED | (MORE), peer_role, N_("What for")), \
  F_TEXT(peer_wishes, language,     MORE, N_("Language of the person"), .max = 2, .check = check_languages), \
  F_DATE(peer_wishes, from,         MORE, N_("From which day")), \
  F_TEXT(peer_wishes, municipality, MORE, N_("Municipality"), .max = NAME_MOST, .check = check_municipalities), \
  F_SET (peer_wishes, parts,        MORE, peer_part, N_("When can the person be reached?")), \
  F_ENUM(peer_wishes, gender,       MORE, person_gender, N_("Rather a man or a woman")), \
  F_ENUM(peer_wishes, experience,   MORE, peer_experience, N_("Rather somebody with this experience")), \
  F_ENUM(peer_wishes, community,    MORE, community_wish, N_("Somebody from the own community?"), .help = N_("Ask first. Some people want it, others are afraid of talk.")), \
  F_TEXT(peer_wishes, background,   MORE, N_("Which background?"), .max = LINE_MOST, .help = N_("Counts only after the question before it was asked.")), \
  F_REF (peer_wishes, persoon,      BY_LINK, person, N_("Person")), \
  F_REF (peer_wishes, verwijzing,   BY_LINK, peer_referral, N_("Referral"))

static const struct field wish_fields[] = { WISH_FIELDS(OPTIONAL) };
const struct record peer_wishes_record = PART(peer_wishes, wish_fields);

_Static_assert(offsetof(struct peer_request, wishes) == 0, "wishes are read into the beginning of what is asked");
static const struct field request_fields[] = {
  WISH_FIELDS(BY_LINK),
  F_REF (peer_request, peer,      REQUIRED | BY_LINK, peer, N_("Who is asked?")),
  F_TEXT(peer_request, called,    REQUIRED, N_("Name in use"), .max = NAME_MOST, .help = N_("Shown to the expert only after a yes. A first name is enough.")),
  F_TEXT(peer_request, reach,     REQUIRED, N_("Safe number, or another safe way"), .max = LINE_MOST, .help = N_("Ask first who else hears or reads it.")),
  F_TEXT(peer_request, hours,     OPTIONAL, N_("When"), .max = LINE_MOST, .help = N_("Hours at which it is safe, for example: on working days after nine.")),
  F_ENUM(peer_request, voicemail, OPTIONAL, yes_no, N_("May a message be left")),
  F_TEXT(peer_request, message,   OPTIONAL, N_("Neutral message"), .max = LINE_MOST, .help = N_("What the expert says if somebody else picks up, for example: \"This is about the appointment.\"")),
  F_INT (peer_request, gap,       REQUIRED, N_("At most how many days between two contacts"), .min = 1, .max = PEER_GAP_MOST),
  F_ENUM(peer_request, ground,    REQUIRED, legal_ground, N_("Legal ground")),
  F_TEXT(peer_request, how,       REQUIRED, N_("How the person agreed, or the facts"), .max = LINE_MOST,
         .help = N_("For permission: when, and how it was given. For example: said so on the phone, today.")),
};
const struct record peer_request_record = { .name = "peer_request", .count = COUNT(request_fields), .fields = request_fields, .size = sizeof(struct peer_request), .part = true };

/* --- assignments ---------------------------------------------------------------------------------------- */

static const struct field assignment_fields[] = {
  F_REF (peer_assignment, person,    IN_PROGRAM | CLEAR, person, N_("Person")),
  F_REF (peer_assignment, referral,  IN_PROGRAM | CLEAR, peer_referral, N_("Referral")),
  F_TEXT(peer_assignment, peer_name, REQUIRED, N_("Expert by experience"), .max = NAME_MOST),
  F_ENUM(peer_assignment, role,      REQUIRED, peer_role, N_("What for")),
  F_TEXT(peer_assignment, language,  OPTIONAL, N_("Language of the person"), .max = 2),
  F_TEXT(peer_assignment, called,    REQUIRED, N_("Name in use"), .max = NAME_MOST),
  F_TEXT(peer_assignment, reach,     REQUIRED, N_("Safe number, or another safe way"), .max = LINE_MOST),
  F_TEXT(peer_assignment, hours,     OPTIONAL, N_("When"), .max = LINE_MOST),
  F_ENUM(peer_assignment, voicemail, OPTIONAL, yes_no, N_("May a message be left")),
  F_TEXT(peer_assignment, message,   OPTIONAL, N_("Neutral message"), .max = LINE_MOST),
  F_SET (peer_assignment, parts,     OPTIONAL, peer_part, N_("When can the person be reached?")),
  F_ENUM(peer_assignment, back,      OPTIONAL, peer_back, N_("Why it was handed back")),
  F_ENUM(peer_assignment, ending,    OPTIONAL, peer_ending, N_("Why it ended")),
  F_TEXT(peer_assignment, note,      OPTIONAL, N_("In one line"), .max = LINE_MOST),
  F_TIME(peer_assignment, asked,     IN_PROGRAM | REQUIRED, N_("Asked")),
  F_TIME(peer_assignment, closed,    IN_PROGRAM, N_("Over since")),
};
const struct record peer_assignment_record = SEALED_RECORD(peer_assignment, assignment_fields);

static const struct field clock_fields[] = {
  F_REF (peer_clock, peer,         REQUIRED, peer, N_("Expert by experience")),
  F_REF (peer_clock, organisation, REQUIRED, organisation, N_("Organisation")),
  F_REF (peer_clock, account,      REQUIRED, account, N_("Who does it")),
  F_REF (peer_clock, asked_by,     REQUIRED, account, N_("Asked by")),
  F_REF (peer_clock, asked_for,    REQUIRED, organisation, N_("Asked for")),
  F_ENUM(peer_clock, state,        REQUIRED, peer_state, N_("State")),
  F_INT (peer_clock, gap,          REQUIRED, N_("At most how many days between two contacts"), .min = 1, .max = PEER_GAP_MOST),
  F_DATE(peer_clock, next,         OPTIONAL, N_("Next date")),
  F_DATE(peer_clock, look,         OPTIONAL, N_("Looked at again on")),
  F_INT (peer_clock, step,         REQUIRED, N_("How far silence has come"), .min = 0, .max = PEER_TO_COORDINATOR),
  F_INT (peer_clock, missed,       REQUIRED, N_("Tried since somebody was reached"), .min = 0),
};
const struct record peer_clock_record = RECORD_(peer_clock, clock_fields, .protection = REGIONAL);

static const struct field proposal_fields[] = {
  F_REF (peer_proposal, peer,         IN_PROGRAM | CLEAR | REQUIRED, peer, N_("Expert by experience")),
  F_ENUM(peer_proposal, role,         REQUIRED, peer_role, N_("What for")),
  F_TEXT(peer_proposal, language,     OPTIONAL, N_("Language of the person"), .max = 2),
  F_TEXT(peer_proposal, municipality, OPTIONAL, N_("Municipality"), .max = NAME_MOST),
  F_SET (peer_proposal, parts,        OPTIONAL, peer_part, N_("When can the person be reached?")),
  F_DATE(peer_proposal, begins,       REQUIRED, N_("From which day")),
  F_INT (peer_proposal, gap,          REQUIRED, N_("At most how many days between two contacts"), .min = 1, .max = PEER_GAP_MOST),
};
const struct record peer_proposal_record = SEALED_RECORD(peer_proposal, proposal_fields);

#define CONTACT_FIELDS(T) \
  F_ENUM(T, reached, REQUIRED, yes_no, N_("Did you reach the person?")), \
  F_ENUM(T, how,     REQUIRED, peer_how, N_("How")), \
  F_TEXT(T, line,    OPTIONAL, N_("In one line"), .max = LINE_MOST, .help = N_("How it is going, and what was agreed. No names of others."))
static const struct field contact_fields[] = {
  F_REF (peer_contact, assignment, IN_PROGRAM | CLEAR | REQUIRED, peer_assignment, N_("Assignment")),
  CONTACT_FIELDS(peer_contact),
  F_DATE(peer_contact, next,       REQUIRED, N_("Next contact")),
  F_REF (peer_contact, by,         IN_PROGRAM | REQUIRED, account, N_("By")),
  F_TIME(peer_contact, made,       IN_PROGRAM | REQUIRED, N_("Made")),
};
const struct record peer_contact_record = SEALED_RECORD(peer_contact, contact_fields, .about = &peer_about);
static const struct field contact_new_fields[] = {
  CONTACT_FIELDS(peer_contact_new),
  F_DATE(peer_contact_new, next, OPTIONAL, N_("Next contact"), .help = N_("Empty: the last day that was agreed. Not reached: tomorrow.")),
};
const struct record peer_contact_new_record = PART(peer_contact_new, contact_new_fields);

static const struct field back_fields[] = {
  F_ENUM(peer_back_form, back, REQUIRED, peer_back, N_("Why do you hand it back?")),
  F_TEXT(peer_back_form, note, OPTIONAL, N_("In one line"), .max = LINE_MOST, .help = N_("What the next one should know.")),
};
const struct record peer_back_form_record = PART(peer_back_form, back_fields);
static const struct field end_fields[] = {
  F_ENUM(peer_end_form, ending, REQUIRED, peer_ending, N_("Why does it end?")),
  F_TEXT(peer_end_form, note,   OPTIONAL, N_("In one line"), .max = LINE_MOST),
};
const struct record peer_end_form_record = PART(peer_end_form, end_fields);
