/* Rules in versions: who proposed which, what it changes and why, and which are in force. A version is never changed once it was
 * published, and never deleted: advice names the version that gave it.
 *
 * Where nothing was published, the rules that the program ships are in force. A program that ships newer ones leaves alone what was
 * published; it says so, and whoever wants them proposes them. */
#ifndef VERSIONS_H
#define VERSIONS_H
#include "db.h"
#include "live.h"

#define VERSION_STATES(X) \
  X(VERSION_UNKNOWN,   NULL,        N_("Unknown")) \
  X(VERSION_PROPOSED,  "proposed",  N_("Proposed")) \
  X(VERSION_PUBLISHED, "published", N_("In force")) \
  X(VERSION_WITHDRAWN, "withdrawn", N_("Withdrawn")) \
  X(VERSION_REPLACED,  "replaced",  N_("Replaced"))
DECLARE_CHOICES(version_state, VERSION_STATES)

struct rule_version {
  struct id id;
  int32_t version;
  const char *name;                              /* unique; the rules say it too */
  const char *rules;                             /* the whole set, as JSON */
  const char *digest;                            /* of them: the journal tells this */
  const char *note;
  enum version_state state;
  const char *upon;                              /* digest of the set that it changes */
  struct id proposed_by;                         /* ID_NONE: at the console, or shipped */
  struct instant proposed;
  struct id published_by;
  struct instant published;
  const char *shipped;                           /* digest of what the program shipped when this was published */
};
DECLARE_RECORD(rule_version);

/* --- what is in force ---------------------------------------------------------------------------------------- */

struct rules_now {
  struct rule_version published;                 /* all zero: the shipped ones are in force */
  const char *json, *digest;
  bool newer_shipped;                            /* the program ships other rules than when these were published */
};
/* Without a database: the shipped ones. Lives in c->arena, as everything here. */
MUST_USE int rules_now(struct ctx *c, struct rules_now *out);
/* A matcher over these offers with the rules in force. Published ones that this program cannot read (it is older, or a field is
 * gone) are logged, and the shipped ones serve. The caller owns one reference. */
MUST_USE int live_match_now(struct ctx *c, const struct snapshot *snapshot, struct live_match **out);
/* Another number whenever other rules came into force. */
MUST_USE int versions_count(struct ctx *c, int64_t *out);
/* The digest of a set of rules: 32 hex digits. */
const char *rules_digest(struct ctx *c, const char *json);

/* --- proposing and publishing -------------------------------------------------------------------------------- */

/* The actor's open proposal (the console's: who is nobody), on the rules in force now. ERR_NOT_FOUND: there is none. */
MUST_USE int proposal_own(struct ctx *c, struct rule_version *out);
/* Proposes these rules instead of those in force, or changes the actor's open proposal. `note`: what changes and why. The version
 * gets its name from the program where the set names one that exists. ERR_INVALID: they cannot be read, or nothing changes;
 * ERR_CONFLICT: other rules came into force since the open proposal was made. */
MUST_USE int version_propose(struct ctx *c, const char *json, const char *note, struct id *id);
/* Only the actor's own. ERR_NOT_FOUND. */
MUST_USE int version_withdraw(struct ctx *c, struct id id);
/* They come into force. `seen`: the row's version as it was shown. ERR_NOT_FOUND: no open proposal, or not the actor's to decide;
 * ERR_INVALID: the actor proposed it, a rule does not stand its own test, a rule of safety is missing; ERR_CONFLICT: it was changed
 * since, or other rules came into force. Asks for the tasks of those whose advice changes (reevaluate.h). */
MUST_USE int version_publish(struct ctx *c, struct id id, int32_t seen);

MUST_USE int version_get(struct ctx *c, struct id id, struct rule_version *out);
MUST_USE int versions_proposed(struct ctx *c, struct rule_version_list *out);      /* the oldest first */
enum { VERSIONS_SHOWN = 20 };
MUST_USE int versions_past(struct ctx *c, struct rule_version_list *out);          /* published ones, the newest first */
MUST_USE int version_called(struct ctx *c, const char *name, struct rule_version *out);
/* The one with these rules. ERR_NOT_FOUND: none was ever published with them. */
MUST_USE int version_of_digest(struct ctx *c, const char *digest, struct rule_version *out);

extern const struct query *const version_queries[];
#endif
