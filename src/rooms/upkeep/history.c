#include "history.h"
#include "accounts.h"
#include "form.h"
#include "html.h"
#include "journal.h"
#include "json.h"
#include "organisations.h"
#include "places.h"
#include "text.h"
#include <jansson.h>

/* --- in words ---------------------------------------------------------------------------------------- */

static void put_more(struct buf *b, const char *separator, const char *text)
{
  if (b->len) put(b, separator);
  put(b, text);
}

static const char *slugs_in_words(struct ctx *c, const char *slugs, bool regions)
{
  struct buf b = { 0 };
  size_t n;
  for (const char *s = text_word(slugs, &n); s; s = text_word(s + n, &n)) {
    const struct region *const r = regions && c->places ? region_find(c->places, s, n) : NULL;
    const struct municipality *const m = !regions && c->places ? municipality_find(c->places, s, n) : NULL;
    put_more(&b, ", ", r ? region_name(c, r) : m ? m->name : arena_text(&c->arena, s, n));
  }
  return buf_to_arena(&c->arena, &b);
}

/* A line a part. */
static const char *parts_in_words(struct ctx *c, const struct field *f, const void *row)
{
  const struct list parts = field_list(f, row);
  struct buf b = { 0 };
  for (size_t i = 0; i < parts.count; i++) {
    if (b.len) put_char(&b, '\n');
    const void *const part = list_row(f->target, parts, i);
    for (size_t k = 0, n = 0; k < f->target->count; k++) {
      const char *const text = field_in_words(c, &f->target->fields[k], part);
      if (text && n++) put(&b, ", ");
      put(&b, text);
    }
  }
  return buf_to_arena(&c->arena, &b);
}

static const char *organisation_in_words(struct ctx *c, struct id id)
{
  const char *name = NULL;
  const struct error before = c->error;
  if (organisation_name(c, id, &name) != OK) c->error = before;
  return name ? name : "–";
}

const char *field_in_words(struct ctx *c, const struct field *f, const void *row)
{
  if (!field_known(f, row)) return NULL;
  switch (f->kind) {
  case FIELD_LIST: return parts_in_words(c, f, row);
  case FIELD_REF:  return f->target == &organisation_record || strcmp(f->target->name, "organisation") == 0 ? organisation_in_words(c, field_id(f, row)) : field_printed(c, f, row);
  default: break;
  }
  if (strcmp(f->name, "regions") == 0 || strcmp(f->name, "municipalities") == 0) return slugs_in_words(c, field_text(f, row), *f->name == 'r');
  return field_said(c, f, row);
}

/* --- a line of the journal ------------------------------------------------------------------------------- */

/* One side of a change, as a row that knows only that field. */
static int side_of(struct ctx *c, const char *name, json_t *value, struct offer *out)
{
  json_t *const object = json_object();
  if (!object || json_object_set(object, name, value) != 0) { json_decref(object); return fail(c, ERR_FULL, NULL, N_("Out of memory.")); }
  char *const text = json_dumps(object, JSON_COMPACT);
  json_decref(object);
  *out = (struct offer){ 0 };
  const int rc = text ? json_read_row(c, offer, text, strlen(text), out) : fail(c, ERR_FULL, NULL, N_("Out of memory."));
  free(text);
  return rc;
}

struct change { const struct field *field; struct offer before, after; };
typedef int each_change(struct ctx *c, const struct change *change, void *arg);

static json_t *changes_of(const struct journal_line *l)
{
  json_error_t wrong;
  return l->changes && *l->changes ? json_loads(l->changes, 0, &wrong) : NULL;
}

/* Every field that a line changed; fields that the program has no more are passed over, and so is when it changed. */
static int changes_each(struct ctx *c, const struct journal_line *l, each_change *each, void *arg)
{
  json_t *const changes = changes_of(l), *pair;
  const char *name;
  int rc = OK;
  json_object_foreach(changes, name, pair) {
    struct change change = { .field = record_field(&offer_record, name) };
    if (rc != OK || !change.field || strcmp(name, "changed_at") == 0 || json_array_size(pair) != 2) continue;
    rc = side_of(c, name, json_array_get(pair, 0), &change.before);
    if (rc == OK) rc = side_of(c, name, json_array_get(pair, 1), &change.after);
    if (rc == ERR_INVALID) { rc = OK; c->error = (struct error){ 0 }; continue; }       /* what stood there then means nothing now */
    if (rc == OK) rc = each(c, &change, arg);
  }
  json_decref(changes);
  return rc;
}

