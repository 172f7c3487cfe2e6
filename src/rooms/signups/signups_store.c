#include "signups.h"

#define OF_REGION "FROM signup WHERE signup.region = $1"
static const struct query open_ones = { &signup_record, OF_REGION " AND signup.state <> 'closed' ORDER BY signup.next, signup.due, signup.id" };
static const struct query closed_ones = { &signup_record, OF_REGION " AND signup.state = 'closed' ORDER BY signup.closed DESC, signup.id LIMIT 100" };
static const struct query of_same = { &signup_record, OF_REGION " AND signup.same = $2 ORDER BY signup.made, signup.id" };
static const struct query done_before = { &signup_record, OF_REGION " AND signup.touched < $2 ORDER BY signup.touched, signup.id LIMIT 100" };
static const struct query of_follow = { &signup_record, OF_REGION " AND signup.follow = $2" };
static const struct query of_file = { &signup_record, OF_REGION " AND signup.file = $2" };
static const struct query said = { &signup_said_record, "FROM signup_said WHERE signup_said.region = $1 AND signup_said.compartment = $2" };
static const struct query steps = { &signup_step_record, "FROM signup_step WHERE signup_step.region = $1 AND signup_step.compartment = $2" };
static const struct query stop = { &signup_stop_record, "FROM signup_stop WHERE signup_stop.region = $1 AND signup_stop.tag = $2" };
static const struct query old_stops = { &signup_stop_record, "FROM signup_stop WHERE signup_stop.region = $1 AND signup_stop.since < $2 ORDER BY signup_stop.id LIMIT 100" };

const struct query *const signup_queries[] = { &open_ones, &closed_ones, &of_same, &done_before, &of_follow, &of_file, &said, &steps, &stop, &old_stops, NULL };

int signups_open(struct ctx *c, struct signup_list *out) { return record_select(c, signup, out, &open_ones, P0); }
int signups_closed(struct ctx *c, struct signup_list *out) { return record_select(c, signup, out, &closed_ones, P0); }
int signups_same(struct ctx *c, struct id same, struct signup_list *out) { return record_select(c, signup, out, &of_same, P(same)); }
int signups_done_before(struct ctx *c, struct instant then, struct signup_list *out) { return record_select(c, signup, out, &done_before, P(then)); }
int signup_of_follow(struct ctx *c, struct id follow, struct signup *out) { return record_one(c, signup, out, &of_follow, P(follow)); }
int signup_of_file(struct ctx *c, struct id file, struct signup *out) { return record_one(c, signup, out, &of_file, P(file)); }
int said_of(struct ctx *c, struct id file, struct signup_said *out) { return record_one(c, signup_said, out, &said, P(file)); }
int steps_of(struct ctx *c, struct id file, struct signup_step_list *out) { return record_select(c, signup_step, out, &steps, P(file)); }
int stop_of(struct ctx *c, const char *tag, struct signup_stop *out) { return record_one(c, signup_stop, out, &stop, P(tag)); }
int stops_before(struct ctx *c, struct date then, struct signup_stop_list *out) { return record_select(c, signup_stop, out, &old_stops, P(then)); }
