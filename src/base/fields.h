/* Declare once: a record is a table of fields, and everything derives from it: forms and messages, SQL, CSV, JSON,
 * the journal's differences, the field reference in the docs. Here: the declaration and one text form for every kind.
 *
 *   struct training { struct id id; int32_t version; struct id person; enum topic topic; struct date done_on; };
 *   DECLARE_RECORD(training);                                                     in the header
 *   static const struct field fields[] = {                                       in the .c
 *     F_REF (training, person,  REQUIRED, account,        N_("Colleague")),
 *     F_ENUM(training, topic,   REQUIRED, topic,          N_("Topic")),
 *     F_DATE(training, done_on, REQUIRED | NOT_IN_FUTURE, N_("Done on"), .help = N_("…")),
 *   };
 *   const struct record training_record = RECORD(training, fields);
 */
#ifndef FIELDS_H
#define FIELDS_H
#include "base.h"

enum field_kind { FIELD_TEXT, FIELD_ENUM, FIELD_SET, FIELD_INT, FIELD_DATE, FIELD_TIME, FIELD_REF, FIELD_LIST };
enum { TEXT_MOST = 4000 };                      /* characters of a text that says nothing else */
#define NOT_IN_LIST N_("Choose from the list.") /* a key that is not among the field's choices */
enum {
  OPTIONAL = 0,
  REQUIRED = 1,            /* checked in forms and again at every write */
  NOT_IN_FUTURE = 2,
  LONG = 4,                /* a text of several lines */
  IN_PROGRAM = 8,          /* set by the program: never read from a form or an import */
  CLEAR = 16,              /* in a sealed record: stored as it is, for a reason that stands in a list of the tests */
  SECRET = 32,             /* never in the journal, in no export: hashes and keys */
  BY_LINK = 64,            /* read from an address, but no form asks for it: where a page begins */
  ASKED = 128,             /* a question to people: forms also take "I don't know" and "I would rather not say", which are unknown */
  WORD_LIST = 256,             /* a text that is a list of words with spaces between: an array in JSON */
  PICTURE = 512,               /* of a form: a picture that comes with it (web.h, posted_file); the text is its file's name */
  ANSWERS = 1024,              /* of a form: answers to questions that only its page knows (form.h, form_answers) */
  MADE = 2048                  /* in a sealed record: a text that the program makes (keys, hashes, advice), nobody's words: not held against what is secret */
};
#define ANSWER_DONT_KNOW  "dont_know"           /* what a form sends for a field that is ASKED */
#define ANSWER_RATHER_NOT "rather_not"

struct choice  { const char *key, *label; };
struct choices { size_t count; const struct choice *at; };   /* at[0] is unknown, its key NULL */

struct field {
  enum field_kind kind;
  unsigned flags;
  size_t at;                                    /* offset in the row */
  const char *name, *label;                     /* column, form field, CSV heading, JSON member; msgid */
  const char *help;                             /* msgid: what to fill in; also the field reference in docs/ */
  const char *sql;                              /* column expression in a row type; default: table.name */
  const struct choices *values;
  const struct record *target;                  /* FIELD_REF: to what; FIELD_LIST: of what */
  int32_t min, max;                             /* numbers; texts: most characters. 0: the kind's own limits */
  const char *(*check)(struct ctx *c, const char *text);   /* NULL, or a msgid saying what is wrong */
};

/* A value that rows are found again by although it is sealed: `value` gives it in one form for all that is equal, in
 * c->arena; NULL: this row has none. */
struct lookup { const char *kind; const char *(*value)(struct ctx *c, const void *row); };
struct lookups { size_t count; const struct lookup *at; };

/* How a table is protected. */
enum protection {
  GLOBAL,                  /* no region, not sealed: offers, organisations, accounts */
  REGIONAL,                /* belongs to a region: every statement names it */
  SEALED                   /* regional, and its fields are sealed; rows begin with id, version and `struct id compartment` */
};

struct query;

/* What a table holds. Rows begin with `struct id id; int32_t version;`, except parts and row types. */
struct record {
  const char *name;                             /* the table */
  size_t size, count;                           /* bytes of a row; fields */
  const struct field *fields;
  const struct record *base;                    /* a row type: begins with a row of this record */
  bool part;                                    /* belongs to its parent: no id of its own, replaced together with it */
  bool log;                                     /* tells of changes itself: leaves no journal lines */
  bool grants;                                  /* gives somebody a right: carries a MAC, a row slipped in does not count */
  enum protection protection;
  const struct lookups *lookups;                /* sealed records; NULL: found by id only */
  const struct query *about;                    /* sealed records that lie in a compartment of a room's own: rows of that compartment ($2) that refer to
                                                 * the persons whom it is about. NULL: what the row itself refers to */
};

