#include "case_trace.h"
#include "calendar.h"
#include "form.h"
#include "html.h"
#include "journal.h"
#include "json.h"
#include "text.h"
#include <jansson.h>

/* A value of the journal as a row that knows only that field. ERR_INVALID: what stood there then means nothing now. */
static int row_before(struct ctx *c, const struct record *rec, const char *name, json_t *value, void *out)
{
  json_t *const object = json_object();
  char *text = NULL;
  memset(out, 0, rec->size);
  if (object && json_object_set(object, name, value) == 0) text = json_dumps(object, JSON_COMPACT);
  json_decref(object);
  const int rc = text ? json_read_row_(c, rec, text, strlen(text), out) : fail(c, ERR_FULL, NULL, N_("Out of memory."));
  free(text);
  return rc;
}

static const char *in_words(struct ctx *c, const struct case_file *f, const struct field *field, const void *row)
{
  const char *const said = field->kind == FIELD_REF ? case_name(c, f, field_id(field, row)) : field_said(c, field, row);
  return said && *said ? said : tr(c, N_("nothing"));
}

/* Every field that a line changed and that people fill in. */
static int read_line(struct ctx *c, const struct case_file *f, const struct case_kind *k, const char *changes, struct fact_list *out)
{
  json_error_t wrong;
  json_t *const root = json_loads(changes, 0, &wrong), *pair;
  void *const row = arena_alloc(&c->arena, k->rec->size);
  const char *name;
  int rc = OK;
  out->at = arena_new(&c->arena, struct fact, k->rec->count);
  json_object_foreach(root, name, pair) {
    const struct field *const field = record_field(k->rec, name);
    json_t *const before = json_array_get(pair, 0);
    if (rc != OK || !field || field->flags & IN_PROGRAM || out->count == k->rec->count) continue;
    if (json_is_null(before)) memset(row, 0, k->rec->size);
    else rc = row_before(c, k->rec, name, before, row);
    if (rc == ERR_INVALID) { rc = OK; c->error = (struct error){ 0 }; continue; }
    if (rc == OK) out->at[out->count++] = (struct fact){ tr(c, field->label), in_words(c, f, field, row) };
  }
  json_decref(root);
  return rc;
}

int case_part_changes(struct ctx *c, const struct case_file *f, const struct case_kind *k, const void *row, struct part_change_list *out)
{
  const struct case_part *const p = case_part_of(row);
  struct journal_line_list lines;
  *out = (struct part_change_list){ .count = 0 };
  if (!k->traced || p->version < 2) return OK;
  TRY(journal_of(c, p->id, &lines));
  out->at = arena_new(&c->arena, struct part_change, lines.count + 1);
  for (size_t i = lines.count; i--; ) {
    const struct journal_line *const l = &lines.at[i];
    const struct instant at = instant_of(l->at);
    struct part_change *const to = &out->at[out->count];
    if (strcmp(l->verb, "update") != 0 || !l->changes || !date_before(date_at(p->written.ms), date_at(at.ms))) continue;
    *to = (struct part_change){ .at = arg_date(c, date_at(at.ms)) };
    TRY(case_colleague(c, f, l->actor, &to->by));
    if (!to->by) to->by = tr(c, N_("a colleague"));
    TRY(read_line(c, f, k, l->changes, &to->before));
    if (to->before.count) out->count++;
  }
  return OK;
}
