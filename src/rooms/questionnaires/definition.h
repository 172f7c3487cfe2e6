/* A questionnaire as its makers define it: a FHIR R4 Questionnaire, as far as this program asks it. What it does not know is refused by
 * name: a condition or a limit that nobody reads would change what an answer means.
 * Source: HL7 FHIR R4, Questionnaire; extensions translation, ordinalValue, minValue, maxValue, questionnaire-optionExclusive. */
#ifndef DEFINITION_H
#define DEFINITION_H
#include "fields.h"

/* The keys are FHIR's. */
#define ITEM_TYPES(X) \
  X(ITEM_UNKNOWN,     NULL,          N_("Unknown")) \
  X(ITEM_GROUP,       "group",       N_("Group of questions")) \
  X(ITEM_DISPLAY,     "display",     N_("Text without an answer")) \
  X(ITEM_CHOICE,      "choice",      N_("Choice")) \
  X(ITEM_OPEN_CHOICE, "open-choice", N_("Choice, or something else")) \
  X(ITEM_YES_NO,      "boolean",     N_("Yes or no")) \
  X(ITEM_LINE,        "string",      N_("One line")) \
  X(ITEM_TEXT,        "text",        N_("Open answer")) \
  X(ITEM_NUMBER,      "integer",     N_("Whole number")) \
  X(ITEM_DATE,        "date",        N_("Date"))
DECLARE_CHOICES(item_type, ITEM_TYPES)

#define CONDITION_OPERATORS(X) \
  X(IF_UNKNOWN, NULL,     N_("Unknown")) \
  X(IF_EXISTS,  "exists", N_("is answered")) \
  X(IF_IS,      "=",      N_("is")) \
  X(IF_IS_NOT,  "!=",     N_("is not")) \
  X(IF_MORE,    ">",      N_("is more than")) \
  X(IF_LESS,    "<",      N_("is less than")) \
  X(IF_LEAST,   ">=",     N_("is at least")) \
  X(IF_MOST,    "<=",     N_("is at most"))
DECLARE_CHOICES(condition_operator, CONDITION_OPERATORS)

enum { ITEMS_MOST = 400, ITEM_DEPTH_MOST = 5, OPTIONS_MOST = 60, SHOWN_IF_MOST = 10, ANSWER_TEXT_MOST = 4000, DEFINITION_BYTES = 1 << 18 };

struct option { const char *code, *text[LANG_COUNT]; struct num score; bool exclusive; };      /* exclusive: chosen with no other */

/* Of the answer to an earlier question. What it is compared with is of that question's type. */
struct shown_if {
  size_t question;
  enum condition_operator is;
  size_t option;                                 /* of a choice */
  enum yes_no yes;                               /* of yes or no; of IF_EXISTS: whether it must be */
  struct num number;
  struct date date;
};

struct item {
  const char *link_id, *prefix;                  /* prefix: "1a"; NULL: none */
  const char *text[LANG_COUNT];
  enum item_type type;
  bool required, repeats, any;                   /* repeats: several options; any: one of `shown_if` is enough */
  int32_t text_most;                             /* characters of an open answer */
  struct num least, most;
  const struct option *options; size_t option_count;
  const struct shown_if *shown_if; size_t shown_if_count;
  size_t parent, depth, end;                     /* parent: NO_ITEM at the top; end: the first item behind those inside */
};
enum { NO_ITEM = ITEMS_MOST };

/* Items in the order in which they are asked. */
struct definition {
  const char *name, *version;                    /* name: "self-scan", FHIR's id */
  const char *title[LANG_COUNT], *description[LANG_COUNT], *source;
  bool about_person;                             /* subjectType Patient: it is filled in in a dossier; else it is sent to many */
  struct item *items; size_t count;
};

/* Reads a Questionnaire. ERR_INVALID: the field is the item's linkId or the member, the message says what is wrong. Texts without a
 * translation are the same in every language. Lives in c->arena. */
MUST_USE int definition_read(struct ctx *c, const char *json, size_t len, struct definition *out);
/* NO_ITEM: there is none. */
size_t definition_find(const struct definition *d, const char *link_id);
/* NULL: none of that code. */
const struct option *item_option(const struct item *item, const char *code);
static inline bool item_asks(const struct item *item) { return item->type != ITEM_GROUP && item->type != ITEM_DISPLAY; }
static inline bool item_chooses(const struct item *item) { return item->type == ITEM_CHOICE || item->type == ITEM_OPEN_CHOICE; }

/* As a Questionnaire again: what was read, no more. */
void definition_json(const struct definition *d, struct buf *b);
#endif
