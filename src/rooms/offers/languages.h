#ifndef LANGUAGES_H
#define LANGUAGES_H

/* The name of a language by its ISO 639-1 code, as a msgid; a code without a name stays a code. */
const char *language_label(const char *code);
#endif
