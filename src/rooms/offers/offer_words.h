/* How an offer's facts read: for views, in the reader's language. What begins with put_ writes to the page, escaped. */
#ifndef OFFER_WORDS_H
#define OFFER_WORDS_H
#include "offers.h"
#include "places.h"

/* "One to one, in a group": the labels of a set, one after the other. */
void put_labels(struct ctx *c, const struct choices *of, struct set s);
/* Who gives the help. A long list of names is cut: then provider_cut() is not 0, and "and partners" belongs behind it. */
size_t provider_cut(const char *names);
void put_provider(struct ctx *c, const char *names);
/* Names of regions and municipalities by their keys, which have spaces between. */
void put_regions(struct ctx *c, const char *slugs);
void put_municipalities(struct ctx *c, const char *slugs);
/* A text up to its first line end. */
void put_first_line(struct ctx *c, const char *text);

/* The lines of a text, empty ones left out. In c->arena. */
struct text_list text_lines(struct ctx *c, const char *text);
/* "tel:08002000", "mailto:…", or the web address; NULL if the contact is no link. In c->arena. */
const char *contact_url(struct ctx *c, const struct offer_contact *k);

/* Are there talks with more than one person at the table? Then control must be ruled out first. What works with the family
 * and says when it does not suit, counts too. */
bool offer_talks_together(const struct offer *o);

/* Weeks of a waiting time, the last one begun included. */
static inline int wait_weeks(const struct offer *o) { return (o->wait_days.n + 6) / 7; }
static inline bool set_empty(struct set s) { return s.bits <= 1; }
#endif
