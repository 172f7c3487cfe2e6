/* The declarations of requests: what is stored, and what is asked. */
#include "rights.h"
#include "accounts.h"
#include "organisations.h"

DEFINE_CHOICES(right_kind, RIGHT_KINDS)
DEFINE_CHOICES(right_state, RIGHT_STATES)
DEFINE_CHOICES(right_asker, RIGHT_ASKERS)
DEFINE_CHOICES(identity_check, IDENTITY_CHECKS)
DEFINE_CHOICES(right_outcome, RIGHT_OUTCOMES)

enum { NAME_MOST = 160, LINE_MOST = 400, NOTE_MOST = 4000 };

#define IDENTITY_HELP N_("A partner may pretend to be this person. Mail alone proves nothing, nor does knowing a birth date.")
#define STATEMENT_HELP N_("For a statement: the person's own words. They stand beside what is written, which stays.")
#define CHILD_HELP N_("Only if a parent asks: what a copy means for the child's safety, and what the child thinks of it.")

static const struct field request_fields[] = {
  F_REF (rights_request, person,        IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_REF (rights_request, side,          IN_PROGRAM, household_side, N_("Side")),
  F_ENUM(rights_request, kind,          IN_PROGRAM | REQUIRED, right_kind, N_("What is asked?")),
  F_ENUM(rights_request, asker,         IN_PROGRAM | REQUIRED, right_asker, N_("Who asks?")),
  F_TEXT(rights_request, asker_name,    IN_PROGRAM, N_("Name of who asks"), .max = NAME_MOST),
  F_ENUM(rights_request, identity,      OPTIONAL, identity_check, N_("How do you know who it is?")),
  F_TEXT(rights_request, identity_note, OPTIONAL, N_("By whom and when that was checked"), .max = LINE_MOST),
  F_DATE(rights_request, received,      IN_PROGRAM | REQUIRED | NOT_IN_FUTURE, N_("Received on")),
  F_TEXT(rights_request, statement,     IN_PROGRAM | LONG, N_("What is asked, in their own words"), .max = NOTE_MOST),
  F_TEXT(rights_request, about,         IN_PROGRAM | MADE, N_("Which part"), .max = 100),
  F_TEXT(rights_request, child_view,    LONG, N_("The child's interest"), .max = NOTE_MOST),
  F_ENUM(rights_request, child_agrees,  OPTIONAL, yes_no, N_("Does the child agree?")),
  F_TEXT(rights_request, extension,     IN_PROGRAM | LONG, N_("Why it takes longer"), .max = NOTE_MOST),
  F_ENUM(rights_request, outcome,       IN_PROGRAM, right_outcome, N_("Decision")),
  F_TEXT(rights_request, weighing,      IN_PROGRAM | LONG, N_("What was weighed"), .max = NOTE_MOST),
  F_TEXT(rights_request, facts,         IN_PROGRAM | LONG, N_("The facts"), .max = NOTE_MOST),
  F_TEXT(rights_request, changed,       IN_PROGRAM | LONG, N_("What was changed"), .max = NOTE_MOST),
  F_DATE(rights_request, until,         IN_PROGRAM, N_("Until")),
  F_REF (rights_request, decided_by,    IN_PROGRAM, account, N_("Decided by")),
  F_REF (rights_request, agreed_by,     IN_PROGRAM, account, N_("Agreed by")),
  F_TIME(rights_request, decided,       IN_PROGRAM, N_("Decided")),
  F_TIME(rights_request, agreed,        IN_PROGRAM, N_("Agreed")),
  F_TEXT(rights_request, digest,        IN_PROGRAM | MADE, N_("What was agreed to"), .max = 64),
  F_TEXT(rights_request, returned,      IN_PROGRAM | LONG, N_("Why it does not go on like this"), .max = NOTE_MOST),
};
const struct record rights_request_record = SEALED_RECORD(rights_request, request_fields);

static const struct field clock_fields[] = {
  F_ENUM(right_clock, kind,         REQUIRED, right_kind, N_("What is asked?")),
  F_ENUM(right_clock, state,        REQUIRED, right_state, N_("State")),
  F_REF (right_clock, organisation, REQUIRED, organisation, N_("Organisation")),
  F_REF (right_clock, account,      REQUIRED, account, N_("Who handles it")),
  F_DATE(right_clock, asked,        REQUIRED, N_("Received on")),
  F_DATE(right_clock, due,          REQUIRED, N_("Last day")),
  F_DATE(right_clock, closed,       OPTIONAL, N_("Closed on")),
  F_ENUM(right_clock, limited,      OPTIONAL, yes_no, N_("Only keep the data until this is settled?")),
};
const struct record right_clock_record = RECORD_(right_clock, clock_fields, .protection = REGIONAL);

/* --- what is asked ----------------------------------------------------------------------------------------- */

static const struct field ask_fields[] = {
  F_TEXT(right_ask, side,          OPTIONAL, N_("In which household?"), .max = 40),
  F_ENUM(right_ask, kind,          REQUIRED, right_kind, N_("What is asked?")),
  F_ENUM(right_ask, asker,         REQUIRED, right_asker, N_("Who asks?")),
  F_TEXT(right_ask, asker_name,    OPTIONAL, N_("Name of who asks"), .max = NAME_MOST, .help = N_("Only if it is not the person.")),
  F_DATE(right_ask, received,      REQUIRED | NOT_IN_FUTURE, N_("Received on"), .help = N_("By whoever of your organisation heard it first: the term runs from that day.")),
  F_ENUM(right_ask, identity,      OPTIONAL, identity_check, N_("How do you know who it is?"), .help = IDENTITY_HELP),
  F_TEXT(right_ask, identity_note, OPTIONAL, N_("By whom and when that was checked"), .max = LINE_MOST),
  F_TEXT(right_ask, statement,     LONG, N_("What is asked, in their own words"), .max = NOTE_MOST, .help = STATEMENT_HELP),
  F_TEXT(right_ask, about,         BY_LINK, N_("Which part"), .max = 100),
  F_TEXT(right_ask, child_view,    LONG, N_("The child's interest"), .max = NOTE_MOST, .help = CHILD_HELP),
  F_ENUM(right_ask, child_agrees,  OPTIONAL, yes_no, N_("Does the child agree?"), .help = N_("Only from 12 to 16, if a parent asks.")),
};
const struct record right_ask_record = PART(right_ask, ask_fields);

static const struct field detail_fields[] = {
  F_ENUM(right_details, identity,      OPTIONAL, identity_check, N_("How do you know who it is?"), .help = IDENTITY_HELP),
  F_TEXT(right_details, identity_note, OPTIONAL, N_("By whom and when that was checked"), .max = LINE_MOST),
  F_TEXT(right_details, child_view,    LONG, N_("The child's interest"), .max = NOTE_MOST, .help = CHILD_HELP),
  F_ENUM(right_details, child_agrees,  OPTIONAL, yes_no, N_("Does the child agree?"), .help = N_("Only from 12 to 16, if a parent asks.")),
  F_ENUM(right_details, limited,       OPTIONAL, yes_no, N_("Only keep the data until this is settled?"),
         .help = N_("A decision of yours (AVG art. 18), for example while it is looked at whether something is right. Asking alone limits nothing, and work on somebody's safety always goes on.")),
};
const struct record right_details_record = PART(right_details, detail_fields);

static const struct field extend_fields[] = {
  F_TEXT(right_extend, extension, REQUIRED | LONG, N_("Why it takes longer"), .max = NOTE_MOST, .help = N_("The letter to the person has these words. Name nobody else.")),
};
const struct record right_extend_record = PART(right_extend, extend_fields);

static const struct field decide_fields[] = {
  F_ENUM(right_decide, outcome,  REQUIRED, right_outcome, N_("Decision")),
  F_TEXT(right_decide, weighing, REQUIRED | LONG, N_("What was weighed"), .max = NOTE_MOST, .help = N_("For colleagues. It does not stand in the letter.")),
  F_TEXT(right_decide, facts,    LONG, N_("Why, for the letter"), .max = NOTE_MOST,
         .help = N_("Needed for a no: concrete facts, in plain words. Nothing that tells of somebody else, or where anybody is.")),
  F_DATE(right_decide, until,    OPTIONAL, N_("Until"), .help = N_("Needed if a file is not destroyed: until which day it must stay. Then it comes back on the work list.")),
  F_TEXT(right_decide, changed,  LONG, N_("What was changed"), .max = NOTE_MOST, .help = N_("Needed if something is put right: what stood there, and what stands there now.")),
};
const struct record right_decide_record = PART(right_decide, decide_fields);

static const struct field return_fields[] = { F_TEXT(right_return, returned, REQUIRED | LONG, N_("Why it does not go on like this"), .max = NOTE_MOST) };
const struct record right_return_record = PART(right_return, return_fields);

/* Only ever made of a request and its clock. */
const struct record right_record = { .name = "right", .size = sizeof(struct right), .part = true };
