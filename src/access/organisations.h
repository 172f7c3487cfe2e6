/* Organisations: whoever offers help, refers or decides. Here: what the social map needs to name them. */
#ifndef ORGANISATIONS_H
#define ORGANISATIONS_H
#include "fields.h"
#include "db.h"

struct organisation {
  struct id id;
  int32_t version;
  const char *name;                  /* unique, compared in folded form */
  const char *folded;
};
DECLARE_RECORD(organisation);

/* The organisation of that name (case and accents do not count), made if there is none yet. */
MUST_USE int organisation_by_name(struct ctx *c, const char *name, struct id *out);

/* The organisation of that folded name. ERR_NOT_FOUND. */
MUST_USE int organisation_folded(struct ctx *c, const char *folded, struct organisation *out);

extern const struct query *const organisation_queries[];
#endif
