/* The records of this room, field by field. */
#include "accounts.h"
#include "assessments.h"
#include "surveys.h"

enum { WHY_MOST = 200, NAME_MOST = 64, SEEN_MOST = 20, CONCLUSION_MOST = 4000 };

#define ABOUT(T) F_REF(T, about, REQUIRED, person, N_("About whom"))
#define DAY(T)   F_DATE(T, day, REQUIRED | NOT_IN_FUTURE, N_("When"))
#define PLACE(T) F_ENUM(T, place, REQUIRED, case_place, N_("Who reads this?"), .help = N_("What you share with both sides cannot be taken back from who has read it."))

#define HEAD F_REF(assessment, questionnaire, IN_PROGRAM | REQUIRED, questionnaire, N_("Questionnaire")), ABOUT(assessment)
static const struct field head_fields[] = { HEAD };
static const struct field fields[] = {
  HEAD,
  DAY(assessment),
  F_TEXT(assessment, answers,    IN_PROGRAM | REQUIRED | LONG, N_("Answers"), .max = ANSWERS_BYTES),
  F_ENUM(assessment, done,       IN_PROGRAM, yes_no, N_("Finished")),
  F_INT (assessment, score,      IN_PROGRAM, N_("Score")),
  F_INT (assessment, most,       IN_PROGRAM, N_("Highest score that was possible")),
  F_TEXT(assessment, conclusion, OPTIONAL | LONG, N_("Conclusion"), .max = CONCLUSION_MOST),
  F_REF (assessment, household,  IN_PROGRAM | REQUIRED, household, N_("Household")),
  F_REF (assessment, writer,     IN_PROGRAM, account, N_("Written by")),
  F_TIME(assessment, written,    IN_PROGRAM | REQUIRED, N_("Written")),
  PLACE(assessment),
  F_TEXT(assessment, struck,     OPTIONAL, N_("Struck out, because"), .max = WHY_MOST),
  F_REF (assessment, unfinished, IN_PROGRAM | CLEAR, account, N_("Not finished by")),
};
const struct record assessment_record = SEALED_RECORD(assessment, fields);
const struct record assessment_head_record = SEALED_RECORD(assessment, head_fields);

static const struct field new_fields[] = {
  F_TEXT(assessment_new, questionnaire, REQUIRED, N_("Which questionnaire"), .max = NAME_MOST),
  ABOUT(assessment_new),
  DAY(assessment_new),
  PLACE(assessment_new),
};
const struct record assessment_new_record = PART(assessment_new, new_fields);

static const struct field end_fields[] = {
  F_TEXT(assessment_end, seen,       OPTIONAL, N_("As it was seen"), .max = SEEN_MOST),
  F_TEXT(assessment_end, conclusion, REQUIRED | LONG, N_("What do you conclude?"), .max = CONCLUSION_MOST,
         .help = N_("A score weighs, people decide. Say what you conclude from it, what you doubt, and what happens now.")),
};
const struct record assessment_end_record = PART(assessment_end, end_fields);

static const struct field out_fields[] = {
  F_TEXT(assessment_out, struck, REQUIRED, N_("Strike out, because"), .max = WHY_MOST, .help = N_("Only if it turned out to be wrong. It stays readable, struck out.")),
};
const struct record assessment_out_record = PART(assessment_out, out_fields);