/* --- the history ------------------------------------------------------------------------------------------ */

/* That two became one is taken back on both, where it was done: doubles_part(). */
static bool is_join(const struct field *f) { return strcmp(f->name, "joined_into") == 0; }

struct telling { struct offer_event *event; const struct offer *now; size_t room; };

static int tell_change(struct ctx *c, const struct change *change, void *arg)
{
  struct telling *const t = arg;
  const struct field *const f = change->field;
  struct offer_event *const e = t->event;
  if (e->fields.count == t->room) return OK;
  e->fields.at[e->fields.count++] = (struct field_change){ f->label, field_in_words(c, f, &change->before), field_in_words(c, f, &change->after) };
  e->undoable = e->undoable && !is_join(f) && field_same(f, &change->after, t->now);
  return OK;
}

static int who_did(struct ctx *c, const struct journal_line *l, struct offer_event *e)
{
  struct account a = { 0 };
  const struct error before = c->error;
  if (id_known(l->actor) && account_get(c, l->actor, &a) != OK) c->error = before;
  if (id_known(l->organisation)) e->organisation = organisation_in_words(c, l->organisation);
  e->who = a.name ? a.name : id_known(l->actor) ? tr(c, N_("somebody who left"))
    : l->purpose && strcmp(l->purpose, "offer_link") == 0 ? tr(c, N_("the provider, by the link in a message")) : tr(c, N_("import or console"));
  return OK;
}

int offer_history(struct ctx *c, const struct offer *now, struct offer_event_list *out)
{
  struct journal_line_list lines;
  struct offer_event_list list = { 0 };
  TRY(journal_of(c, now->id, &lines));
  list.at = arena_new(&c->arena, struct offer_event, lines.count + 1);
  for (size_t i = lines.count; i--; ) {
    const struct journal_line *const l = &lines.at[i];
    struct offer_event *const e = &list.at[list.count];
    *e = (struct offer_event){ .line = l->id, .at = instant_of(l->at), .begun = strcmp(l->verb, "insert") == 0, .undoable = true };
    e->fields.at = arena_new(&c->arena, struct field_change, offer_record.count);
    TRY(changes_each(c, l, tell_change, &(struct telling){ e, now, offer_record.count }));
    if (e->fields.count == 0) continue;
    e->undoable = e->undoable && !e->begun;
    TRY(who_did(c, l, e));
    list.count++;
  }
  *out = list;
  return OK;
}

static int take_back(struct ctx *c, const struct change *change, void *arg)
{
  struct offer *const now = arg;
  if (is_join(change->field)) return fail(c, ERR_INVALID, NULL, N_("These were joined. Part them again on the page of the offer that stayed."));
  if (!field_same(change->field, &change->after, now)) return fail(c, ERR_CONFLICT, NULL, N_("This was changed once more since: nothing was undone."));
  field_copy(change->field, now, &change->before);
  return OK;
}

static bool same_givers(const struct offer *a, const struct offer *b)
{
  return id_same(a->provider_id, b->provider_id) && field_same(record_field(&offer_record, "partners"), a, b);
}

/* Taking back is changing: nobody changes by it what they may not. */
static int may_become(struct ctx *c, const struct offer *was, const struct offer *now)
{
  if (!may_name_provider(c) && !same_givers(was, now)) return fail(c, ERR_INVALID, NULL, N_("Who gives it was changed with it. Only the coordinator of the region takes that back."));
  return keeps_offer(c, now) ? OK : fail(c, ERR_INVALID, NULL, N_("Then you would not keep this offer any more. Leave your own region in the list."));
}

int offer_history_undo(struct ctx *c, struct id offer, struct id line)
{
  struct offer_line now;
  struct journal_line_list lines;
  TRY(kept_offer(c, offer, &now));
  TRY(journal_of(c, offer, &lines));
  for (size_t i = 0; i < lines.count; i++) {
    if (!id_same(lines.at[i].id, line) || strcmp(lines.at[i].verb, "insert") == 0) continue;
    const struct offer was = now.offer;
    TRY(changes_each(c, &lines.at[i], take_back, &now.offer));
    TRY(may_become(c, &was, &now.offer));
    TRY(offer_name_givers(c, &now));
    return offer_change(c, &now);
  }
  return not_there(c);
}
