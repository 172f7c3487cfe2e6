/* What must not stand in words, and whether it does: streets and postal codes however they are spelled, towns as a word, phone numbers by their
 * digits, mail addresses. Knows texts only, nothing of persons: secrets.h says whose they are and who may not read them. */
#ifndef SECRET_TEXTS_H
#define SECRET_TEXTS_H
#include "base.h"
#include "ctx.h"

enum needle_kind { NEEDLE_PLACE, NEEDLE_TOWN, NEEDLE_DIGITS, NEEDLE_MAIL };
/* In the form in which it is compared, which needle_of… made. */
struct needle { enum needle_kind kind; const char *text, *written; };
struct needle_list { struct needle *at; size_t count, room; };

/* Each adds what the text gives, if it is long enough to be found by; NULL and what is there already add nothing. In c->arena.
 * Of a way to be reached: each number of eight digits or more in it, each mail address. */
void needle_place(struct ctx *c, struct needle_list *to, const char *street_or_code);
void needle_town(struct ctx *c, struct needle_list *to, const char *town);
void needle_way(struct ctx *c, struct needle_list *to, const char *value);

bool needle_among(const struct needle_list *list, const struct needle *n);
/* Whether one of them stands in these words. */
bool needles_stand_in(struct ctx *c, const struct needle_list *list, const char *words);
#endif
