/* Organisations: whoever offers help, refers or decides. The social map makes them by name only; those whose workers use
 * the product have a kind, a region and municipalities too. */
#ifndef ORGANISATIONS_H
#define ORGANISATIONS_H
#include "fields.h"
#include "db.h"

#define ORGANISATION_KINDS(X) \
  X(ORGANISATION_UNKNOWN, NULL, N_("Unknown")) \
  X(ORGANISATION_MUNICIPALITY, "municipality",  N_("Municipality")) \
  X(ORGANISATION_LOCAL_TEAM,   "local_team",    N_("Local team")) \
  X(ORGANISATION_PROVIDER,     "provider",      N_("Provider")) \
  X(ORGANISATION_VEILIG_THUIS, "veilig_thuis",  N_("Veilig Thuis")) \
  X(ORGANISATION_SHELTER,      "shelter",       N_("Women's shelter")) \
  X(ORGANISATION_POLICE,       "police",        N_("Police")) \
  X(ORGANISATION_PROSECUTION,  "prosecution",   N_("Prosecution")) \
  X(ORGANISATION_PROBATION,    "probation",     N_("Probation")) \
  X(ORGANISATION_YOUTH,        "youth_protection", N_("Youth protection")) \
  X(ORGANISATION_HEALTH,       "health",        N_("Health care")) \
  X(ORGANISATION_REGION,       "region",        N_("Region")) \
  X(ORGANISATION_OTHER,        "other",         N_("Other"))
DECLARE_CHOICES(organisation_kind, ORGANISATION_KINDS)

struct organisation {
  struct id id;
  int32_t version;
  const char *name;                  /* unique, compared in folded form */
  const char *folded;
  enum organisation_kind kind;
  const char *region;                /* slug; "landelijk": the whole country */
  const char *municipalities;        /* slugs, spaces between; NULL: all of the region, or none of its own */
  struct id merged_into;             /* it is part of that one now; its name still leads there. ID_NONE: it stands by itself */
};
DECLARE_RECORD(organisation);

/* The organisation of that name (case and accents do not count), made if there is none yet; of one that merged: what it is part of. */
MUST_USE int organisation_by_name(struct ctx *c, const char *name, struct id *out);
/* A new one; `folded` is made here. ERR_INVALID on the name: there is one of that name. */
MUST_USE int organisation_add(struct ctx *c, const struct organisation *o, struct id *out);
/* Writes what differs. ERR_INVALID on the name: another one has it; ERR_CONFLICT. */
MUST_USE int organisation_change(struct ctx *c, const struct organisation *o);
MUST_USE int organisation_get(struct ctx *c, struct id id, struct organisation *out);
/* Its name, in c->arena; NULL: there is none of that id. */
MUST_USE int organisation_name(struct ctx *c, struct id id, const char **out);
/* What it is part of now, where it merged; else itself (also ID_NONE). */
MUST_USE int organisation_now(struct ctx *c, struct id id, struct id *out);
/* Writes down that `from` is part of `to` from now on; `to` ID_NONE: not any more. ERR_INVALID: they would be part of one another. ERR_CONFLICT. */
MUST_USE int organisation_merge(struct ctx *c, const struct organisation *from, struct id to);
/* All of them, by name. */
MUST_USE int organisations_all(struct ctx *c, struct organisation_list *out);
/* Those with a kind: whose workers may use the product. By name. */
MUST_USE int organisations_working(struct ctx *c, struct organisation_list *out);

/* The organisation of that folded name. ERR_NOT_FOUND. */
MUST_USE int organisation_folded(struct ctx *c, const char *folded, struct organisation *out);

extern const struct query *const organisation_queries[];
#endif
