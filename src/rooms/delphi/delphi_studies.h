/* Delphi studies: groups of experts find in three rounds what they agree on. Round 1 asks an open question; the coordinator makes
 * statements of the answers. In round 2 everybody rates every statement, in round 3 once more the statements on which the own group did not
 * agree, seeing how that group rated. Experts have no account: each has a link. What they answer is anonymous to one another.
 * Source: DOMAIN 5; Acceptatie van vrijwillige hulpverlening 2021, 2.1 and 3.2.1. Consensus itself: consensus.h. */
#ifndef DELPHI_STUDIES_H
#define DELPHI_STUDIES_H
#include "db.h"
#include "ratings.h"

#define DELPHI_STAGES(X) \
  X(DELPHI_STAGE_UNKNOWN, NULL, N_("Unknown")) \
  X(DELPHI_DRAFT,    "draft",    N_("Draft")) \
  X(DELPHI_QUESTION, "question", N_("Round 1 runs: open question")) \
  X(DELPHI_CODING,   "coding",   N_("Statements are made")) \
  X(DELPHI_RATING,   "rating",   N_("Round 2 runs: rating")) \
  X(DELPHI_BETWEEN,  "between",  N_("Round 2 is closed")) \
  X(DELPHI_AGAIN,    "again",    N_("Round 3 runs: rating again")) \
  X(DELPHI_CLOSED,   "closed",   N_("Finished"))
DECLARE_CHOICES(delphi_stage, DELPHI_STAGES)

/* The types of Hyndman and Fan, as consensus.h numbers them. */
#define DELPHI_QUANTILES(X) \
  X(DELPHI_QUANTILE_UNKNOWN, NULL, N_("Unknown")) \
  X(DELPHI_QUANTILE_7, "7", N_("Type 7: as R and Excel (KWARTIEL.INC)")) \
  X(DELPHI_QUANTILE_6, "6", N_("Type 6: as SPSS and Excel (KWARTIEL.EXC), stricter"))
DECLARE_CHOICES(delphi_quantile, DELPHI_QUANTILES)

/* Why an answer is part of no statement. */
#define DELPHI_ASIDES(X) \
  X(DELPHI_ASIDE_UNKNOWN, NULL, N_("Unknown")) \
  X(DELPHI_ASIDE_OFF,      "off",      N_("Not an answer to the question")) \
  X(DELPHI_ASIDE_UNCLEAR,  "unclear",  N_("Not clear what is meant")) \
  X(DELPHI_ASIDE_PERSON,   "person",   N_("About one person or one case")) \
  X(DELPHI_ASIDE_OTHER,    "other",    N_("Another reason"))
DECLARE_CHOICES(delphi_aside, DELPHI_ASIDES)

enum { DELPHI_ANSWERS_MOST = 15, DELPHI_STATEMENTS_MOST = 1000, DELPHI_EXPERTS_MOST = 1000, DELPHI_GROUPS_MOST = 20, DELPHI_REMIND_DAYS = 3,
  DELPHI_NAMES_DAYS = 90,               /* after the last round of a finished study names and addresses go: its results stay */
  DELPHI_LEFT_MONTHS = 12 };            /* and of one that nobody finished */

struct delphi_group { const char *name; };
DECLARE_RECORD(delphi_group);

struct delphi_study {
  struct id id;
  int32_t version;
  const char *region;                 /* slug */
  const char *title, *question, *intro;
  struct delphi_group_list groups;
  enum delphi_quantile quantile;
  struct num range_limit;
  enum delphi_stage stage;
  struct date until;                  /* last day of the round that runs, or ran last */
  struct date nudged;                 /* last day on which everybody was reminded by hand */
  struct id made_by;                  /* account; ID_NONE: the program */
};
DECLARE_RECORD(delphi_study);

struct delphi_expert {
  struct id id;
  int32_t version;
  struct id study;
  const char *group_name, *name, *mail;      /* SECRET: name and mail stay out of the journal, which outlives a study */
  struct instant stopped;
  struct instant forgotten;           /* name and mail were taken out: they say nothing any more */
};
DECLARE_RECORD(delphi_expert);

