/* A matcher together with what it stands on: rules and offers. Immutable; shared by the requests that hold it. */
#ifndef LIVE_H
#define LIVE_H
#include "match.h"
#include "snapshot.h"

struct live_match;

/* Of these offers, under these rules (JSON; NULL: the shipped ones). Takes a reference of the snapshot. The caller owns one reference. */
MUST_USE int live_match_build(struct ctx *c, const char *rules, const struct snapshot *snapshot, struct live_match **out);
struct live_match *live_match_hold(struct live_match *l);
void live_match_release(struct live_match *l);              /* accepts NULL; the last one frees */
const struct matcher *live_match_matcher(const struct live_match *l);
const struct snapshot *live_match_snapshot(const struct live_match *l);
/* The offers in the database, as a command reads them. The caller owns one reference. */
MUST_USE int live_match_stored(struct ctx *c, struct snapshot **out);
/* The example offers that the program carries in itself, without a database. The caller owns one reference. */
MUST_USE int live_match_examples(struct ctx *c, struct snapshot **out);
#endif
