#ifndef LANGUAGES_H
#define LANGUAGES_H
#include "fields.h"

/* The name of a language by its ISO 639-1 code, as a msgid; a code without a name stays a code. */
const char *language_label(const char *code);
/* "Nederlands, Arabisch": of codes with spaces between, in the reader's language. NULL: none. In c->arena. */
const char *languages_in_words(struct ctx *c, const char *codes);
/* The languages that a form offers, after one that is none of them (`unknown`: its label, a msgid). In c->arena. */
struct choices language_choices(struct ctx *c, const char *unknown);
#endif
