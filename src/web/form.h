/* Posted forms and query strings by declaration. Only fields of the accepted record are read. */
#ifndef FORM_H
#define FORM_H
#include "fields.h"

/* The row as far as it could be read, and per field what was typed and what is wrong with it. */
struct form {
  const struct record *rec;
  void *row;
  const char **typed, **wrong;       /* per field; NULL: absent, fine */
  size_t errors;
  const char *unknown;               /* the name of the first parameter that no field has; NULL: none */
  const char *token, *trap;          /* the hidden fields of form_token, as they came; NULL: absent */
  const char *token_wrong;           /* the form as a whole: its token has expired or is not ours; msgid */
  const char *said;                  /* likewise, when no field is wrong: also after the page looked up other things; msgid */
  bool token_ours;                   /* made by us for this page and session, however long ago */
  int32_t version;                   /* of the row as it was shown; 0: none came */
  bool kept;                         /* typed before a session ran out, and kept until now */
  const struct form *next;           /* when a posted form is shown again: what its page accepts from the query */
};

/* Reads application/x-www-form-urlencoded text into c->form. Wrong percent codes, NUL and bytes that are not UTF-8 are
 * the field's error. `old` may be NULL; else absent fields keep its values. ERR_INVALID if any field is wrong. */
MUST_USE int form_parse_(struct ctx *c, const struct record *rec, const char *body, size_t len, const void *old);
#define form_parse(c, T, body, len, old) form_parse_((c), &T##_record, (body), (len), \
    _Generic((old), struct T *: (old), const struct T *: (old), void *: (old)))          /* void *: NULL */

/* What was posted to this record, or asked of it in the query; NULL if neither. Never NULL for the record that the
 * running row accepts. */
const void *form_row_(struct ctx *c, const struct record *rec);
#define form_row(c, T) ((const struct T *)form_row_((c), &T##_record))

/* What was posted to an ANSWERS field: every pair named "field.question", in the order in which they came. In c->arena. */
struct form_answer { const char *question, *text; };
struct form_answer_list { struct form_answer *at; size_t count; };
MUST_USE int form_answers(struct ctx *c, const char *posted, struct form_answer_list *out);
/* The first answer to a question; NULL if there is none, or nothing was posted (`said` NULL). */
const char *form_answer_to(const struct form_answer_list *said, const char *question);

/* Marks a field of the form as wrong, if it has one of that name. */
void form_mark(struct form *form, const char *field, const char *text);

/* For views: the fields of a form, as posted (with messages) when this record was just posted, else from `row`, else
 * empty; the error summary (nothing if there are no errors); the hidden token every public POST form needs. */
void form_render_(struct ctx *c, const struct record *rec, const void *row);
#define form_render(c, T, row) form_render_((c), &T##_record, ROW_OF_(T, row))
/* Likewise, without the field `but` (NULL: with all): a question that comes up only when something is wrong. */
void form_render_but_(struct ctx *c, const struct record *rec, const void *row, const char *but);
/* Likewise, empty, with what is known only now of some fields: what one chooses from (count 0: as declared), that it must be answered,
 * another label (msgid). */
struct field_list { const char *field; struct choices values; bool required; const char *label; };
void form_blank_from_(struct ctx *c, const struct record *rec, const struct field_list *lists, size_t count);
#define form_blank_from(c, T, lists, count) form_blank_from_((c), &T##_record, (lists), (count))
/* Some of the fields: from one up to before another (NULL: to the end), so that headings may stand between. */
void form_render_part_(struct ctx *c, const struct record *rec, const void *row, const char *from, const char *before, const struct field_list *lists, size_t count);
#define form_blank(c, T) form_render_((c), &T##_record, NULL)
void form_errors(struct ctx *c);
/* Likewise, with what is wrong with answers that only the page knows; the summary links to the element "f-" and the field. */
struct error_line { const char *field, *label, *text; };           /* field NULL: the form as a whole; label and text: msgids */
struct error_line_list { struct error_line *at; size_t count; };
void form_errors_and(struct ctx *c, struct error_line_list more);
/* The value of a field as a reader says it: labels of choices, not keys; NULL: unknown. In c->arena. */
const char *field_said(struct ctx *c, const struct field *f, const void *row);
/* The hidden version of the row that a form changes: form_render brings it along, forms made by hand need it. The parsed row has
 * it. When the handler's update finds that somebody else was first (ERR_CONFLICT), the GET row of the path answers once more with
 * 409: form_render, given the row as it is stored now, shows beside what was typed what is stored where the two differ, and
 * carries the newer version: sending again saves what was typed. Without that: the page of 409. */
void form_version_(struct ctx *c, const struct record *rec, const void *row);
#define form_version(c, T, row) form_version_((c), &T##_record, ROW_OF_(T, row))
/* For data-draft of the form that stands on this page and is sent to its own path: werk.js posts there what is being typed, and it
 * is kept until the form is sent. frag_draft_state() says on the page that it was. */
const char *draft_url(struct ctx *c);
const char *draft_drop_url(struct ctx *c);      /* posted to, it throws away what was kept for this page */
void frag_draft_state(struct ctx *c);
/* What was typed, urlencoded, without what is SECRET. In c->arena. */
const char *form_kept(struct ctx *c, const struct form *form);
/* Such a text is the form of this page now, as if it had just been typed. */
MUST_USE int form_bring(struct ctx *c, const struct record *rec, const char *kept);
void form_token(struct ctx *c);
/* Likewise for a form that is sent to another path than its page's, as the table of routes has it. */
void form_token_for(struct ctx *c, const char *path);
/* A token for the form of this path (as its route row says it). In c->arena. */
const char *form_token_text(struct ctx *c, const char *path);
/* Whether the token that came with the form was made for this path, by us, for the session of this request (if it is not a
 * public one), less than four hours ago (a session's: as long as a session lasts): NULL, or a msgid. `ours`: all but the time. */
const char *form_token_wrong(struct ctx *c, const char *token, const char *path, bool *ours);

/* Milliseconds since the posted form was made; INT64_MAX where its token does not say so. */
int64_t form_age(const struct ctx *c);

/* application/x-www-form-urlencoded: writes the fields of `row` that are known, "a=1&b=2"; sets as repeated names. */
void form_query_(const struct record *rec, const void *row, struct buf *b);
#define form_query(T, row, b) form_query_(&T##_record, ROW_OF_(T, row), (b))
#endif
