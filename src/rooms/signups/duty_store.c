#include "duty.h"

static const struct query of_region = { &signup_duty_record, "FROM signup_duty WHERE signup_duty.region = $1 ORDER BY signup_duty.since, signup_duty.id" };
const struct query *const duty_queries[] = { &of_region, NULL };

int duties_of_region(struct ctx *c, struct signup_duty_list *out) { return record_select(c, signup_duty, out, &of_region, P0); }
