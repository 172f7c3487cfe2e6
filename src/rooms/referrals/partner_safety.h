/* When help of who uses violence starts, stops early or ends, the worker of who experiences it, on another side, is asked to look at safety
 * again, if she wants that: these are moments at which danger may grow. Never the other way round: his side would learn that she has help.
 * The task says so and no more; it is closed by writing what was seen. All of it is kept with the person who wishes it: who works for the other
 * side learns neither of the wish nor of the look.
 * Source: DOMAIN 4.3 (partner's own worker is told, if the partner wants that); Bouwstenen plegeraanbod 2021, Inleiding (each party safe). */
#ifndef PARTNER_SAFETY_H
#define PARTNER_SAFETY_H
#include "jobs.h"
#include "persons.h"
#include "referrals.h"

/* In the compartment of the person who wishes it; the newest counts. */
struct safety_wish {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person;
  enum yes_no wants;
  struct instant at;
  struct id by;
};
DECLARE_RECORD(safety_wish);

/* Likewise: what was seen. */
struct safety_look {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person;
  const char *note;
  enum referral_reason why;            /* the other stopped, or did not begin: why, as this person sees it */
  const char *words;
  struct instant at;
  struct id by;
};
DECLARE_RECORD(safety_look);

/* In the compartment of the referral: of which household it comes. The provider's pages show none of it. */
struct referral_home {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id referral;
  struct id person, household;
};
DECLARE_RECORD(referral_home);

struct safety_wish_form { enum yes_no wants; };
DECLARE_RECORD(safety_wish_form);
struct safety_look_form { const char *note; enum referral_reason why; const char *words; };
DECLARE_RECORD(safety_look_form);

/* Of a new referral from a person's file. In the caller's transaction. */
MUST_USE int homes_write(struct ctx *c, const struct referral *r, struct id person);
/* Help started, stopped or ended: a job looks who is to be told, so that nothing of it happens in the name of who acted. */
MUST_USE int partner_ask(struct ctx *c, const struct referral *r);
extern const struct job_kind partner_job;
job_part partner_run;
#define PARTNER_JOB_ .key = "referrals.partner", .label = N_("Asks workers to look at safety again, where somebody wishes it"), .run = partner_run

/* ERR_NOT_FOUND: not a person whose file the actor may open; ERR_INVALID: seen because of an emergency only. */
MUST_USE int safety_wish_set(struct ctx *c, struct id person, enum yes_no wants);
MUST_USE int safety_wish_of(struct ctx *c, struct id person, enum yes_no *out);
/* Writes down what was seen, and what this person says of why the other stopped; closes what asked for it. ERR_INVALID on "note": empty. */
MUST_USE int safety_look_add(struct ctx *c, struct id person, const struct safety_look_form *f);
MUST_USE int safety_looks_of(struct ctx *c, struct id person, struct safety_look_list *out);       /* newest first */

MUST_USE int wishes_of_person(struct ctx *c, struct id person, struct safety_wish_list *out);      /* no order */
MUST_USE int looks_of_person(struct ctx *c, struct id person, struct safety_look_list *out);
MUST_USE int homes_of_referral(struct ctx *c, struct id referral, struct referral_home_list *out);
extern const struct query *const partner_queries[];
#endif
