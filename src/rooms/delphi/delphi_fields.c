/* What studies are made of, declared once. */
#include "accounts.h"
#include "delphi_studies.h"
#include "delphi_web.h"

DEFINE_CHOICES(delphi_stage, DELPHI_STAGES)
DEFINE_CHOICES(delphi_quantile, DELPHI_QUANTILES)
DEFINE_CHOICES(delphi_aside, DELPHI_ASIDES)

enum { REGION_MOST = 80, TITLE_MOST = 120, QUESTION_MOST = 500, NAME_MOST = 100, THEME_MOST = 100, SAID_MOST = 500, CODE_MOST = 20, REMARK_MOST = 2000,
  MAIL_MOST = 250, LINES_MOST = 200000, SHEET_MOST = 120000, RANGE_LIMIT_MOST = 10 };

static const struct field group_fields[] = { F_TEXT(delphi_group, name, REQUIRED, N_("Group"), .max = NAME_MOST) };
const struct record delphi_group_record = PART(delphi_group, group_fields);

static const struct field study_fields[] = {
  F_TEXT(delphi_study, region,      IN_PROGRAM | REQUIRED, N_("Region"), .max = REGION_MOST),
  F_TEXT(delphi_study, title,       REQUIRED, N_("Title"), .max = TITLE_MOST, .help = N_("Experts see it above every page.")),
  F_TEXT(delphi_study, question,    OPTIONAL, N_("Open question"), .max = QUESTION_MOST,
         .help = N_("The question of round 1. In rounds 2 and 3 it stands above the statements: how important is each for this?")),
  F_TEXT(delphi_study, intro,       LONG, N_("What experts read first"), .max = TEXT_MOST, .help = N_("What the study is for, who asks, what happens with the answers, and whom to call.")),
  F_LIST(delphi_study, groups,      REQUIRED, delphi_group, N_("Groups of experts"), .help = N_("One group a line. What they agree on is counted for each group by itself.")),
  F_ENUM(delphi_study, quantile,    REQUIRED, delphi_quantile, N_("How quartiles are counted"),
         .help = N_("Consensus is: the middle half of the ratings lies at most 1 apart. Unsure? Leave it at type 7. It is fixed once rating begins.")),
  F_INT (delphi_study, range_limit, REQUIRED, N_("Groups this small are judged by their range"), .max = RANGE_LIMIT_MOST,
         .help = N_("With so few ratings quartiles say nothing: then the highest and the lowest lie at most 1 apart. Usually 2.")),
  F_ENUM(delphi_study, stage,       IN_PROGRAM | REQUIRED, delphi_stage, N_("Stage")),
  F_DATE(delphi_study, until,       IN_PROGRAM, N_("Last day of the round")),
  F_DATE(delphi_study, nudged,      IN_PROGRAM, N_("Reminded on")),
  F_REF (delphi_study, made_by,     IN_PROGRAM, account, N_("Made by")),
};
const struct record delphi_study_record = RECORD(delphi_study, study_fields);

static const struct field expert_fields[] = {
  F_REF (delphi_expert, study,      REQUIRED, delphi_study, N_("Study")),
  F_TEXT(delphi_expert, group_name, REQUIRED, N_("Group"), .max = NAME_MOST),
  F_TEXT(delphi_expert, name,       REQUIRED | SECRET, N_("Name"), .max = NAME_MOST),
  F_TEXT(delphi_expert, mail,       REQUIRED | SECRET, N_("Mail"), .max = MAIL_MOST),
  F_TIME(delphi_expert, stopped,    OPTIONAL, N_("Stopped")),
  F_TIME(delphi_expert, forgotten,  OPTIONAL, N_("Name taken out")),
};
const struct record delphi_expert_record = RECORD(delphi_expert, expert_fields);

/* The records below leave no lines in the journal: lines would tell, longer than the study is kept, who answered what. */
static const struct field turn_fields[] = {
  F_REF (delphi_turn, study,    REQUIRED, delphi_study, N_("Study")),
  F_REF (delphi_turn, expert,   REQUIRED, delphi_expert, N_("Expert")),
  F_INT (delphi_turn, round,    REQUIRED, N_("Round"), .min = 1, .max = ROUND_LAST),
  F_TIME(delphi_turn, asked,    REQUIRED, N_("Asked")),
  F_TIME(delphi_turn, reminded, OPTIONAL, N_("Reminded")),
  F_TIME(delphi_turn, answered, OPTIONAL, N_("Answered")),
};
const struct record delphi_turn_record = LOG(delphi_turn, turn_fields);

static const struct field answer_fields[] = {
  F_REF (delphi_answer, study,     REQUIRED, delphi_study, N_("Study")),
  F_REF (delphi_answer, expert,    REQUIRED, delphi_expert, N_("Expert")),
  F_INT (delphi_answer, place,     REQUIRED, N_("Place"), .min = 1, .max = DELPHI_ANSWERS_MOST),
  F_TEXT(delphi_answer, text,      REQUIRED | LONG, N_("Answer"), .max = SAID_MOST),
  F_REF (delphi_answer, statement, OPTIONAL, delphi_statement, N_("Statement")),
  F_ENUM(delphi_answer, aside,     OPTIONAL, delphi_aside, N_("Why it is part of none")),
};
const struct record delphi_answer_record = LOG(delphi_answer, answer_fields);

