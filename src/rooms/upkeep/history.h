/* What happened to an offer: every change of every field, who did it and when, from the journal; and taking one change back. */
#ifndef HISTORY_H
#define HISTORY_H
#include "upkeep.h"

struct field_change { const char *label, *before, *after; };          /* label: msgid; the values in the reader's words; NULL: unknown */
struct field_change_list { struct field_change *at; size_t count; };
struct offer_event {
  struct id line;                    /* of the journal */
  struct instant at;
  const char *who, *organisation;    /* in the reader's language; organisation NULL: none */
  bool begun;                        /* the offer was added, not changed */
  bool undoable;                     /* every field still is what this made of it */
  struct field_change_list fields;
};
struct offer_event_list { struct offer_event *at; size_t count; };

/* The newest first. */
MUST_USE int offer_history(struct ctx *c, const struct offer *now, struct offer_event_list *out);
/* Makes the fields of one change what they were before it, as a new change. ERR_CONFLICT: one was changed since. ERR_NOT_FOUND. */
MUST_USE int offer_history_undo(struct ctx *c, struct id offer, struct id line);

/* A field as a reader says it, in c->arena; NULL: unknown. */
const char *field_in_words(struct ctx *c, const struct field *f, const void *row);
#endif