/* What one expert is asked in one round. */
struct delphi_turn { struct id id; int32_t version; struct id study, expert; struct num round; struct instant asked, reminded, answered; };
DECLARE_RECORD(delphi_turn);

struct delphi_answer { struct id id; int32_t version; struct id study, expert; struct num place; const char *text; struct id statement; enum delphi_aside aside; };
DECLARE_RECORD(delphi_answer);

struct delphi_statement { struct id id; int32_t version; struct id study; const char *code, *theme, *text, *text_en; };
DECLARE_RECORD(delphi_statement);

struct delphi_rating { struct id id; int32_t version; struct id study, expert, statement; struct num round, rating; };
DECLARE_RECORD(delphi_rating);

struct delphi_remark { struct id id; int32_t version; struct id study, expert; const char *theme, *text; };
DECLARE_RECORD(delphi_remark);

struct delphi_again { struct id id; int32_t version; struct id study; const char *group_name; struct id statement; };
DECLARE_RECORD(delphi_again);

/* The round that runs; 0: none. */
int delphi_round(enum delphi_stage stage);
struct consensus_terms delphi_terms(const struct delphi_study *s);

/* --- the coordinator: the study. Every call: ERR_NOT_FOUND for a study of another region than c->scope's ---------------------------- */

/* A draft; id, region, stage and who made it are filled in. ERR_INVALID on its field. */
MUST_USE int delphi_study_add(struct ctx *c, const struct delphi_study *s, struct id *out);
/* ERR_INVALID: a group that has experts is left out; the question once it was asked, or how consensus is judged once rating began, is another. */
MUST_USE int delphi_study_change(struct ctx *c, const struct delphi_study *s);
MUST_USE int delphi_study_get(struct ctx *c, struct id id, struct delphi_study *out);
/* The newest stage first: what runs, then what is prepared, then what is finished. */
MUST_USE int delphi_studies(struct ctx *c, struct delphi_study_list *out);
/* A draft only. */
MUST_USE int delphi_study_delete(struct ctx *c, struct id id);

/* Whether a study may go from one stage to the other. */
bool delphi_may_go(enum delphi_stage from, enum delphi_stage to);
/* From `from` on to `to`; a round that opens ends with the day `until`, and everybody who is asked gets a message. ERR_INVALID: it does not
 * stand at `from` any more; not in this order; what is missing (experts, the question, statements, answers that nobody looked at, the day). */
MUST_USE int delphi_go(struct ctx *c, struct id id, enum delphi_stage from, enum delphi_stage to, struct date until);
/* Another last day for the round that runs. ERR_INVALID on "until". */
MUST_USE int delphi_prolong(struct ctx *c, struct id id, struct date until);

/* --- the coordinator: experts ---------------------------------------------------------------------------------------------------- */

struct delphi_wrong_line { size_t line; const char *text; };            /* msgid */
struct delphi_wrong_line_list { struct delphi_wrong_line *at; size_t count; };
/* One a line: "mail; name; group". All of them or none: ERR_INVALID on "lines" with every wrong line in *wrong. Who comes while a round runs
 * is asked at once; ERR_INVALID after round 2. */
MUST_USE int delphi_experts_add(struct ctx *c, struct id study, const char *lines, struct delphi_wrong_line_list *wrong);
/* Looks only: what is wrong with those lines. */
MUST_USE int delphi_experts_check(struct ctx *c, const struct delphi_study *s, const char *lines, struct delphi_expert_list *good, struct delphi_wrong_line_list *wrong);
MUST_USE int delphi_experts(struct ctx *c, struct id study, struct delphi_expert_list *out);
/* Does not take part any more; what was answered stays. Of a draft: is taken off the list, nobody was asked yet. */
MUST_USE int delphi_expert_stop(struct ctx *c, struct id study, struct id expert);
/* Takes part again, and is asked in the round that runs. ERR_INVALID: the study is finished. */
MUST_USE int delphi_expert_return(struct ctx *c, struct id study, struct id expert);
/* Reminds everybody who has not answered in the round that runs, once a day. ERR_INVALID: no round runs, or it was done today. *count: how many. */
MUST_USE int delphi_remind(struct ctx *c, struct id study, size_t *count);
/* The token of an expert's link, in c->arena. ERR_STORE without keys. */
MUST_USE int delphi_link(struct ctx *c, struct id expert, const char **out);