static const struct field statement_fields[] = {
  F_REF (delphi_statement, study,   IN_PROGRAM | REQUIRED, delphi_study, N_("Study")),
  F_TEXT(delphi_statement, code,    IN_PROGRAM | REQUIRED, N_("Code"), .max = CODE_MOST),
  F_TEXT(delphi_statement, theme,   REQUIRED, N_("Theme"), .max = THEME_MOST),
  F_TEXT(delphi_statement, text,    REQUIRED | LONG, N_("Statement"), .max = SAID_MOST, .help = N_("One thing that can be important, in one sentence.")),
  F_TEXT(delphi_statement, text_en, LONG, N_("In English"), .max = SAID_MOST),
};
const struct record delphi_statement_record = RECORD(delphi_statement, statement_fields);

static const struct field rating_fields[] = {
  F_REF(delphi_rating, study,     REQUIRED, delphi_study, N_("Study")),
  F_REF(delphi_rating, expert,    REQUIRED, delphi_expert, N_("Expert")),
  F_REF(delphi_rating, statement, REQUIRED, delphi_statement, N_("Statement")),
  F_INT(delphi_rating, round,     REQUIRED, N_("Round"), .min = ROUND_RATED_FIRST, .max = ROUND_LAST),
  F_INT(delphi_rating, rating,    REQUIRED, N_("Rating"), .min = RATING_LEAST, .max = RATING_MOST),
};
const struct record delphi_rating_record = LOG(delphi_rating, rating_fields);

static const struct field remark_fields[] = {
  F_REF (delphi_remark, study,  REQUIRED, delphi_study, N_("Study")),
  F_REF (delphi_remark, expert, REQUIRED, delphi_expert, N_("Expert")),
  F_TEXT(delphi_remark, theme,  REQUIRED, N_("Theme"), .max = THEME_MOST),
  F_TEXT(delphi_remark, text,   REQUIRED | LONG, N_("Remark"), .max = REMARK_MOST),
};
const struct record delphi_remark_record = LOG(delphi_remark, remark_fields);

static const struct field again_fields[] = {
  F_REF (delphi_again, study,      REQUIRED, delphi_study, N_("Study")),
  F_TEXT(delphi_again, group_name, REQUIRED, N_("Group"), .max = NAME_MOST),
  F_REF (delphi_again, statement,  REQUIRED, delphi_statement, N_("Statement")),
};
const struct record delphi_again_record = LOG(delphi_again, again_fields);

/* --- forms ------------------------------------------------------------------------------------------------------------ */

static const struct field step_fields[] = {
  F_ENUM(delphi_step_form, from, REQUIRED, delphi_stage, N_("Stage")),
  F_ENUM(delphi_step_form, to, REQUIRED, delphi_stage, N_("Next stage")),
  F_DATE(delphi_step_form, until, OPTIONAL, N_("Last day of the round"), .help = N_("Until and with this day. The round then closes by itself.")),
};
const struct record delphi_step_form_record = PART(delphi_step_form, step_fields);

static const struct field until_fields[] = { F_DATE(delphi_until_form, until, REQUIRED, N_("Last day of the round")) };
const struct record delphi_until_form_record = PART(delphi_until_form, until_fields);

static const struct field lines_fields[] = {
  F_TEXT(delphi_experts_form, lines, REQUIRED | LONG | SECRET, N_("Experts"), .max = LINES_MOST,
         .help = N_("One a line: mail; name; group. You can paste columns from a spreadsheet. Somebody in two groups stands here twice, and gets two links.")),
};
const struct record delphi_experts_form_record = PART(delphi_experts_form, lines_fields);

static const struct field stop_fields[] = { F_REF(delphi_expert_form, expert, REQUIRED, delphi_expert, N_("Expert")) };
const struct record delphi_expert_form_record = PART(delphi_expert_form, stop_fields);

static const struct field coding_fields[] = { F_TEXT(delphi_coding_form, a, ANSWERS, N_("Answers"), .max = LINES_MOST) };
const struct record delphi_coding_form_record = PART(delphi_coding_form, coding_fields);

static const struct field import_fields[] = {
  F_TEXT(delphi_import_form, csv, REQUIRED | LONG, N_("Statements"), .max = LINES_MOST,
         .help = N_("With a heading: code;theme;text;text_en. Code and text_en may be left out. You can paste columns from a spreadsheet.")),
};
const struct record delphi_import_form_record = PART(delphi_import_form, import_fields);

static const struct field merge_fields[] = { F_TEXT(delphi_merge_form, into, REQUIRED, N_("Merge into"), .max = ID_TEXT) };
const struct record delphi_merge_form_record = PART(delphi_merge_form, merge_fields);

static const struct field sheet_fields[] = {
  F_TEXT(delphi_sheet_form, a, ANSWERS, N_("Answers"), .max = SHEET_MOST),
  F_INT (delphi_sheet_form, thema, OPTIONAL, N_("Page"), .min = 1, .max = DELPHI_STATEMENTS_MOST),
  F_TEXT(delphi_sheet_form, send, OPTIONAL, N_("Send"), .max = 1),
};
const struct record delphi_sheet_form_record = PART(delphi_sheet_form, sheet_fields);

static const struct field page_fields[] = {
  F_INT (delphi_page_query, thema, BY_LINK, N_("Page"), .min = 1, .max = DELPHI_STATEMENTS_MOST),
  F_TEXT(delphi_page_query, bewaard, BY_LINK, N_("Saved"), .max = 1),
};
const struct record delphi_page_query_record = PART(delphi_page_query, page_fields);

static const struct field sent_fields[] = {
  F_TEXT(delphi_show_query, alles, BY_LINK, N_("All"), .max = 1),
  F_INT (delphi_show_query, vanaf, BY_LINK, N_("From"), .max = DELPHI_EXPERTS_MOST * DELPHI_ANSWERS_MOST),
};
const struct record delphi_show_query_record = PART(delphi_show_query, sent_fields);