/* One list makes the enum, its keys and its labels: X(CONSTANT, "key", N_("Label")), first the unknown one. */
#define CHOICE_CONSTANT_(constant, key, label) constant,
#define CHOICE_ROW_(constant, key, label) [constant] = { key, label },
#define DECLARE_CHOICES(E, LIST) \
  enum E { LIST(CHOICE_CONSTANT_) }; \
  _Static_assert(sizeof(enum E) == sizeof(int), "generic code copies enums as int: no -fshort-enums"); \
  extern const struct choices E##_choices; \
  static inline const char *E##_label(enum E v) { return E##_choices.at[v].label; } \
  static inline const char *E##_key(enum E v) { return E##_choices.at[v].key; }
#define DEFINE_CHOICES(E, LIST) \
  const struct choices E##_choices = { COUNT(((const struct choice[]){ LIST(CHOICE_ROW_) })), (const struct choice[]){ LIST(CHOICE_ROW_) } };

#define YES_NO(X) \
  X(YES_NO_UNKNOWN, NULL,  N_("Unknown")) \
  X(YES,            "yes", N_("Yes")) \
  X(NO,             "no",  N_("No"))
DECLARE_CHOICES(yes_no, YES_NO)

/* The selection fails to compile when the member has another type; its value is the member's offset.
 * After the flag (and the type) comes the label, then any .help = , .min = , .max = , .check = , .sql = */
#define AT_(T, member, type) .name = #member, .at = _Generic(((struct T *)0)->member, type: offsetof(struct T, member))
#define F_TEXT(T, m, flag, ...)         { .kind = FIELD_TEXT, AT_(T, m, const char *), .flags = (flag), .label = __VA_ARGS__ }
#define F_INT(T, m, flag, ...)          { .kind = FIELD_INT,  AT_(T, m, struct num),   .flags = (flag), .label = __VA_ARGS__ }
#define F_TIME(T, m, flag, ...)         { .kind = FIELD_TIME, AT_(T, m, struct instant), .flags = (flag), .label = __VA_ARGS__ }
#define F_DATE(T, m, flag, ...)         { .kind = FIELD_DATE, AT_(T, m, struct date),  .flags = (flag), .label = __VA_ARGS__ }
#define F_SET(T, m, flag, E, ...)       { .kind = FIELD_SET,  AT_(T, m, struct set),   .flags = (flag), .values = &E##_choices, .label = __VA_ARGS__ }
#define F_ENUM(T, m, flag, E, ...)      { .kind = FIELD_ENUM, AT_(T, m, enum E),       .flags = (flag), .values = &E##_choices, .label = __VA_ARGS__ }
/* Under another name than the member's, which C keeps for itself. */
#define F_ENUM_AS(T, m, key, flag, E, ...) { .kind = FIELD_ENUM, .name = key, .at = _Generic(((struct T *)0)->m, enum E: offsetof(struct T, m)), \
    .flags = (flag), .values = &E##_choices, .label = __VA_ARGS__ }
#define F_REF(T, m, flag, target_, ...) { .kind = FIELD_REF,  AT_(T, m, struct id),    .flags = (flag), .target = &target_##_record, .label = __VA_ARGS__ }
#define F_LIST(T, m, flag, part_, ...)  { .kind = FIELD_LIST, AT_(T, m, struct part_##_list), .flags = (flag), .target = &part_##_record, .label = __VA_ARGS__ }

