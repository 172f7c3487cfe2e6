/* What is kept of a referral, and what its forms ask. */
#include "referrals_store.h"
#include "organisations.h"
#include "places.h"

DEFINE_CHOICES(interpreter, INTERPRETERS)
DEFINE_CHOICES(consent_way, CONSENT_WAYS)
DEFINE_CHOICES(hearing, HEARINGS)
DEFINE_CHOICES(shared_item, SHARED_ITEMS)
DEFINE_CHOICES(referral_aim, REFERRAL_AIMS)
DEFINE_CHOICES(referral_list_kind, REFERRAL_LISTS)

static const struct record account_record = { .name = "account" }, offer_record = { .name = "offer" }, person_record = { .name = "person" };

enum { WORDS_MOST = 4000, LINE_MOST = 500, NAME_MOST = 200 };

static const struct field referral_fields[] = {
  F_REF (referral, compartment,   REQUIRED, compartment, N_("What seals it")),
  F_REF (referral, offer,         OPTIONAL, offer, N_("Offer")),
  F_REF (referral, provider,      OPTIONAL, organisation, N_("Provider")),
  F_REF (referral, referrer,      REQUIRED, account, N_("Who refers")),
  F_REF (referral, origin,        REQUIRED, organisation, N_("For which organisation")),
  F_REF (referral, follows,       OPTIONAL, referral, N_("Follows")),
  F_ENUM(referral, state,         REQUIRED, referral_state, N_("How far it is")),
  F_ENUM(referral, urgent,        OPTIONAL, yes_no, N_("Within 24 hours")),
  F_ENUM(referral, by_link,       OPTIONAL, yes_no, N_("Answers by a link")),
  F_ENUM(referral, next,          OPTIONAL, referral_next, N_("What is to be done")),
  F_REF (referral, responsible,   REQUIRED, account, N_("Whose turn it is")),
  F_REF (referral, holder,        REQUIRED, organisation, N_("For which organisation")),
  F_REF (referral, stands_in_for, OPTIONAL, account, N_("Stands in for")),
  F_TIME(referral, next_at,       OPTIONAL, N_("Too late from")),
  F_ENUM(referral, counts,        OPTIONAL, term_unit, N_("Counts")),
  F_INT (referral, level,         REQUIRED, N_("How late"), .max = 3),
  F_TIME(referral, rises_at,      OPTIONAL, N_("Goes on to the next")),
  F_TIME(referral, registered,    OPTIONAL, N_("Registered")),
  F_TIME(referral, made,          REQUIRED, N_("Made")),
  F_TIME(referral, written,       REQUIRED, N_("Written")),
  F_TIME(referral, sent,          OPTIONAL, N_("Sent")),
  F_TIME(referral, received,      OPTIONAL, N_("Received")),
  F_TIME(referral, contacted,     OPTIONAL, N_("Contact made")),
  F_TIME(referral, offered,       OPTIONAL, N_("Appointment made")),
  F_TIME(referral, arrived,       OPTIONAL, N_("Arrived")),
  F_TIME(referral, started,       OPTIONAL, N_("Started")),
  F_TIME(referral, ended,         OPTIONAL, N_("Ended")),
  F_TIME(referral, bridge_at,     OPTIONAL, N_("Contact while waiting, before")),
  F_ENUM(referral, arrival_seen,  OPTIONAL, yes_no, N_("Arrival confirmed by the other side")),
};
const struct record referral_record = RECORD_(referral, referral_fields, .protection = REGIONAL);

