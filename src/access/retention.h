/* Retention: how long files are kept, on which ground, and what may go. Of a file the longest ground counts; a legal hold
 * keeps it whatever the terms say. Deleting erases the key of a compartment and its rows, and leaves a proof.
 * Source: Wmo 2015 5.3.4 (15 years; Veilig Thuis also until the youngest child is grown), Jeugdwet 7.3.8 and
 * BW 7:454 (20 years), AVG art. 5 and 17, NEN 7513 (journal at least 5 years). Every term can be changed per region. */
#ifndef RETENTION_H
#define RETENTION_H
#include "db.h"
#include "seal.h"

#define RETAINED_KINDS(X) \
  X(RETAINED_UNKNOWN,      NULL, N_("Unknown")) \
  X(RETAINED_FILE,         "file",         N_("Files of households and persons (Wmo)")) \
  X(RETAINED_VEILIG_THUIS, "veilig_thuis", N_("Files that Veilig Thuis worked in")) \
  X(RETAINED_CARE,         "care",         N_("Files that a provider of care or youth care worked in")) \
  X(RETAINED_REFERRAL,     "referral",     N_("Referrals")) \
  X(RETAINED_REGISTRATION, "registration", N_("Registrations without a file")) \
  X(RETAINED_CHAT,         "chat",         N_("Chats")) \
  X(RETAINED_JOURNAL_LEAST, "journal_least", N_("Journal: at least")) \
  X(RETAINED_JOURNAL_MOST, "journal_most", N_("Journal: at most")) \
  X(RETAINED_DRAFT,        "draft",        N_("Drafts")) \
  X(RETAINED_SESSION,      "session",      N_("Sessions that ended"))
DECLARE_CHOICES(retained_kind, RETAINED_KINDS)

struct retention_term {
  struct id id;
  int32_t version;
  enum retained_kind kind;
  struct num months, days;           /* together */
  const char *basis;
};
DECLARE_RECORD(retention_term);

#define HOLD_REASONS(X) \
  X(HOLD_UNKNOWN,   NULL, N_("Unknown")) \
  X(HOLD_COURT,     "court",     N_("Court case or prosecution")) \
  X(HOLD_COMPLAINT, "complaint", N_("Complaint or disciplinary case")) \
  X(HOLD_INSPECTION, "inspection", N_("Inspection or calamity")) \
  X(HOLD_REQUEST,   "request",   N_("Request of the person"))
DECLARE_CHOICES(hold_reason, HOLD_REASONS)

struct legal_hold {
  struct id id;
  int32_t version;
  struct id compartment;
  enum hold_reason reason;
  struct instant since;
  struct id set_by;
  struct instant lifted;             /* unknown: it holds */
  struct id lifted_by;
  const char *lift_reason;
};
DECLARE_RECORD(legal_hold);          /* grants: one slipped in or put back does not count */

struct purge_report {
  struct id id;
  int32_t version;
  struct instant at;
  struct num compartments, rows;
  const char *lines;                 /* "<number> <kind> <last day it was kept> <ground> <rows>", a line for each */
  const char *hash;                  /* of `lines` */
};
DECLARE_RECORD(purge_report);

/* What only the rooms know of a compartment. Either may be NULL. */
struct kept {
  const struct record *const *records;                                             /* sealed records whose rows go along; ends with NULL */
  int (*grown)(struct ctx *c, struct id compartment, struct date *until);          /* when the youngest child in it is grown; unknown: nobody knows, or no child */
};

/* What may go, or will: why, and until when it is kept. `due`: its last day is over and nothing holds it. */
struct retained {
  struct id compartment;
  enum compartment_kind kind;
  enum retained_kind ground;         /* the longest */
  struct date until;                 /* unknown: somebody is involved, so no term runs */
  bool held, due;
};
struct retained_list { struct retained *at; size_t count; };

/* The terms of the region, in the order of the kinds: as set, else the default. */
MUST_USE int retention_terms(struct ctx *c, struct retention_term_list *out);
/* Sets one. ERR_INVALID: the journal for less than five years, or its maximum below its minimum; nothing filled in. */
MUST_USE int retention_set(struct ctx *c, const struct retention_term *t);

MUST_USE int hold_set(struct ctx *c, struct id compartment, enum hold_reason reason);
/* ERR_INVALID: without a reason. */
MUST_USE int hold_lift(struct ctx *c, struct id hold, const char *reason);
/* Those that hold. */
MUST_USE int holds(struct ctx *c, struct legal_hold_list *out);

/* Every file of the region whose term runs out before `before`, soonest first. Needs a scope that reaches everything. */
MUST_USE int retention_preview(struct ctx *c, const struct kept *kept, struct date before, struct retained_list *out);
/* A task for the privacy officer of each region where something may go, once a quarter: by a job, with a scope that reaches
 * everything. `regions`: slugs. */
enum { PURGE_TASK_DAYS = 28 };
MUST_USE int retention_remind(struct ctx *c, const struct kept *kept, const char *const *regions, size_t count);
/* Lines of the journal from before this day have reached their longest term in every one of these regions. */
MUST_USE int retention_journal_from(struct ctx *c, const char *const *regions, size_t count, struct date *out);
/* Deletes what is due: rows, look-ups, involvement, key, of as many files as one proof holds: again, until there are none. In the
 * caller's transaction. `out`: the proof, also kept as a record. */
MUST_USE int retention_purge(struct ctx *c, const struct kept *kept, struct purge_report *out);
/* Erases one file before its term, because the person asked it and it was decided: likewise, with a proof of its own. In the caller's
 * transaction, with a scope that reaches everything. ERR_INVALID: it is under legal hold; ERR_NOT_FOUND: erased, or of another region. */
MUST_USE int retention_erase(struct ctx *c, const struct kept *kept, struct id compartment, struct purge_report *out);
/* Newest first. */
MUST_USE int purge_reports(struct ctx *c, struct purge_report_list *out);

extern const struct query *const retention_queries[];
#endif
