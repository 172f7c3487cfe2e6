/* Answers of screenings in the reader's words, and what is different between two of them. */
#include "form.h"
#include "languages.h"
#include "matching_web.h"
#include "places.h"
#include "screenings.h"
#include "text.h"

struct told { const struct screening *screening; struct profile profile; };

static const char *municipality_said(struct ctx *c, const char *slug)
{
  const struct municipality *const m = slug && c->places ? municipality_find(c->places, slug, strlen(slug)) : NULL;
  return m ? m->name : slug;
}

static const char *answer_said(struct ctx *c, const struct field *f, const struct told *t)
{
  if (text_has_word(t->screening->dont_know, f->name)) return tr(c, N_("I don't know"));
  if (text_has_word(t->screening->rather_not, f->name)) return tr(c, N_("I would rather not say"));
  if (strcmp(f->name, "languages") == 0) return languages_in_words(c, field_text(f, &t->profile));
  if (strcmp(f->name, "municipality") == 0) return municipality_said(c, field_text(f, &t->profile));
  return field_said(c, f, &t->profile);
}

static const char *const steps[] = { "behaviour", "impact", "protects", "complicating" };

/* Questions in their order, then the steps of the pattern; region and asker are not asked: they are always the same. */
static size_t questions(struct ctx *c, const struct field ***out)
{
  const struct field **const all = arena_new(&c->arena, const struct field *, profile_record.count + COUNT(steps));
  size_t n = 0;
  for (size_t i = 0; i < profile_record.count; i++) {
    const struct field *const f = &profile_record.fields[i];
    if (strcmp(f->name, "region") != 0 && strcmp(f->name, "asker") != 0) all[n++] = f;
  }
  for (size_t i = 0; i < COUNT(steps); i++) all[n++] = record_field(&screening_record, steps[i]);
  *out = all;
  return n;
}

static const char *said(struct ctx *c, const struct field *f, const struct told *t)
{
  const bool step = f >= screening_record.fields && f < screening_record.fields + screening_record.count;
  return !t->screening ? NULL : step ? field_said(c, f, t->screening) : answer_said(c, f, t);
}

static bool alike(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : !a && !b; }

static int tell(struct ctx *c, const struct screening *s, struct told *out)
{
  *out = (struct told){ .screening = s };
  return s ? screening_profile(c, s, &out->profile) : OK;
}

int screening_changes(struct ctx *c, const struct screening *before, const struct screening *after, struct answer_change_list *out)
{
  struct told old, new;
  const struct field **all;
  const size_t count = questions(c, &all);
  struct answer_change_list list = { arena_new(&c->arena, struct answer_change, count), 0 };
  TRY(tell(c, before, &old));
  TRY(tell(c, after, &new));
  for (size_t i = 0; i < count; i++) {
    const struct answer_change change = { all[i]->label, said(c, all[i], &old), said(c, all[i], &new) };
    if (!alike(change.before, change.after)) list.at[list.count++] = change;
  }
  *out = list;
  return OK;
}

int screening_standing(struct ctx *c, const struct screening_list *list, struct standing_answer_list *out)
{
  const struct field **all;
  const size_t count = questions(c, &all);
  struct told *const told = arena_new(&c->arena, struct told, list->count + 1);
  struct standing_answer_list found = { arena_new(&c->arena, struct standing_answer, count), 0 };
  for (size_t i = 0; i < list->count; i++) TRY(tell(c, &list->at[i], &told[i]));
  for (size_t k = 0; list->count && k < count; k++) {
    struct standing_answer a = { .label = all[k]->label, .text = said(c, all[k], &told[0]) };
    while (a.text && a.since + 1 < list->count && alike(a.text, said(c, all[k], &told[a.since + 1]))) a.since++;
    if (a.text) found.at[found.count++] = a;
  }
  *out = found;
  return OK;
}

int screening_in_words(struct ctx *c, const struct record *rec, const struct field *field, const void *row, each_said *each, void *arg, bool *told)
{
  struct told t = { .screening = row };
  *told = rec == &screening_record && strcmp(field->name, "answers") == 0;
  if (!*told) return OK;
  TRY(screening_profile(c, row, &t.profile));
  for (size_t i = 0; i < profile_record.count; i++) {
    const struct field *const f = &profile_record.fields[i];
    if (field_known(f, &t.profile)) TRY(each(c, tr(c, f->label), answer_said(c, f, &t), arg));
  }
  return OK;
}