#define CALLED_(T)      F_TEXT(T, called, REQUIRED, N_("Name one uses"), .max = NAME_MOST, .help = N_("First name is enough. The provider asks the rest itself."))
#define PHONE_(T)       F_TEXT(T, phone, OPTIONAL, N_("Phone number that is safe to call"), .max = 40)
#define HOURS_(T)       F_TEXT(T, hours, OPTIONAL, N_("When is it safe to call?"), .max = NAME_MOST, .help = N_("For example: working days between 9 and 11, not in the weekend."))
#define VOICEMAIL_(T)   F_ENUM(T, voicemail, OPTIONAL, yes_no, N_("May a message be left on the voicemail?"))
#define REACH_MORE_(T) \
  F_TEXT(T, mail,        OPTIONAL, N_("Mail address that is safe to write to"), .max = 200), \
  F_TEXT(T, who_answers, OPTIONAL, N_("Who else may pick up, and what may be said then?"), .max = LINE_MOST), \
  F_TEXT(T, neutral,     OPTIONAL, N_("Neutral message before an unknown number calls"), .max = NAME_MOST, \
         .help = N_("For example: you will be called by 040 about your appointment.")), \
  F_TEXT(T, languages,   WORD_LIST, N_("Languages"), .max = 100, .check = check_languages), \
  F_ENUM(T, interpreter, OPTIONAL, interpreter, N_("Interpreter"), .help = N_("Never family, and never a child.")), \
  F_TEXT(T, place,       OPTIONAL, N_("First place to meet: neutral, and within reach"), .max = NAME_MOST), \
  F_TEXT(T, handover,    OPTIONAL, N_("Handing over together: who, and when"), .max = NAME_MOST)
#define CONSENT_(T)     F_ENUM(T, consent, OPTIONAL, consent_way, N_("How did the person give permission?"))
#define HEARS_(T)       F_SET (T, hears, OPTIONAL, hearing, N_("What may you hear of how it goes?"))
#define CONSENT_MORE_(T) \
  F_DATE(T, consent_on,    OPTIONAL | NOT_IN_FUTURE, N_("On which day?"), .help = N_("Leave empty for today.")), \
  F_TEXT(T, consent_words, OPTIONAL, N_("In which words?"), .max = LINE_MOST)

static const struct field person_fields[] = {
  F_REF (referral_person, referral, IN_PROGRAM | CLEAR | REQUIRED, referral, N_("Referral")),
  CALLED_(referral_person), PHONE_(referral_person), HOURS_(referral_person), VOICEMAIL_(referral_person), REACH_MORE_(referral_person),
  F_TEXT(referral_person, answer_at, OPTIONAL | IN_PROGRAM | MADE, N_("Where links for the provider go"), .max = 200),
  CONSENT_(referral_person), HEARS_(referral_person), CONSENT_MORE_(referral_person),
};
const struct record referral_person_record = SEALED_RECORD(referral_person, person_fields, .about = &referral_about);

static const struct field called_fields[] = {
  F_REF (referral_called, referral, IN_PROGRAM | CLEAR | REQUIRED, referral, N_("Referral")),
  F_TEXT(referral_called, called, REQUIRED, N_("Name one uses"), .max = NAME_MOST),
  F_SET (referral_called, hears,  OPTIONAL, hearing, N_("What may you hear of how it goes?")),
};
const struct record referral_called_record = { .name = "referral_person", .count = COUNT(called_fields), .fields = called_fields, .size = sizeof(struct referral_called), .protection = SEALED };

static const struct field item_fields[] = {
  F_REF (referral_item, referral, IN_PROGRAM | CLEAR | REQUIRED, referral, N_("Referral")),
  F_ENUM(referral_item, item,     REQUIRED, shared_item, N_("What is shared")),
  F_TEXT(referral_item, text,     REQUIRED | LONG, N_("In words"), .max = WORDS_MOST),
  F_ENUM(referral_item, ground,   REQUIRED, legal_ground, N_("Legal ground")),
  F_DATE(referral_item, until,    OPTIONAL, N_("Shared until")),
};
const struct record referral_item_record = SEALED_RECORD(referral_item, item_fields, .about = &referral_about);

static const struct field note_fields[] = {
  F_REF (referral_note, referral,     IN_PROGRAM | CLEAR | REQUIRED, referral, N_("Referral")),
  F_ENUM(referral_note, act,          REQUIRED, referral_act, N_("What was done")),
  F_TIME(referral_note, at,           REQUIRED, N_("When")),
  F_REF (referral_note, by,           OPTIONAL, account, N_("By whom")),
  F_REF (referral_note, organisation, OPTIONAL, organisation, N_("For which organisation")),
  F_DATE(referral_note, day,          OPTIONAL, N_("About which day")),
  F_TEXT(referral_note, with_whom,    OPTIONAL, N_("With whom"), .max = NAME_MOST),
  F_ENUM(referral_note, reason,       OPTIONAL, referral_reason, N_("Why")),
  F_REF (referral_note, alternative,  OPTIONAL, offer, N_("Which help fits better?")),
  F_TEXT(referral_note, note,         OPTIONAL | LONG, N_("Note"), .max = WORDS_MOST),
};
const struct record referral_note_record = SEALED_RECORD(referral_note, note_fields, .about = &referral_about);

