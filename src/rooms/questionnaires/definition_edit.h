/* Changes to a questionnaire, one at a time, on its JSON: what holds for the others stays as it is written. Each gives the whole
 * questionnaire anew, held against definition_read, so that no change leaves one that cannot be asked. */
#ifndef DEFINITION_EDIT_H
#define DEFINITION_EDIT_H
#include "definition.h"

/* A question as a form has it. Options and conditions are lines, because there may be many. */
struct item_form {
  const char *link_id;                 /* of the question that changes; NULL: a new one */
  const char *seen;                    /* item_mark of the question as the form showed it */
  const char *after;                   /* of a new one: behind which; a group: as the last one inside it; NULL: at the end */
  enum item_type type;
  const char *prefix, *text, *text_en;
  enum yes_no required, repeats;
  const char *options;                 /* "code | text | English text | score" a line; of the last two either may be missing; "!" before a code:
                                        * chosen with no other */
  struct num least, most;
  const char *conditions;              /* "1a = yes" a line */
  enum yes_no any;                     /* YES: one condition is enough */
};
DECLARE_RECORD(item_form);

#define QUESTIONNAIRE_ABOUTS(X) \
  X(ABOUT_UNKNOWN, NULL,     N_("Unknown")) \
  X(ABOUT_TEAM,    "team",   N_("A team or an offer: it is sent to many, by a link")) \
  X(ABOUT_PERSON,  "person", N_("A person: it is filled in in a dossier"))
DECLARE_CHOICES(questionnaire_about, QUESTIONNAIRE_ABOUTS)

struct head_form { const char *title, *title_en, *description, *description_en; enum questionnaire_about about; };      /* about unknown: as it was */
DECLARE_RECORD(head_form);

#define ITEM_MOVES(X) \
  X(MOVE_UNKNOWN, NULL,   N_("Unknown")) \
  X(MOVE_UP,      "op",   N_("Up")) \
  X(MOVE_DOWN,    "neer", N_("Down")) \
  X(MOVE_OUT,     "weg",  N_("Take away"))
DECLARE_CHOICES(item_move, ITEM_MOVES)

/* `out`: JSON in c->arena. ERR_INVALID: the field is the form's; the message says what would be wrong. */
MUST_USE int definition_put_item(struct ctx *c, const char *json, const struct item_form *f, const char **out);
/* Up and down among those beside it; taken away with what is inside it. ERR_NOT_FOUND. */
MUST_USE int definition_move_item(struct ctx *c, const char *json, const char *link_id, enum item_move move, const char **out);
MUST_USE int definition_put_head(struct ctx *c, const char *json, const struct head_form *f, const char **out);
/* Under another version. */
MUST_USE int definition_put_version(struct ctx *c, const char *json, const char *version, const char **out);

/* Criteria to hold something against, in a group of their own: each asks whether it is so (yes, partly, no, I do not know), under its code. One
 * whose code is there takes its new text; the group stands at the end if it is new. */
struct criterion { const char *code, *text, *text_en; };               /* code: as a linkId; text_en NULL: none */
struct criteria { const char *group, *title, *title_en; const struct criterion *at; size_t count; };      /* group: its linkId */
MUST_USE int definition_put_criteria(struct ctx *c, const char *json, const struct criteria *k, const char **out);

/* What a question is, as a mark that goes with its form. "" if there is no such question. In c->arena. */
const char *item_mark(struct ctx *c, const char *json, const char *link_id);
/* The English text where it was given one of its own; NULL: it is the same. */
const char *wording_english(const char *const text[static LANG_COUNT]);
/* An item as its form shows it. */
struct item_form item_as_form(struct ctx *c, const struct definition *d, size_t item);
/* One condition in words of the form, "1a = yes". In c->arena. */
const char *condition_line(struct ctx *c, const struct definition *d, const struct shown_if *s);
#endif
