/* Watching over privacy: who has looked at a household, the journal by page, and what the rooms know of a file that
 * retention and signals ask. Source: NEN 7513 (who, when, whose record, why); AVG art. 15 (recipients by name). */
#ifndef PRIVACY_H
#define PRIVACY_H
#include "grounds.h"
#include "households.h"
#include "journal.h"
#include "retention.h"
#include "signals.h"

/* --- who has looked ------------------------------------------------------------------------------- */

/* One colleague, one part of the file, one day. */
struct look { struct id account, organisation; const char *name, *organisation_name, *role, *purpose, *part; struct date day; size_t times; bool changed, emergency; };
struct look_list { struct look *at; size_t count; };

/* A part of a household that the actor may open, named for people; `common`: both sides read it. */
struct file_part { struct id compartment; const char *name; bool common; };
struct file_part_list { struct file_part *at; size_t count; };
/* ERR_NOT_FOUND: not the actor's. */
MUST_USE int household_parts(struct ctx *c, struct id household, struct file_part_list *out);
/* Newest first, at most LOOKS_MOST. Of the common part only the own side: whoever is on the other does not show. */
enum { LOOKS_MOST = 300 };
MUST_USE int household_looks(struct ctx *c, struct id household, struct look_list *out);

/* --- the journal ------------------------------------------------------------------------------------ */

struct journal_search {
  struct id id;
  int32_t version;
  const char *collega, *soort, *na;    /* account's mail; verb; key of the page before */
  struct date van, tot;
};
DECLARE_RECORD(journal_search);

struct journal_entry { struct journal_line line; const char *actor_name, *organisation_name; };
DECLARE_RECORD(journal_entry);

enum { JOURNAL_A_PAGE = 50, JOURNAL_EXPORT_MOST = 5000 };
/* Lines of the region, newest first, at most `most`; `*next`: key of the next page, NULL: this was the last. ERR_INVALID on a
 * field: no such colleague, or the days are in the wrong order. */
MUST_USE int journal_page(struct ctx *c, const struct journal_search *by, size_t most, struct journal_entry_list *out, const char **next);

/* An event in NEN 7513's terms. No contents. */
struct nen_event { const char *event_id, *time, *type, *actor, *role, *organisation, *object_type, *object, *subject, *purpose, *outcome; };
DECLARE_RECORD(nen_event);
struct nen_event nen_event_of(struct ctx *c, const struct journal_entry *e);

/* --- what the rooms know of a file --------------------------------------------------------------------- */

/* For retention: which tables hold files, and when a child is grown. */
void kept_by_rooms(struct ctx *c, struct kept *out);
/* For signals. */
is_own_file holds_own_mail;

/* "24 november 2025, 17:03" in Amsterdam. In c->arena. */
const char *moment_in_words(struct ctx *c, struct instant t);
/* A colleague's and an organisation's name; a dash where there is none. */
MUST_USE int colleague_name(struct ctx *c, struct id account, const char **out);
MUST_USE int name_of_organisation(struct ctx *c, struct id organisation, const char **out);

extern const struct query *const privacy_queries[];
#endif
