/* Sealing to a desk: what a process without keys takes in for people of a region, only a process with keys can read.
 * Each region's desk has a pair of keys in each epoch, made from the epoch's key: nothing of it is stored, and when the epoch is
 * destroyed what was sealed to it is closed for good, in backups too. The public half says nothing and may stand in the database. */
#ifndef SEAL_TO_H
#define SEAL_TO_H
#include "keys.h"

/* The public half for that region in an epoch, as text in c->arena. ERR_NOT_FOUND: the epoch was destroyed. */
MUST_USE int desk_key_public(struct ctx *c, int32_t epoch, const char *region, const char **out);
/* Seals a text to it, padded so that its size says little; needs no keys. In c->arena. ERR_STORE: that is no such key. */
MUST_USE int seal_to_desk(struct ctx *c, const char *public_key, const char *text, const char **out);
/* ERR_NOT_FOUND: the epoch was destroyed; ERR_STORE: it was not sealed to this desk in this epoch, or was changed. In c->arena. */
MUST_USE int unseal_at_desk(struct ctx *c, int32_t epoch, const char *region, const char *sealed, const char **text);

/* Likewise to whoever holds a secret text (a cookie): their pair of keys is made from it, so nothing of it is stored either. The secret
 * must hold at least 128 random bits. The public half is sealed to with seal_to_desk. */
const char *held_key_public(struct ctx *c, const char *secret);
/* ERR_STORE: it was not sealed to whoever holds this, or was changed. In c->arena. */
MUST_USE int unseal_held(struct ctx *c, const char *secret, const char *sealed, const char **text);
#endif
