/* For tests: what a room stores as it is, in sealed records, each field with its reason and nothing else. */
#ifndef CLEAR_REASONS_H
#define CLEAR_REASONS_H
#include "scratch.h"
#include <stdio.h>

struct clear_reason { const char *table, *field, *why; };

static inline bool has_reason(const struct clear_reason *list, size_t count, const char *table, const char *field)
{
  for (size_t i = 0; i < count; i++) if (strcmp(list[i].table, table) == 0 && strcmp(list[i].field, field) == 0) return strlen(list[i].why) > 40;
  return false;
}

/* Of the sealed ones among `records` (ends with NULL) every clear field has a reason, no free text is clear, and no reason outlives its field. */
static inline void clear_fields_have_reasons(const struct record *const *records, const struct clear_reason *list, size_t count)
{
  size_t found = 0;
  for (; *records; records++)
    for (size_t i = 0; (*records)->protection == SEALED && i < (*records)->count; i++) {
      const struct field *const f = &(*records)->fields[i];
      if (!(f->flags & CLEAR)) continue;
      const bool said = has_reason(list, count, (*records)->name, f->name);
      if (!said) print_error("%s.%s is stored in clear: say why\n", (*records)->name, f->name);
      assert_true(said);
      assert_false(f->kind == FIELD_TEXT && f->flags & LONG);
      found++;
    }
  assert_int_equal(found, count);
}

/* Whether a file holds that word. */
static inline bool file_has(const char *path, const char *word)
{
  FILE *const f = fopen(path, "rb");
  const size_t n = strlen(word);
  size_t matched = 0;
  int ch;
  if (!f) return false;
  while (matched < n && (ch = fgetc(f)) != EOF) matched = ch == word[matched] ? matched + 1 : ch == word[0];
  fclose(f);
  return matched == n;
}
#endif
