/* Passwords: kept as Argon2id, refused where others would guess them first.
 * One hash takes 64 MiB and a good part of a second of one core: never on the event loop, and never many at once. */
#ifndef PASSWORDS_H
#define PASSWORDS_H
#include "base.h"

enum {
  PASSWORD_LEAST = 12,               /* characters */
  PASSWORD_MOST = 200,               /* bytes */
  PASSWORD_MEMORY = 64 << 20,        /* bytes that one hash fills … */
  PASSWORD_ROUNDS = 3,               /* … this many times */
  PASSWORD_OWN_REST = 8              /* letters and digits that must be left beside one's own names */
};

/* The text to store, salt and costs included; lives in c->arena. ERR_INVALID: longer than PASSWORD_MOST.
 * ERR_BUSY: no memory now. */
MUST_USE int password_hash(struct ctx *c, const char *password, const char **out);

/* Whether `password` is the one that `hash` was made of. */
MUST_USE bool password_verify(const char *hash, const char *password);
/* Does the same work for an account that does not exist, so that the time taken does not tell. Always false. */
bool password_verify_nobody(const char *password);

/* NULL, or the msgid of what is wrong with it as a new password: too short or long, made of one's own mail address, name
 * or the product's, a repetition, a row of keys or of the alphabet, or one that many people have (common_passwords.txt,
 * also with digits and signs around it, with digits for letters, and two of them together). `mail` and `name` may be NULL. */
const char *password_weak(struct ctx *c, const char *password, const char *mail, const char *name);
#endif
