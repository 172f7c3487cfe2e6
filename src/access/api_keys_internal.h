/* What api_keys.c asks of its store. */
#ifndef API_KEYS_INTERNAL_H
#define API_KEYS_INTERNAL_H
#include "api_keys.h"

MUST_USE int api_key_of_hash(struct ctx *c, const char *hash, struct api_key *out);
#endif