static const struct field link_fields[] = {
  F_REF(referral_link, person,   IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_REF(referral_link, referral, IN_PROGRAM | REQUIRED, referral, N_("Referral")),
};
const struct record referral_link_record = SEALED_RECORD(referral_link, link_fields);

/* --- forms ---------------------------------------------------------------------------------------------------- */

#define ITEM_(name, label_) \
  F_TEXT(referral_new, name, LONG, label_, .max = WORDS_MOST), \
  F_ENUM(referral_new, name##_ground, OPTIONAL, legal_ground, N_("On which legal ground?"))
static const struct field new_fields[] = {
  F_TEXT(referral_new, aanbod,  BY_LINK, N_("Offer"), .max = 200),
  F_REF (referral_new, persoon, BY_LINK, person, N_("Person")),
  F_REF (referral_new, volgt,   BY_LINK, referral, N_("Follows")),
  CALLED_(referral_new), PHONE_(referral_new), HOURS_(referral_new), VOICEMAIL_(referral_new),
  F_ENUM(referral_new, urgent, OPTIONAL, yes_no, N_("Was there an incident just now, or does a home ban run?"), .help = N_("Then the provider calls within 24 hours, also in the weekend.")),
  REACH_MORE_(referral_new),
  ITEM_(request,   N_("What the person wants")),
  ITEM_(situation, N_("What happened, and the situation at home")),
  ITEM_(safety,    N_("What to mind for safety")),
  ITEM_(health,    N_("Health")),
  ITEM_(justice,   N_("Police and criminal data")),
  F_DATE(referral_new, until, OPTIONAL, N_("Shared until"), .help = N_("Leave empty for as long as the help lasts.")),
  CONSENT_(referral_new), HEARS_(referral_new), CONSENT_MORE_(referral_new),
  F_ENUM(referral_new, aim,    REQUIRED, referral_aim, N_("What to do")),
  F_ENUM(referral_new, reason, OPTIONAL, referral_reason, N_("Why not now?")),
  F_DATE(referral_new, again,  OPTIONAL, N_("When do you get in touch again?"), .help = N_("Leave empty for the norm of the region.")),
};
const struct record referral_new_record = PART(referral_new, new_fields);

static const struct field step_fields[] = {
  F_ENUM(referral_step, act,       REQUIRED, referral_act, N_("What was done")),
  F_DATE(referral_step, day,       OPTIONAL, N_("Which day")),
  F_TEXT(referral_step, with_whom, OPTIONAL, N_("With whom"), .max = NAME_MOST),
  F_ENUM(referral_step, reason,    OPTIONAL, referral_reason, N_("Why")),
  F_TEXT(referral_step, alternative, OPTIONAL, N_("Which help fits better?"), .max = 200, .help = N_("If you know one: who referred can go on with it at once.")),
  F_TEXT(referral_step, note,      OPTIONAL | LONG, N_("In one line"), .max = WORDS_MOST),
};
const struct record referral_step_record = PART(referral_step, step_fields);

static const struct field absence_fields[] = {
  F_REF (absence, account,      REQUIRED, account, N_("Who")),
  F_REF (absence, organisation, REQUIRED, organisation, N_("Organisation")),
  F_DATE(absence, since,        REQUIRED, N_("First day away")),
  F_DATE(absence, until,        REQUIRED, N_("Last day away")),
  F_REF (absence, replacement,  OPTIONAL, account, N_("Who stands in")),
  F_TIME(absence, begun,        OPTIONAL, N_("Handed over")),
  F_TIME(absence, over,         OPTIONAL, N_("Given back")),
};
const struct record absence_record = RECORD_(absence, absence_fields, .protection = REGIONAL);

static const struct field absence_new_fields[] = {
  F_DATE(absence_new, since, REQUIRED, N_("First day away")),
  F_DATE(absence_new, until, REQUIRED, N_("Last day away")),
  F_TEXT(absence_new, mail,  OPTIONAL, N_("Mail address of who stands in for you"), .max = 200, .help = N_("Leave empty: then it goes to the colleague who has the fewest.")),
};
const struct record absence_new_record = PART(absence_new, absence_new_fields);
