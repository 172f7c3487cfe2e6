/* Keeping the social map true: who may change an offer, how somebody says that it is still right, who pays for it.
 * Whoever is asked and when: questions.h; what is said about offers and decided on: review.h; doubles.h, mergers.h, history.h.
 * Source: Bouwstenen plegeraanbod 2021 1.4 (a map that is kept current by those who give the help). */
#ifndef UPKEEP_H
#define UPKEEP_H
#include "offers.h"

/* --- who keeps an offer ------------------------------------------------------------------------
 * Whoever works for its provider, or for one of the others who give it, with a role that keeps offers. The coordinator of a
 * region: what serves that region, what says of no region, and what serves the whole country, because nobody else would.
 * The console. */
bool keeps_offer(const struct ctx *c, const struct offer *o);
/* Whether that organisation is one of the others who give it. */
bool is_partner(const struct offer *o, struct id organisation);
/* The offer, if the actor keeps it. ERR_NOT_FOUND: it is not there, or not theirs to keep. */
MUST_USE int kept_offer(struct ctx *c, struct id id, struct offer_line *out);
/* Whether the actor may say who gives an offer: a coordinator, or the console. A provider's worker adds for the own organisation. */
bool may_name_provider(const struct ctx *c);

/* A new offer of the actor's organisation, or for a coordinator of whom `line` names. ERR_NOT_FOUND: the actor keeps no offers. */
MUST_USE int offer_begin(struct ctx *c, const struct offer_line *line, struct id *new_id);
/* Writes the fields of one section of `given` into the offer; of `given` id and version count too. ERR_CONFLICT: somebody was first. */
MUST_USE int offer_section_change(struct ctx *c, enum offer_section section, const struct offer *given);
/* Who gives it, by name. ERR_NOT_FOUND: not a coordinator. */
struct offer_givers { struct id id; int32_t version; const char *provider, *also_by; };
DECLARE_RECORD(offer_givers);
MUST_USE int offer_givers_change(struct ctx *c, const struct offer_givers *g);

/* --- still right --------------------------------------------------------------------------------
 * A save is not a verification: only these say that somebody looked at all of it. */

#define ANSWER_WAYS(X) \
  X(WAY_UNKNOWN, NULL,    N_("Unknown")) \
  X(WAY_LINK,    "link",  N_("By the link in a message")) \
  X(WAY_PAGE,    "page",  N_("On the page")) \
  X(WAY_PHONE,   "phone", N_("By phone"))
DECLARE_CHOICES(answer_way, ANSWER_WAYS)

/* Places free and waiting days, each of which may be unknown: then it was not told. */
struct offer_numbers { struct id id; int32_t version; struct num places_free, wait_days; };
DECLARE_RECORD(offer_numbers);

/* All of it is right today, its numbers too: verified by the organisation of whoever says so. `version`: as they saw it; ERR_CONFLICT. */
MUST_USE int offer_confirm(struct ctx *c, struct id id, int32_t version, enum answer_way how);
/* What was told counts from today; the rest stays as it was. Of `n` id and version count too. */
MUST_USE int offer_tell_numbers(struct ctx *c, const struct offer_numbers *n, enum answer_way how);

/* Writes both into `line` (not the database). `by`: an organisation or a role. */
void confirm_line(const struct ctx *c, struct offer_line *line, const char *by);
void tell_line(const struct ctx *c, struct offer_line *line, const struct offer_numbers *n);

/* --- who pays ------------------------------------------------------------------------------------
 * For professionals only, and not in the CSV: what a funder pays is nobody's to pass on by file. */

#define FUNDING_NATURES(X) \
  X(FUNDING_UNKNOWN,    NULL,         N_("Unknown")) \
  X(FUNDING_STRUCTURAL, "structural", N_("Structural")) \
  X(FUNDING_TEMPORARY,  "temporary",  N_("Temporary"))
DECLARE_CHOICES(funding_nature, FUNDING_NATURES)

struct offer_funding {
  struct id id;
  int32_t version;
  struct id offer;
  const char *funder;
  struct num amount;                 /* euros a year */
  struct date since, until;
  enum funding_nature nature;
  const char *note;
};
DECLARE_RECORD(offer_funding);

enum { FUNDING_ENDS_MONTHS = 12 };   /* temporary money that ends so soon is to be thought of now */

MUST_USE int funding_add(struct ctx *c, const struct offer_funding *f, struct id *out);
MUST_USE int funding_change(struct ctx *c, const struct offer_funding *f);
MUST_USE int funding_remove(struct ctx *c, struct id funding);
MUST_USE int funding_get(struct ctx *c, struct id id, struct offer_funding *out);
MUST_USE int fundings_of(struct ctx *c, struct id offer, struct offer_funding_list *out);           /* the first to end first */
/* Of all offers: temporary, and ending from today on up to that day. */
MUST_USE int fundings_ending(struct ctx *c, struct date until, struct offer_funding_list *out);

extern const struct query *const upkeep_queries[];
#endif
