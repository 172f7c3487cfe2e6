/* Signing in, step by step. What is slow (Argon2) is apart and writes nothing: a route's `prepare`. What writes returns OK
 * also when the answer is no, because a wrong attempt must be kept: look at the result.
 *
 *   sign_in_check (slow) → sign_in_begin (writes) → half signed in → sign_in_prove (writes) → signed in
 *   again, for a dangerous act:  sign_in_check_again (slow) → sign_in_again (writes)
 *
 * Wrong attempts slow down the next ones: by mail address, whether there is such an account or not; a known device counts for
 * itself; never by network address. An account that does not exist costs and answers the same as one that does. */
#ifndef SIGN_IN_H
#define SIGN_IN_H
#include "devices.h"
#include "factors.h"

#define SIGN_IN_RESULTS(X) \
  X(SIGN_IN_UNSET,  NULL,     N_("Unknown")) \
  X(SIGN_IN_DONE,   "done",   N_("Signed in")) \
  X(SIGN_IN_HALF,   "half",   N_("The second step is still to come")) \
  X(SIGN_IN_ENROL,  "enrol",  N_("A second step must be chosen first")) \
  X(SIGN_IN_WRONG,  "wrong",  N_("That is not right. Try again.")) \
  X(SIGN_IN_WAIT,   "wait",   N_("There were too many wrong attempts. Wait a while, then try again.")) \
  X(SIGN_IN_OVER,   "over",   N_("Sign in again from the start."))
DECLARE_CHOICES(sign_in_result, SIGN_IN_RESULTS)

struct sign_in_result_of {
  enum sign_in_result result;
  int64_t wait;                      /* milliseconds until the next attempt; 0: now */
  char token[SESSION_TOKEN_TEXT];    /* DONE, HALF, ENROL: of the session; put it in its cookie */
  char device[DEVICE_TOKEN_TEXT];    /* DONE: of the device, for its own cookie; else "" */
};

/* What came from the browser. Texts may be NULL. */
struct sign_in_ask {
  const char *mail, *password;
  const char *device_token;          /* the device cookie */
  const char *session_token;         /* the session cookie: that session ends */
  const char *device;                /* "Firefox, Windows" */
  bool second_factor;                /* false only in the demo: who has none enrolled is in after the password */
};
/* What the slow part found; for sign_in_begin only. In c->arena. */
struct sign_in_outcome { struct id account, counter, factor; int32_t factor_version; bool right; };

/* Slow; reads only; counts nothing yet. */
MUST_USE int sign_in_check(struct ctx *c, const struct sign_in_ask *ask, struct sign_in_outcome *out);
/* Writes: what was wrong is counted, or the session begins. */
MUST_USE int sign_in_begin(struct ctx *c, const struct sign_in_ask *ask, const struct sign_in_outcome *found, struct sign_in_result_of *out);
/* The second step of a half session: makes it whole. Enrolling the first second factor does that too (factors.h). OVER: five wrong ones, the session has ended. */
MUST_USE int sign_in_prove(struct ctx *c, const struct session *s, const struct proof *p, const char *device_token, struct sign_in_result_of *out);
/* Proves both again: the password slow, then `p` (NULL: has no second factor, in the demo). DONE: session_fresh from now on. */
MUST_USE int sign_in_check_again(struct ctx *c, const struct session *s, const char *password, const char *device_token, struct sign_in_outcome *out);
MUST_USE int sign_in_again(struct ctx *c, const struct session *s, const struct sign_in_outcome *found, const struct proof *p, const char *device_token,
                           struct sign_in_result_of *out);

/* By the own organisation's sign-in, which proved both (oidc.h checks that). `roles`: what it says they are; the session may
 * work as those only. WRONG: nobody here is that person, or has such a role. */
MUST_USE int sign_in_oidc(struct ctx *c, const char *issuer, const char *subject, struct set roles, const struct sign_in_ask *ask, struct sign_in_result_of *out);

/* A new password. Slow: weak ones are ERR_INVALID on "password", with the reason; else `hash`, in c->arena. */
MUST_USE int password_prepare(struct ctx *c, struct id account, const char *password, const char **hash);
/* Writes it; every other session of the account ends. ERR_NOT_FOUND: both were not proved lately. */
MUST_USE int password_change(struct ctx *c, const struct session *s, const char *hash);

/* Deletes what is forgiven, and devices and challenges that are too old: on a tick. */
MUST_USE int sign_in_clean(struct ctx *c);

/* How often something went wrong: a mail address, a known device, a second factor, by keyed hash. A log. */
struct sign_in_failure { struct id id; int32_t version; struct num failed; struct instant at; };
DECLARE_RECORD(sign_in_failure);
extern const struct query *const sign_in_queries[];
#endif
