/* What signing in shares with accepting an invitation. */
#ifndef SIGN_IN_INTERNAL_H
#define SIGN_IN_INTERNAL_H
#include "sign_in.h"

/* The password is right, or was just chosen: begins the session that this brings. `how`: for the journal. */
MUST_USE int sign_in_after_password(struct ctx *c, struct id account, const struct sign_in_ask *ask, const char *how, struct sign_in_result_of *out);
#endif
