/* What the product holds about a person, item by item: every row of every sealed record that any room declares, in the person's own
 * file, in the notes of their side, in what the household shares, and in what rooms keep apart (room.of_person). Left out are rows
 * that refer to somebody else, to another side or to another household, what hangs on such a row (the sheets of another adult's plan), and
 * what the shared part got from anybody who never worked for this side: for whoever reads, those are not there at all. Of another adult's
 * plan the words are there that this adult released to the family. */
#ifndef ITEMS_H
#define ITEMS_H
#include "app.h"
#include "rights.h"

#define ITEM_PLACES(X) \
  X(ITEM_PLACE_UNKNOWN, NULL,     N_("Unknown")) \
  X(ITEM_PERSON,  "person", N_("The file of this person")) \
  X(ITEM_SIDE,    "side",   N_("Notes of this side")) \
  X(ITEM_SHARED,  "shared", N_("What the household shares")) \
  X(ITEM_APART,   "apart",  N_("Kept apart: referrals and contacts"))
DECLARE_CHOICES(item_place, ITEM_PLACES)

struct item_text { const char *label, *text; };                      /* label: translated */
struct item_text_list { struct item_text *at; size_t count; };
struct right_item {
  const struct record *rec;
  const void *row;
  struct id id, compartment;
  int32_t version;
  enum item_place place;
  const char *key;                     /* "table:id" */
  struct instant written;              /* unknown: nobody knows any more */
  struct id by;                        /* account */
  struct item_text_list texts;         /* what it says */
};
struct right_item_list { struct right_item *at; size_t count; };

/* ERR_FULL: more than RIGHT_ITEMS_MOST. */
enum { RIGHT_ITEMS_MOST = 5000 };
MUST_USE int right_items(struct ctx *c, const struct right *r, struct right_item_list *out);
/* One of them, by its key. ERR_NOT_FOUND. */
MUST_USE int right_item_of(const struct right_item_list *items, const char *key, const struct right_item **out);

/* What the field's own room says of it where its value is no text for people (room.in_words); *told: it did. */
MUST_USE int room_says(struct ctx *c, const struct record *rec, const struct field *f, const void *row, each_said *each, void *arg, bool *told);
/* Whose words they are to be: the person, and the household as it is read for them (nothing in it: none). */
struct item_reader { const struct right *r; const struct household_file *file; };
/* What it says, field by field, in words for the person: what is unknown, secret or a mere reference is left out, and so is a choice of which
 * nothing is ticked. People are named as the household knows them; colleagues only if they worked for the person's side. Who reads it is said
 * without sides. */
MUST_USE int record_texts(struct ctx *c, const struct record *rec, const void *row, const struct item_reader *reader, struct item_text_list *out);
/* What a row of that table is called; in the reader's words where there are. */
const char *record_title(struct ctx *c, const struct record *rec);
/* Where colleagues whose names may be said have worked. */
static inline struct id right_colleagues(const struct right *r) { return id_known(r->side.id) ? r->side.compartment : r->person.compartment; }
/* When a row was first written and by whom, as the journal knows it. */
MUST_USE int row_written(struct ctx *c, struct id row, struct instant *at, struct id *by);
/* Whether that account is, or was, involved in that compartment, not in an emergency only. */
MUST_USE int ever_worked_in(struct ctx *c, struct id compartment, struct id account, bool *out);
#endif
