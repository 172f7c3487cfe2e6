/* JSON out: a small streaming writer. JSON in: a row from a parsed object, by its declaration. */
#ifndef JSON_H
#define JSON_H
#include "fields.h"

/* A quoted, escaped text; `null` for NULL. Bytes that are not UTF-8 become U+FFFD. */
void json_text(struct buf *b, const char *s);
/* The value of one field; `null` when unknown. */
void json_field(const struct field *f, const void *row, struct buf *b);
/* {"id":…,"field":…}: every field, the base's first; unknown ones as null. */
void json_row_(const struct record *rec, const void *row, struct buf *b);
#define json_row(T, row, b) json_row_(&T##_record, ROW_OF_(T, row), (b))
/* {"id":…,"version":…,"field":…}: a stored row as a program may send it back changed. */
void json_stored_(const struct record *rec, const void *row, struct buf *b);
#define json_stored(T, row, b) json_stored_(&T##_record, ROW_OF_(T, row), (b))
/* Likewise, without what only the program sets: what that says of others, the caller says in words that the reader may know. */
void json_filled_(const struct record *rec, const void *row, struct buf *b);

/* Members of an object as they come: json_open(&j, '{'), json_key(&j, "name"), json_text(j.b, …) …, json_close(&j).
 * The writer places the commas; depth is limited to 32. */
struct json { struct buf *b; unsigned depth; uint32_t filled; char ends[33]; };
void json_open(struct json *j, char bracket);              /* '{' or '[' */
void json_close(struct json *j);
void json_key(struct json *j, const char *name);           /* in an object: the next member's name */
void json_item(struct json *j);                            /* in an array: before each plain value */
void json_str(struct json *j, const char *name, const char *value);       /* left out when NULL */
void json_num(struct json *j, const char *name, int64_t value);
void json_bool(struct json *j, const char *name, bool value);
void json_id(struct json *j, const char *name, struct id value);          /* left out when it refers to nothing */
/* A member that is an object or array, or with name NULL the next item of an array; json_close ends it. */
void json_begin(struct json *j, const char *name, char bracket);

/* The row in a JSON object text. Members that no field has are refused; absent ones stay unknown.
 * ERR_INVALID names the member. Texts live in c->arena. */
MUST_USE int json_read_row_(struct ctx *c, const struct record *rec, const char *text, size_t len, void *row);
#define json_read_row(c, T, text, len, row) json_read_row_((c), &T##_record, (text), (len), ROW_OF_(T, row))

/* A change of a row as it is stored: `version`, which must be there, and the fields that change. Others stay, null is unknown;
 * members that only the program sets are refused. ERR_INVALID names the member. */
MUST_USE int json_read_change_(struct ctx *c, const struct record *rec, const char *text, size_t len, void *row);
#define json_read_change(c, T, text, len, row) json_read_change_((c), &T##_record, (text), (len), ROW_OF_(T, row))

/* What a form would ask for something new: members that only the program sets are refused, as is `id`; what must be answered must be there. */
MUST_USE int json_read_new_(struct ctx *c, const struct record *rec, const char *text, size_t len, void *row);
/* What is done to a stored row that is of another record: likewise, beside `version`, which must be there. What is left out stays as `row` has it. */
MUST_USE int json_read_act_(struct ctx *c, const struct record *rec, const char *text, size_t len, int32_t *version, void *row);
#endif
