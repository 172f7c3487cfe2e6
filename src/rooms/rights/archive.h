/* A household for the municipality's archive, to be read in twenty years without this program: one page that needs nothing else
 * (HTML), and the same as JSON. One file per side, never two sides in one: what the household shares, that side's notes, its persons,
 * and what rooms keep apart about them. Every record that any room declares, with the names of its fields, labels, times, and who.
 * What the scope does not open is not in it; at the console, where nobody's scope says who reads, secret addresses and ways to be
 * reached that are not safe are left out. Source: Archiefwet 1995 art. 3 and 12; DOMAIN 6. */
#ifndef ARCHIVE_H
#define ARCHIVE_H
#include "items.h"

struct archive_side { struct id side; enum side_letter letter; };    /* side unknown: a household without sides that one may open */
struct archive_side_list { struct archive_side *at; size_t count; };
/* Which files there are. ERR_NOT_FOUND. */
MUST_USE int archive_sides(struct ctx *c, struct id household, struct archive_side_list *out);

struct archive_field { const char *name, *label, *text; };           /* label: translated */
struct archive_field_list { struct archive_field *at; size_t count; };
struct archive_row {
  const char *key, *table, *title, *part;                            /* part: where it lies, translated */
  const char *written, *changed, *by;                                /* times in UTC as ISO; NULL: not known any more */
  struct archive_field_list fields;
};
struct archive_head { struct id household; const char *name, *made; enum side_letter letter; bool open; };      /* open: somebody still works with it */

/* Where it goes: each is called in order. */
struct archive_to {
  int (*begin)(struct ctx *c, const struct archive_head *head, void *of);
  int (*row)(struct ctx *c, const struct archive_row *row, void *of);
  int (*end)(struct ctx *c, void *of);
  void *of;
};
/* Writes one side's file. Leaves a line in the journal. */
MUST_USE int archive_write(struct ctx *c, struct id household, const struct archive_side *side, const struct archive_to *to);

/* Where its text is written: c->out for the page, any buffer for JSON; `flush` (NULL: none) may empty it after each row. */
struct archive_text { struct buf *b; int (*flush)(struct ctx *c, struct buf *b, void *of); void *of; bool any; };
/* As one page (by its view, into c->out) and as JSON; `of` is a struct archive_text. */
extern const struct archive_to archive_html, archive_json;
#endif
