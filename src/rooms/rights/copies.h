/* A copy of the own file: what is decided item by item, what a second person agrees to, and what was given. Decisions lie with the
 * side that handles the request, apart from the person's file: they hold the words that are left out. */
#ifndef COPIES_H
#define COPIES_H
#include "items.h"

#define ITEM_CHOICES(X) \
  X(ITEM_UNDECIDED, NULL,       N_("Not decided yet")) \
  X(ITEM_GIVE,      "give",     N_("Give")) \
  X(ITEM_PARTLY,    "partly",   N_("Give, without some words")) \
  X(ITEM_WITHHOLD,  "withhold", N_("Leave out"))
DECLARE_CHOICES(item_choice, ITEM_CHOICES)

#define WITHHOLD_GROUNDS(X) \
  X(WITHHOLD_UNKNOWN, NULL,                 N_("Unknown")) \
  X(WITHHOLD_THIRD_PARTY,   "third_party",   N_("It is about somebody else")) \
  X(WITHHOLD_SAFETY,        "safety",        N_("The safety of somebody else")) \
  X(WITHHOLD_CHILD,         "child",         N_("The interest of a child")) \
  X(WITHHOLD_INVESTIGATION, "investigation", N_("An investigation that is under way")) \
  X(WITHHOLD_OWN_NOTE,      "own_note",      N_("A worker's note for own use"))
DECLARE_CHOICES(withhold_ground, WITHHOLD_GROUNDS)

struct rights_decision {
  struct id id;
  int32_t version;
  struct id compartment;               /* that of the side; the person's where there is none */
  struct id request;
  const char *item;                    /* key */
  struct num item_version;             /* as it was when this was decided: a later change must be decided again */
  enum item_choice choice;
  enum withhold_ground ground;
  const char *reason;
  enum yes_no tell;                    /* the copy may say on which kind of ground something is left out */
  struct date until;                   /* an investigation: until then */
  const char *words;                   /* left out, one on a line */
  struct id by;
  struct instant made;
};
DECLARE_RECORD(rights_decision);

/* What was given: so that later questions can be answered. The copy itself is not kept. */
struct rights_copy {
  struct id id;
  int32_t version;
  struct id compartment;               /* the person's */
  struct id request;
  const char *digest;                  /* of the copy, and of what was left out of it and why */
  const char *items;                   /* keys and versions, a line for each */
  struct num count;
  struct id by;
  struct instant given;
};
DECLARE_RECORD(rights_copy);

/* --- deciding ------------------------------------------------------------------------------------------------ */

struct item_decide { const char *deel; enum item_choice choice; enum withhold_ground ground; const char *reason; enum yes_no tell; struct date until; const char *words; };
DECLARE_RECORD(item_decide);
/* `deel`: the key, as a form brings it along. ERR_INVALID on its field: a ground and a reason are needed to leave out; words that do not stand there; an investigation without a
 * day; telling of a ground that would itself tell. A parent's request: giving needs the weighing too. ERR_NOT_FOUND: no such item. */
MUST_USE int item_decide(struct ctx *c, struct id request, const char *key, const struct item_decide *d);
/* Gives several that are not decided yet. ERR_INVALID: a parent asks, and each must be weighed. */
MUST_USE int items_give(struct ctx *c, struct id request, const struct text_list *keys);
/* The newest decision on each, by the item's number; NULL: none that still counts. */
MUST_USE int decisions_for(struct ctx *c, const struct right *r, const struct right_item_list *items, const struct rights_decision ***out);
/* Whether the copy may say that something was left out on such a ground. */
bool ground_may_be_told(enum withhold_ground ground);

/* The lines of such a text, one by one, without the spaces around them: as text_word does with words. */
const char *words_line(const char *s, size_t *n);
/* What every copy says, whether or not something is left out; and of recipients whose names would tell where a child is. */
#define COPY_NEUTRAL N_("We may leave parts out to protect others.")
#define COPY_RECIPIENTS_KIND N_("Organisations that give help or look after safety. Their names are not in this copy.")

/* --- the copy ------------------------------------------------------------------------------------------------------ */

struct copy_item { const char *key, *title, *when, *who; int32_t version; struct item_text_list texts; const char *statement; };      /* statement: the person's own, beside it */
struct copy_item_list { struct copy_item *at; size_t count; };
struct copy_line { const char *text; };
struct copy_line_list { struct copy_line *at; size_t count; };
struct copy_recipient { const char *name, *what; struct date since; };
struct copy_recipient_list { struct copy_recipient *at; size_t count; };
struct copy {
  const char *name;                    /* whose */
  struct copy_item_list items;
  struct copy_recipient_list recipients;
  bool recipients_by_kind;             /* names would tell where a child is */
  struct copy_line_list grounds;            /* that may be told; msgids */
  struct copy_line_list statements;         /* the person's own, about the file */
  const char *json, *digest;           /* digest: also of what is left out and why */
  size_t undecided, left_out;
  struct copy_line_list still;              /* titles of given items that hold words that were left out of another */
  struct date again;                   /* the first day on which what was left out is looked at again; unknown: none */
};
/* As it would be given now. */
MUST_USE int copy_make(struct ctx *c, const struct right *r, struct copy *out);
/* Every item is decided: on to a second person, or, if nothing is left out and no parent asks, ready to be given. */
MUST_USE int copy_finish(struct ctx *c, struct id request, int32_t version);
/* Gives it: a line in the journal, and what was given is kept. ERR_INVALID: nobody agreed to what it is now; identity not checked; who
 * asks may not any more. */
MUST_USE int copy_give(struct ctx *c, struct id request, int32_t version);
MUST_USE int copies_of(struct ctx *c, struct id request, struct rights_copy_list *out);
/* Whether a second person must look at it. */
bool copy_needs_second(const struct right *r, const struct copy *copy);
/* What was decided goes, before the person's file does. */
MUST_USE int decisions_forget(struct ctx *c, const struct right *r);
MUST_USE int right_decisions(struct ctx *c, struct id request, struct rights_decision_list *out);
#endif
