/* Sealing: what is written about a person is stored encrypted, with a key per compartment, so that erasing a compartment is
 * destroying one key, and so that nobody with the database alone reads anything.
 *
 * A sealed value is bound to its table, column, row, compartment and the row's version: moved or rolled back it does not
 * open. It is padded to size classes, and unknown is sealed like an answer, so that its size and absence say nothing. */
#ifndef SEAL_H
#define SEAL_H
#include "db.h"
#include "keys.h"
#include "record_walk.h"

/* What a compartment holds the files of. */
#define COMPARTMENT_KINDS(X) \
  X(COMPARTMENT_UNKNOWN, NULL,      N_("Unknown")) \
  X(COMPARTMENT_PERSON,    "person",    N_("Person")) \
  X(COMPARTMENT_SIDE,      "side",      N_("Side of a household")) \
  X(COMPARTMENT_HOUSEHOLD, "household", N_("Shared by the household")) \
  X(COMPARTMENT_CHILD,     "child",     N_("Child")) \
  X(COMPARTMENT_REFERRAL,  "referral",  N_("Referral")) \
  X(COMPARTMENT_REGISTRATION, "registration", N_("Registration")) \
  X(COMPARTMENT_CHAT,      "chat",      N_("Chat")) \
  X(COMPARTMENT_PEER,      "peer",      N_("Expert by experience")) \
  X(COMPARTMENT_SURVEY,    "survey",    N_("Questionnaires that are being filled in")) \
  X(COMPARTMENT_ACCOUNT,   "account",   N_("Colleague's own: drafts, second factors"))
DECLARE_CHOICES(compartment_kind, COMPARTMENT_KINDS)

struct compartment {
  struct id id;
  int32_t version;
  const char *region;                  /* slug; NULL: an account's own */
  enum compartment_kind kind;
  struct instant made, erased;         /* erased: its key is gone */
};
DECLARE_RECORD(compartment);

/* A new compartment with a new key, in c->scope.region (none for an account's own). In the caller's transaction. */
MUST_USE int compartment_make(struct ctx *c, enum compartment_kind kind, struct id *out);
/* Opens it for this request, without asking who may: that is involvement.h. ERR_NOT_FOUND: erased, or never there. */
MUST_USE int compartment_open(struct ctx *c, struct id compartment);
/* Puts it on the erased list and destroys its key. Its rows are the caller's to delete. Nothing if it is erased already. */
MUST_USE int compartment_erase(struct ctx *c, struct id compartment);
/* Erases again whatever is on the erased list: at each start, and after a restore. `again`: how many keys it found. */
MUST_USE int compartments_replay_erased(struct ctx *c, size_t *again);
/* Wraps keys of older epochs with the newest one: among up to `most` compartments whose id is larger than *after, which becomes
 * the last one's. `seen`: how many there were; `stuck`: those whose key does not open. Inside a transaction. */
MUST_USE int compartments_rewrap(struct ctx *c, struct id *after, size_t most, size_t *seen, size_t *wrapped, size_t *stuck);
/* Whether its wrapped key opens, without opening it. ERR_NOT_FOUND: erased, or its epoch was destroyed. */
MUST_USE int compartment_check(struct ctx *c, struct id compartment);
MUST_USE int compartment_get(struct ctx *c, struct id id, struct compartment *out);

/* Deletes the rows of a sealed record that lie in a compartment, with their lists and look-ups, opened or not; adds how many to
 * `*rows`. No line in the journal tells of each: the caller tells of all. In the region of the scope. */
MUST_USE int compartment_rows_delete(struct ctx *c, const struct record *rec, struct id compartment, int64_t *rows);

/* Likewise those of all compartments on the erased list, in every region: an old backup brought them back, though closed. */
MUST_USE int erased_rows_delete(struct ctx *c, const struct records *records, int64_t *rows);

struct sealed { const uint8_t *bytes; size_t size; };
/* Where a value stands. `version`: that of the row once it is written. */
struct seal_place { const char *table, *column; struct id row, compartment; int32_t version; };

/* Seals a text (NULL: unknown) with the compartment's key; the result lives in c->arena. */
MUST_USE int seal(struct ctx *c, const struct seal_place *at, const char *text, struct sealed *out);
/* ERR_STORE: it does not belong here or was changed. NULL for unknown. In c->arena. */
MUST_USE int unseal(struct ctx *c, const struct seal_place *at, struct sealed value, const char **text);

/* Forgets and clears the keys that this request opened: at its end. */
void seal_forget(struct ctx *c);
#endif
