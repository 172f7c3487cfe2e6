/* What a study found: the same judgement as `kentering delphi analyse` makes of the exported ratings (ratings.h). */
#ifndef DELPHI_REPORT_H
#define DELPHI_REPORT_H
#include "delphi_store.h"

/* A statement with what each group made of it, groups in the order of the study; `round` 0: that group did not rate it. */
struct delphi_finding {
  const struct delphi_statement *statement;
  struct group_verdict *groups;
  size_t important;                    /* groups that find it important, with consensus */
  size_t unsettled;                    /* groups that rated it and do not agree */
  int32_t apart;                       /* highest median less the lowest, in quarters */
  bool by_theme;                       /* the first of its theme in `all` */
};
struct delphi_finding_list { struct delphi_finding *at; size_t count; };
struct delphi_report {
  struct delphi_finding_list all;      /* by theme and code */
  struct delphi_finding_list table;    /* important in two groups or more; most groups first */
  struct delphi_finding_list apart;    /* the medians of groups lie 1 or more apart, or no group agrees; furthest apart first */
  size_t ratings;
};
enum { DELPHI_APART_MOST = 20 };

/* What a running round brings stays unseen until it is closed: else who leads the study could steer it. */
bool delphi_has_results(const struct delphi_study *s);

/* In c->arena. */
MUST_USE int delphi_report(struct ctx *c, const struct delphi_study *s, struct delphi_report *out);

/* --- for programs and spreadsheets; each appends to `b` ------------------------------------------------------------------------------- */

/* The ratings as `delphi analyse` takes them; experts are numbers in an order that says nothing. */
MUST_USE int delphi_ratings_csv(struct ctx *c, const struct delphi_study *s, struct buf *b);
MUST_USE int delphi_verdicts_json(struct ctx *c, const struct delphi_study *s, struct buf *b);
/* With how many answers of each group stand behind them. */
MUST_USE int delphi_statements_csv(struct ctx *c, const struct delphi_study *s, struct buf *b);

/* Which statements a group did not agree on in a round: by the id of the statement. In c->arena. */
MUST_USE int delphi_unsettled(struct ctx *c, const struct delphi_study *s, const char *group, int round, struct id_list *out);
#endif