#define ASSERT_IN_(condition, why) (0 * sizeof(struct { _Static_assert(condition, why); char c; }))
#define RECORD(T, table) { .name = #T, .count = COUNT(table), .fields = (table), .size = sizeof(struct T) \
  + ASSERT_IN_(offsetof(struct T, id) == 0 && offsetof(struct T, version) == sizeof(struct id), #T ": id and version come first") }
/* Further members may follow: RECORD_(T, fields, .grants = true, .protection = REGIONAL) */
#define RECORD_(T, table, ...) { .name = #T, .count = COUNT(table), .fields = (table), .size = sizeof(struct T) \
  + ASSERT_IN_(offsetof(struct T, id) == 0 && offsetof(struct T, version) == sizeof(struct id), #T ": id and version come first"), __VA_ARGS__ }
/* A record of a person: sealed with the key of its compartment. */
#define SEALED_RECORD(T, table, ...) RECORD_(T, table, .protection = SEALED + ASSERT_IN_(offsetof(struct T, compartment) \
  == sizeof(struct id) + sizeof(int32_t), #T ": its compartment comes third"), __VA_ARGS__)
#define LOG(T, table) { .name = #T, .count = COUNT(table), .fields = (table), .size = sizeof(struct T), .log = true }
#define PART(T, table) { .name = #T, .count = COUNT(table), .fields = (table), .size = sizeof(struct T), .part = true }
#define ROW(T, base_, table) { .name = #base_, .count = COUNT(table), .fields = (table), .base = &base_##_record, .size = sizeof(struct T) \
  + ASSERT_IN_(offsetof(struct T, base_) == 0, #T ": " #base_ " comes first") }

/* Per record: the typed list. `rows` and `at` share storage so that generic code may fill it. */
#define DECLARE_RECORD(T) \
  struct T##_list { union { struct T *at; void *rows; }; size_t count; }; \
  _Static_assert(sizeof(struct T##_list) == sizeof(struct list), "a typed list is a list"); \
  extern const struct record T##_record
/* `row` checked to be a struct T, and paired with its own descriptor. */
#define ROW_OF_(T, row) _Generic((row), struct T *: (row), const struct T *: (row))

/* The field of that name, the base's included; NULL if there is none. */
const struct field *record_field(const struct record *rec, const char *name);

/* The number of a key; 0 if it is not among them. */
unsigned choice_find(const struct choices *values, const char *key, size_t len);
/* Of them, those whose bit is set; unknown stays in front. In the arena. */
struct choices choices_kept(struct arena *a, const struct choices *values, uint64_t bits);

/* One text form for every kind (forms, CSV, journal). Texts are UTF-8; a set is its keys with spaces between, "none"
 * when answered with nothing; a list is a line a row, " | " between cells. Empty text is unknown.
 * Parsing returns NULL, or a msgid saying what is wrong: the row is untouched then. Texts live in c->arena. */
const char *field_parse(struct ctx *c, const struct field *f, const char *text, void *row);
void field_print(const struct field *f, const void *row, struct buf *b);
bool field_known(const struct field *f, const void *row);
bool field_same(const struct field *f, const void *a, const void *b);
void field_clear(const struct field *f, void *row);
void field_copy(const struct field *f, void *to, const void *from);
/* What field_print writes, in c->arena. */
const char *field_printed(struct ctx *c, const struct field *f, const void *row);
/* A cell of a list as it stands between bars on one line: escapes and spaces for what would end it. */
void put_list_cell(struct buf *b, const char *s, size_t n);

/* Every field's value held against its declaration once more. ERR_INVALID names the first that is wrong. */
MUST_USE int record_check_(struct ctx *c, const struct record *rec, const void *row);

/* Whether what forms must have an answer to is known. ERR_INVALID names the first that is not. */
MUST_USE int record_answered_(struct ctx *c, const struct record *rec, const void *row);

/* Whether every field has the same value. */
bool record_same_(const struct record *rec, const void *a, const void *b);
#define record_same(T, a, b) record_same_(&T##_record, ROW_OF_(T, a), ROW_OF_(T, b))

/* {"field":[before,after],…} for what differs; one of the two may be NULL. Returns how many differ. */
size_t record_changes_(const struct record *rec, const void *before, const void *after, struct buf *b);

/* Typed reads by descriptor, for generic code. */
static inline void *field_in(const struct field *f, void *row) { return (char *)row + f->at; }
static inline const void *field_of(const struct field *f, const void *row) { return (const char *)row + f->at; }
static inline unsigned field_enum(const struct field *f, const void *row) { unsigned v; memcpy(&v, field_of(f, row), sizeof v); return v; }
static inline const char *field_text(const struct field *f, const void *row) { return *(const char *const *)field_of(f, row); }
static inline struct set field_set(const struct field *f, const void *row) { return *(const struct set *)field_of(f, row); }
static inline struct num field_num(const struct field *f, const void *row) { return *(const struct num *)field_of(f, row); }
static inline struct date field_date(const struct field *f, const void *row) { return *(const struct date *)field_of(f, row); }
static inline struct instant field_time(const struct field *f, const void *row) { return *(const struct instant *)field_of(f, row); }
static inline struct id field_id(const struct field *f, const void *row) { return *(const struct id *)field_of(f, row); }
static inline struct list field_list(const struct field *f, const void *row) { struct list v; memcpy(&v, field_of(f, row), sizeof v); return v; }
static inline const void *list_row(const struct record *part, struct list v, size_t i) { return (const char *)v.rows + i * part->size; }
#endif
