#ifndef LANGUAGES_H
#define LANGUAGES_H
#include "ctx.h"

/* The name of a language by its ISO 639-1 code, as a msgid; a code without a name stays a code. */
const char *language_label(const char *code);
/* "Nederlands, Arabisch": of codes with spaces between, in the reader's language. NULL: none. In c->arena. */
const char *languages_in_words(struct ctx *c, const char *codes);
#endif