struct delphi_part { size_t asked, answered, partly, stopped; };        /* partly: something is saved, nothing was sent */
struct delphi_participation { const char *group; struct delphi_part round[ROUND_LAST + 1]; size_t experts, stopped; };
struct delphi_participation_list { struct delphi_participation *at; size_t count; };
/* Per group, in the order of the study. */
MUST_USE int delphi_participation(struct ctx *c, const struct delphi_study *s, struct delphi_participation_list *out);

/* --- the coordinator: statements, while they are made -------------------------------------------------------------------------------- */

/* With the group of who wrote it, and never who. */
struct delphi_coded { struct delphi_answer answer; const char *group; };
struct delphi_coded_list { struct delphi_coded *at; size_t count; };
/* None while round 1 runs: who watches them come in would see who wrote what. All answers of round 1, by group, in an order that says nothing of who wrote them. */
MUST_USE int delphi_answers(struct ctx *c, const struct delphi_study *s, struct delphi_coded_list *out);
/* What becomes of an answer. */
struct delphi_code {
  struct id answer, statement;
  enum delphi_aside aside;
  const char *theme, *text;                      /* text: a new statement is made */
  bool seen;                                     /* what it was when the page was opened is told: another place since then is not undone */
  struct id was_statement;
  enum delphi_aside was_aside;
};
/* Nothing of the three: nobody looked yet. ERR_INVALID: not while statements are made, on "theme" or "text", or somebody else was first. */
MUST_USE int delphi_code(struct ctx *c, struct id study, const struct delphi_code *code);
/* By code. */
MUST_USE int delphi_statements(struct ctx *c, struct id study, struct delphi_statement_list *out);
MUST_USE int delphi_statement_get(struct ctx *c, struct id id, struct delphi_statement *out, struct delphi_study *study);
MUST_USE int delphi_statement_add(struct ctx *c, struct id study, const char *theme, const char *text, const char *text_en, struct id *out);
MUST_USE int delphi_statement_change(struct ctx *c, const struct delphi_statement *s);
/* ERR_INVALID: answers stand behind it. */
MUST_USE int delphi_statement_delete(struct ctx *c, struct id id);
/* `from` is gone, the answers behind it stand behind `into`. */
MUST_USE int delphi_merge(struct ctx *c, struct id from, struct id into);
/* CSV with the heading code,theme,text,text_en (code and text_en may be left out). All or nothing: as delphi_experts_add. */
MUST_USE int delphi_import(struct ctx *c, struct id study, const char *csv, struct delphi_wrong_line_list *wrong);
/* Looks only. */
MUST_USE int delphi_import_check(struct ctx *c, struct id study, const char *csv, struct delphi_wrong_line_list *wrong);
/* The code after the last one of them. In c->arena. */
const char *delphi_next_code(struct ctx *c, const struct delphi_statement_list *of);

/* --- what a study found ------------------------------------------------------------------------------------------------------------ */

/* Important with consensus in two groups or more. For rooms that build on it, such as a list of criteria; ERR_NOT_FOUND: not of this region,
 * ERR_INVALID: not finished. In c->arena. */
struct delphi_agreed { const char *code, *theme, *text, *text_en; size_t groups; };
struct delphi_agreed_list { struct delphi_agreed *at; size_t count; };
MUST_USE int delphi_agreed(struct ctx *c, struct id study, struct delphi_agreed_list *out);
/* A draft of the next version of the screening of offers, with what was agreed as criteria: again, their texts become those of now. *out: the
 * questionnaire. ERR_INVALID: nothing was agreed, or it is not finished. */
MUST_USE int delphi_criteria(struct ctx *c, struct id study, struct id *out);

extern const struct query *const delphi_queries[];
#endif
