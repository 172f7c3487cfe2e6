#include "timeline.h"
#include "page_key.h"

int timeline_rows(struct ctx *c, const struct case_file *f, const struct case_kind *only, struct list rows[static KIND_COUNT])
{
  for (size_t k = 0; k < KIND_COUNT; k++) {
    rows[k] = (struct list){ 0 };
    if (!only || only == &case_kinds[k]) TRY(case_parts_of(c, &case_kinds[k], f, &rows[k]));
  }
  return OK;
}

static bool wanted(const struct case_file *f, const struct timeline_ask *q, const struct case_kind *k, const void *row)
{
  const struct case_part *const p = case_part_of(row);
  if (q->kind && q->kind != k) return false;
  if (date_known(q->since) && date_before(p->day, q->since)) return false;
  if (date_known(q->until) && date_before(q->until, p->day)) return false;
  if (!id_known(q->about)) return true;
  return file_same(&f->file, p->about, q->about) || (k == &case_kinds[KIND_INCIDENT] && file_same(&f->file, ((const struct incident *)row)->against, q->about));
}

static int newest_first(const void *a, const void *b)
{
  const struct timeline_part *const x = a, *const y = b;
  return case_part_order(case_part_of(x->row), case_part_of(y->row));
}

void timeline_of(struct ctx *c, const struct case_file *f, const struct list rows[static KIND_COUNT], const struct timeline_ask *q, struct timeline_part_list *out)
{
  size_t all = 0;
  for (size_t k = 0; k < KIND_COUNT; k++) all += rows[k].count;
  *out = (struct timeline_part_list){ arena_new(&c->arena, struct timeline_part, all + 1), 0 };
  for (size_t k = 0; k < KIND_COUNT; k++)
    for (size_t i = 0; i < rows[k].count; i++) {
      const void *const row = list_row(case_kinds[k].rec, rows[k], i);
      if (wanted(f, q, &case_kinds[k], row)) out->at[out->count++] = (struct timeline_part){ &case_kinds[k], row };
    }
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_first);
}

/* --- pages --------------------------------------------------------------------------------------------------- */

/* A key says the day and the part, never when it was written. Of the day of a part that is not there (any more) all comes again: better twice than not at all. */
static size_t begins_at(const struct timeline_part_list *all, const char *after)
{
  int64_t day = INT64_MAX;
  struct id last = ID_NONE;
  size_t from = 0;
  page_key_read(after, &day, &last);
  while (from < all->count && case_part_of(all->at[from].row)->day.ymd > day) from++;
  for (size_t i = from; i < all->count && case_part_of(all->at[i].row)->day.ymd == day; i++)
    if (id_same(case_part_of(all->at[i].row)->id, last)) return i + 1;
  return from;
}

void timeline_cut(struct ctx *c, struct timeline_part_list *all, const char *after, const char **next)
{
  const size_t from = begins_at(all, after), left = all->count - from;
  *all = (struct timeline_part_list){ all->at + from, left < PARTS_A_PAGE ? left : PARTS_A_PAGE };
  *next = NULL;
  if (left <= PARTS_A_PAGE) return;
  const struct case_part *const last = case_part_of(all->at[PARTS_A_PAGE - 1].row);
  *next = page_key(c, (struct instant){ last->day.ymd }, last->id);
}

int timeline_page(struct ctx *c, const struct case_file *f, const struct timeline_ask *q, const char *after, struct timeline_part_list *out, const char **next)
{
  struct list rows[KIND_COUNT];
  TRY(timeline_rows(c, f, q->kind, rows));
  timeline_of(c, f, rows, q, out);
  timeline_cut(c, out, after, next);
  return OK;
}

const void *part_as_seen(struct ctx *c, const struct case_file *f, const struct record *rec, const void *row)
{
  void *const seen = arena_alloc(&c->arena, rec->size);
  memcpy(seen, row, rec->size);
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const field = &rec->fields[i];
    if (field->kind == FIELD_REF && !(field->flags & IN_PROGRAM) && !case_name(c, f, field_id(field, row))) field_clear(field, seen);
  }
  return seen;
}
