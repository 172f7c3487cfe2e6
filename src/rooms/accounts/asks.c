/* Forms of one's own making: a field as it is declared, with what was typed and what is wrong with it. */
#include "accounts_web.h"
#include "calendar.h"
#include "html.h"
#include "places.h"
#include "text.h"

/* The form of that record that was posted, or asked of in the query; NULL: neither. */
static const struct form *form_of(const struct ctx *c, const struct record *rec)
{
  const struct form *form = c->form;
  while (form && form->rec != rec) form = form->next;
  return form;
}

static const char *typed_in(const struct form *form, const struct field *f, const char *otherwise)
{
  if (!form || f->flags & SECRET) return f->flags & SECRET ? "" : otherwise;
  const char *const typed = form->typed[f - form->rec->fields];
  return typed ? typed : otherwise;
}

static const char *wrong_in(const struct form *form, const struct field *f) { return form ? form->wrong[f - form->rec->fields] : NULL; }

struct ask ask_of(struct ctx *c, const struct record *rec, const char *name, const char *type, const char *autocomplete, const char *value)
{
  const struct form *const form = form_of(c, rec);
  const struct field *const f = record_field(rec, name);
  return (struct ask){ .id = f->name, .name = f->name, .label = f->label, .help = f->help, .wrong = wrong_in(form, f), .value = typed_in(form, f, value ? value : ""),
    .type = type, .autocomplete = autocomplete, .optional = !(f->flags & REQUIRED) };
}

struct select_ask select_of(struct ctx *c, const struct record *rec, const char *name, const char *empty, struct option_list options, const char *value)
{
  const struct form *const form = form_of(c, rec);
  const struct field *const f = record_field(rec, name);
  const char *const chosen = typed_in(form, f, value ? value : "");
  for (size_t i = 0; i < options.count; i++) options.at[i].chosen = strcmp(options.at[i].value, chosen) == 0;
  return (struct select_ask){ .name = f->name, .label = f->label, .help = f->help, .wrong = wrong_in(form, f), .empty = empty, .options = options,
    .optional = !(f->flags & REQUIRED) };
}

struct some_ask some_of(struct ctx *c, const struct record *rec, const char *name, is_offered *offered)
{
  const struct form *const form = form_of(c, rec);
  const struct field *const f = record_field(rec, name);
  struct some_ask ask = { .name = f->name, .label = f->label, .help = f->help, .wrong = wrong_in(form, f) };
  ask.options.at = arena_new(&c->arena, struct option, f->values->count);
  for (unsigned i = 1; i < f->values->count; i++)
    if (offered(c, i)) ask.options.at[ask.options.count++] = (struct option){ f->values->at[i].key, f->values->at[i].label, form && set_has(field_set(f, form->row), i) };
  return ask;
}

struct option_list options_of_choices(struct ctx *c, const struct choices *values)
{
  struct option_list list = { arena_new(&c->arena, struct option, values->count), 0 };
  for (size_t i = 1; i < values->count; i++) list.at[list.count++] = (struct option){ .value = values->at[i].key, .label = tr(c, values->at[i].label) };
  return list;
}

struct option_list options_of_regions(struct ctx *c)
{
  const struct region_list regions = c->places->regions;
  struct option_list list = { arena_new(&c->arena, struct option, regions.count + 1), 0 };
  for (size_t i = 0; i < regions.count; i++) list.at[list.count++] = (struct option){ .value = regions.at[i].slug, .label = region_name(c, &regions.at[i]) };
  return list;
}

int options_of_organisations(struct ctx *c, struct option_list *out)
{
  struct organisation_list all;
  TRY(organisations_working(c, &all));
  *out = (struct option_list){ arena_new(&c->arena, struct option, all.count + 1), 0 };
  for (size_t i = 0; i < all.count; i++) out->at[out->count++] = (struct option){ .value = arg_id(&c->arena, all.at[i].id), .label = all.at[i].name };
  return OK;
}

const char *region_in_words(struct ctx *c, const char *slug)
{
  const struct region *const r = slug && c->places ? region_find(c->places, slug, strlen(slug)) : NULL;
  return r ? region_name(c, r) : slug;
}
