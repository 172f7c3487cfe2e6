/* Households that do not exist, for trying out, measuring and testing: made through the same functions as people use, by
 * colleagues who see what their side allows. The same seed gives the same persons and texts (ids and keys are new each time).
 * Nothing can be mistaken for real: houses number 900 and up in streets that there are not, postal code 0000, phones 06-000. */
#ifndef SYNTH_H
#define SYNTH_H
#include "households.h"

struct synth_actor { struct id account, organisation; const char *role; };
struct synth {
  uint64_t seed;
  const char *canary;                  /* NULL: none; else every sealed text begins with it, then its field and household's number */
  struct synth_actor team, director, shelter;
};

/* Household number `n`. Its parts are of c->scope.region; sets and restores the scope. In the caller's transaction.
 * What is made depends on seed and number only. */
MUST_USE int synth_household(struct ctx *c, const struct synth *s, size_t n, struct id *out);
/* Asks a colleague of another organisation in, with permission written down for each compartment first; `how`: it was given. By whoever acts. */
MUST_USE int synth_ask_in(struct ctx *c, const struct synth_actor *who, const struct id *compartments, size_t count, struct id household, const char *how);
/* Likewise, with what every room adds to it. */
MUST_USE int synth_whole(struct ctx *c, const struct synth *s, size_t n, struct id *out);
/* The text, or where there is a canary that of this field and household. In c->arena. */
const char *synth_says(struct ctx *c, const struct synth *s, size_t n, const char *field, const char *text);

/* The colleagues of team `n` who make them: 0 those of the demonstration where they are, else own ones who cannot sign in. */
MUST_USE int synth_actors(struct ctx *c, size_t n, struct synth *s);
enum { SYNTH_TEAMS = 10 };             /* so many local teams, shelters and directors at least share the work */
#endif
