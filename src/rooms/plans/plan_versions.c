#include "plan_versions.h"
#include "accounts.h"
#include "json.h"
#include "plan_releases.h"
#include "text.h"
#include <jansson.h>
#include <stdlib.h>

DEFINE_CHOICES(item_change, ITEM_CHANGES)

enum { BODY_MOST = 400000 };

static const struct field fields[] = {
  F_REF (plan_version, plan,   IN_PROGRAM | CLEAR | REQUIRED, plan, N_("Plan")),
  F_INT (plan_version, number, IN_PROGRAM | REQUIRED, N_("Version")),
  F_TIME(plan_version, made,   IN_PROGRAM | REQUIRED, N_("Made final")),
  F_REF (plan_version, writer, IN_PROGRAM, account, N_("By")),
  F_TEXT(plan_version, body,   IN_PROGRAM | REQUIRED | LONG, N_("Text"), .max = BODY_MOST),
};
const struct record plan_version_record = SEALED_RECORD(plan_version, fields);

/* --- keeping ------------------------------------------------------------------------------------------------------- */

static const char *body_of(struct ctx *c, const struct plan_item_list *items)
{
  struct buf b = { .wipe = true };
  struct json j = { .b = &b };
  json_open(&j, '[');
  for (size_t i = 0; i < items->count; i++) {
    const struct plan_item *const it = &items->at[i];
    json_begin(&j, NULL, '{');
    json_str(&j, "key", it->key);
    json_str(&j, "section", it->section);
    json_str(&j, "label", it->label);
    json_str(&j, "text", it->text);
    json_str(&j, "raw", it->raw);
    json_close(&j);
  }
  json_close(&j);
  return buf_to_arena(&c->arena, &b);
}

int version_keep(struct ctx *c, const struct plan_file *f, int32_t number)
{
  struct plan_item_list items;
  TRY(plan_items(c, f, &items));
  const int rc = record_insert(c, plan_version, &((struct plan_version){ .compartment = f->plan.compartment, .plan = f->plan.id, .number = num(number), .made = { c->now },
    .writer = c->scope.actor, .body = body_of(c, &items) }), NULL);
  if (rc == ERR_INVALID) c->error.field = NULL;               /* nobody typed it here: words that stood there before something became secret */
  return rc;
}

static int newest(const void *a, const void *b) { return ((const struct plan_version *)b)->number.n - ((const struct plan_version *)a)->number.n; }

int versions_of(struct ctx *c, struct id plan, struct plan_version_list *out)
{
  TRY(versions_in(c, plan, out));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest);
  return OK;
}

/* --- reading it back --------------------------------------------------------------------------------------------------- */

static const char *member(struct ctx *c, const json_t *object, const char *name)
{
  const char *const s = json_string_value(json_object_get(object, name));
  return s ? arena_text(&c->arena, s, strlen(s)) : NULL;
}

static bool read_items(struct ctx *c, const json_t *array, struct plan_item_list *out)
{
  size_t i;
  const json_t *v;
  if (!json_is_array(array)) return false;
  *out = (struct plan_item_list){ arena_new(&c->arena, struct plan_item, json_array_size(array) + 1), 0 };
  json_array_foreach(array, i, v) {
    const struct plan_item it = { member(c, v, "key"), member(c, v, "section"), member(c, v, "label"), member(c, v, "text"), member(c, v, "raw"), ITEM_NEVER, false };
    if (!it.key || !it.section || !it.text || !it.raw) return false;
    out->at[out->count++] = it;
  }
  return true;
}

int version_items(struct ctx *c, const struct plan_version *v, struct plan_item_list *out)
{
  json_t *const array = json_loads(v->body ? v->body : "", 0, NULL);
  struct plan_item_list items;
  const bool whole = read_items(c, array, &items);
  json_decref(array);
  if (!whole) return fail(c, ERR_STORE, NULL, N_("This version cannot be read any more."));
  *out = items;
  return OK;
}

static const char *heading(struct ctx *c, const struct plan_item *it)
{
  return it->label ? JOIN(&c->arena, tr(c, it->section), ": ", tr(c, it->label)) : tr(c, it->section);
}

int plan_in_words(struct ctx *c, const struct record *rec, const struct field *f, const void *row, each_said *each, void *arg, bool *told)
{
  struct plan_item_list items = { .count = 0 };
  const bool release = rec == &plan_release_record && strcmp(f->name, "item") == 0;
  *told = release || (rec == &plan_version_record && strcmp(f->name, "body") == 0);
  if (rec == &plan_version_record && *told) TRY(version_items(c, row, &items));
  for (size_t i = 0; i < items.count; i++) TRY(each(c, heading(c, &items.at[i]), items.at[i].text, arg));
  return OK;
}

/* --- side by side ------------------------------------------------------------------------------------------------------- */

void items_compared(struct ctx *c, const struct plan_item_list *before, const struct plan_item_list *after, bool same_too, struct item_pair_list *out)
{
  struct item_pair_list pairs = { arena_new(&c->arena, struct item_pair, before->count + after->count + 1), 0 };
  for (size_t i = 0; i < after->count; i++) {
    const struct plan_item *const now = &after->at[i], *const then = plan_item_of(before, now->key);
    const enum item_change change = !then ? ITEM_ADDED : strcmp(then->raw, now->raw) == 0 ? ITEM_SAME : ITEM_CHANGED;
    if (change != ITEM_SAME || same_too) pairs.at[pairs.count++] = (struct item_pair){ change, now->section, now->label, then ? then->text : NULL, now->text };
  }
  for (size_t i = 0; i < before->count; i++) {
    const struct plan_item *const then = &before->at[i];
    if (!plan_item_of(after, then->key)) pairs.at[pairs.count++] = (struct item_pair){ ITEM_REMOVED, then->section, then->label, then->text, NULL };
  }
  *out = pairs;
}
