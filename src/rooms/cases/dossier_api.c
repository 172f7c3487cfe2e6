/* For programs: the timeline of a household, and parts of every kind. */
#include "cases_api.h"
#include "text.h"
#include "timeline.h"

static const struct field ask_fields[] = {
  F_TEXT(parts_ask, kind,  OPTIONAL, N_("What"), .max = 40, .help = N_("One kind only, as `kind` of a part says it.")),
  F_REF (parts_ask, about, OPTIONAL, person, N_("About whom"), .help = N_("The id of a person, or of a member where all read it.")),
  F_DATE(parts_ask, since, OPTIONAL, N_("From")),
  F_DATE(parts_ask, until, OPTIONAL, N_("Up to and including")),
  F_TEXT(parts_ask, after, OPTIONAL, N_("Where the page begins"), .max = 100, .help = N_("As `next` of the page before says it.")),
};
const struct record parts_ask_record = PART(parts_ask, ask_fields);

/* --- writing --------------------------------------------------------------------------------------------------- */

/* Who wrote it is named as on the page: no id, which would tell who works for whom; nor when, which the page does not say either. */
static int put_part(struct ctx *c, struct json *j, const struct case_file *f, const struct case_kind *k, const void *row)
{
  const char *by;
  TRY(case_colleague(c, f, case_part_of(row)->writer, &by));
  json_str(j, "kind", k->rec->name);
  json_id(j, "household", f->file.household.id);
  json_key(j, "by");
  json_text(j->b, by);
  json_key(j, "part");
  json_filled_(k->rec, part_as_seen(c, f, k->rec, row), j->b);
  return OK;
}

static int part_answer(struct ctx *c, const struct case_kind *k, struct id id, int status)
{
  struct case_part *const row = arena_alloc(&c->arena, k->rec->size);
  struct case_file f;
  struct json j = { .b = &c->out };
  TRY(case_part_get(c, k, id, row));
  TRY(case_home(c, row->compartment, row->household, &f));
  json_open(&j, '{');
  TRY(put_part(c, &j, &f, k, row));
  json_close(&j);
  return api_answer(c, status);
}

/* --- the timeline ---------------------------------------------------------------------------------------------- */

/* The address of the next page, narrowed as this one. */
static const char *next_path(struct ctx *c, struct id household, const struct parts_ask *asked, const char *next)
{
  static const char households[] = API_PATH "/households/";
  struct parts_ask again = *asked;
  struct buf b = { 0 };
  if (!next) return NULL;
  again.after = next;
  form_query(parts_ask, &again, &b);
  const char *const query = arena_text(&c->arena, buf_text(&b), b.len);
  buf_release(&b);
  return JOIN(&c->arena, households, arg_id(&c->arena, household), "/parts?", query);
}

int api_parts(struct ctx *c)
{
  const struct parts_ask *const asked = form_row(c, parts_ask);
  struct timeline_ask ask = { .about = asked->about, .since = asked->since, .until = asked->until };
  struct case_file f;
  struct timeline_part_list parts;
  enum talks_together together;
  const char *next;
  struct json j = { .b = &c->out };
  TRY(case_of_path(c, &f));
  TRY(query_good(c));
  for (size_t i = 0; asked->kind && i < KIND_COUNT; i++) if (strcmp(case_kinds[i].rec->name, asked->kind) == 0) ask.kind = &case_kinds[i];
  if (asked->kind && !ask.kind) return fail(c, ERR_INVALID, "kind", NOT_IN_LIST);
  TRY(timeline_page(c, &f, &ask, asked->after, &parts, &next));
  TRY(together_now(c, &f, &together));
  json_open(&j, '{');
  json_str(&j, "together", talks_together_key(together));
  json_begin(&j, "parts", '[');
  for (size_t i = 0; i < parts.count; i++) {
    json_begin(&j, NULL, '{');
    TRY(put_part(c, &j, &f, parts.at[i].kind, parts.at[i].row));
    json_close(&j);
  }
  json_close(&j);
  json_key(&j, "next");
  json_text(j.b, next_path(c, f.file.household.id, asked, next));
  json_close(&j);
  return api_answer(c, 200);
}

/* --- parts, of the kind that the path takes ----------------------------------------------------------------------- */

int api_add_part(struct ctx *c)
{
  const struct case_kind *const k = case_kind_of(form_record(c));
  void *const row = arena_alloc(&c->arena, k->rec->size);
  struct case_file f;
  struct id id;
  TRY(case_of_path(c, &f));                                  /* what is not theirs to see says nothing about what was sent */
  memset(row, 0, k->rec->size);
  TRY(posted_new_(c, k->rec, row));
  TRY(case_part_put(c, k, &f, row, &id));
  return part_answer(c, k, id, 201);
}

int api_part(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  return part_answer(c, case_kind_of(form_record(c)), id, 200);
}

int api_change_part(struct ctx *c)
{
  const struct case_kind *const k = case_kind_of(form_record(c));
  void *const row = arena_alloc(&c->arena, k->rec->size);
  struct id id;
  TRY(path_id(c, &id));
  TRY(case_part_get(c, k, id, row));
  TRY(posted_change_(c, k->rec, row));
  TRY(case_part_change(c, k, row));
  return part_answer(c, k, id, 200);
}
