/* A guard over what all read: where somebody is safe must not stand there by accident, and what is shared cannot be taken back. It knows the
 * addresses that the actor opens; words for a place that nobody wrote down it cannot know. Source: DESIGN 7 (addresses of a secret place). */
#ifndef SECRET_WORDS_H
#define SECRET_WORDS_H
#include "case_places.h"

/* ERR_INVALID on `field` where words hold the street or the postal code of an address that is secret, however spelled. */
MUST_USE int no_secret(struct ctx *c, const struct case_file *f, const char *words, const char *field);
/* Likewise of every text of a row that is asked in a form, on its field. */
MUST_USE int no_secret_in(struct ctx *c, const struct case_file *f, const struct record *rec, const void *row);
#endif
